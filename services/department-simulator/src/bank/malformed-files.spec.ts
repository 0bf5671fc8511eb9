import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { creditTransfers } from '../spec/credit-transfers.ts';
import { elementsOf, textsOf } from '../spec/schemas.ts';
import { RunningSimulator } from '../spec/simulator.ts';

describe('malformed bank files', () => {
  let simulator: RunningSimulator;
  beforeAll(async () => {
    simulator = await RunningSimulator.start();
  });
  afterAll(() => simulator.close());

  const good = creditTransfers({ messageId: 'm1', transfers: [{ id: 'e1', amount: '666.67' }, { id: 'e2', amount: '1.00' }], controlSum: '667.67' });
  const header = 'Document/CstmrCdtTrfInitn/GrpHdr';
  const payment = 'Document/CstmrCdtTrfInitn/PmtInf[1]';

  it.each([
    ['Document', ''], ['Document', 'not XML'], ['Document', '<Document>'], ['Document', '<a/>'], ['Document', good.replace('</PmtInf>', '')],
    ['Document', good.replace('pain.001.001.09', 'pain.001.001.03')], ['Document', `<!DOCTYPE a [<!ENTITY x "y">]>${good}`], ['Document', good.replaceAll('PmtInfId', '__proto__')],
    ['Document/CstmrCdtTrfInitn', '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><a/></Document>'],
    [`${header}/MsgId`, good.replace(/<MsgId>.*<\/MsgId>/, '')], [`${header}/MsgId`, good.replace('<MsgId>m1', `<MsgId>${'m'.repeat(36)}`)],
    [`${header}/CreDtTm`, good.replace('2026-01-09T08:00:00Z', 'yesterday')], [`${header}/NbOfTxs`, good.replace('<NbOfTxs>2', '<NbOfTxs>3')],
    [`${header}/CtrlSum`, good.replace('667.67', '667.68')], [`${header}/InitgPty`, good.replace(/<InitgPty>.*<\/InitgPty>/, '')],
    ['Document/CstmrCdtTrfInitn/PmtInf', good.replace(/<PmtInf>[^]*<\/PmtInf>/, '')], [`${payment}/PmtInfId`, good.replace(/<PmtInfId>.*<\/PmtInfId>/, '')],
    [`${payment}/PmtMtd`, good.replace('TRF', 'CHK')], [`${payment}/ReqdExctnDt`, good.replace('2026-01-10', '2026-02-30')],
    [`${payment}/DbtrAcct/Id`, good.replace(/<DbtrAcct>.*<\/DbtrAcct>/, '')], [`${payment}/CdtTrfTxInf`, good.replace(/<CdtTrfTxInf>[^]*<\/CdtTrfTxInf>/, '')],
    [`${payment}/CdtTrfTxInf[2]/PmtId/EndToEndId`, good.replace('<EndToEndId>e2</EndToEndId>', '')],
    [`${payment}/CdtTrfTxInf[2]/PmtId/EndToEndId`, good.replace('<EndToEndId>e2</EndToEndId>', '<EndToEndId>e2</EndToEndId><EndToEndId>e3</EndToEndId>')],
    [`${payment}/CdtTrfTxInf[2]/Amt/InstdAmt`, good.replace('>1.00<', '>1,00<')], [`${payment}/CdtTrfTxInf[2]/Amt/InstdAmt`, good.replace('>1.00<', '>1.005<')],
    [`${payment}/CdtTrfTxInf[1]/Amt/InstdAmt/@Ccy`, good.replace(' Ccy="CNY"', '')],
  ])('refuses naming %s', async (element, xml) => {
    const reply = await simulator.postXml('/bank/files', xml);
    expect([reply.status, reply.type]).toEqual([400, 'application/problem+json']);
    expect(reply.json()).toMatchObject({ title: 'malformed-file', element });
  });

  it('refuses what is no UTF-8, no XML type, or too large, and lives on', async () => {
    expect((await simulator.postXml('/bank/files', Uint8Array.from([0x3c, 0xff, 0xfe]))).status).toBe(400);
    expect((await simulator.send('POST', '/bank/files', good, 'text/plain')).status).toBe(415);
    expect((await simulator.postXml('/bank/files', ' '.repeat(20_000_001))).status).toBe(413);
    expect((await simulator.postXml('/bank/files', good)).status).toBe(201);
  });

  it('never repeats a name or an account in a refusal', async () => {
    const reply = await simulator.postXml('/bank/files', good.replace('<EndToEndId>e2</EndToEndId>', ''));
    expect(reply.text).not.toMatch(/欧阳|6222/);
  });

  it('reads prefixes, single quotes, comments and CDATA as any XML', async () => {
    const dressed = good.replaceAll(/<(\/?)([A-Z])/g, '<$1p:$2').replace(/xmlns="([^"]*)"/, "xmlns:p='$1'").replace('>m1<', '>m-dressed<')
      .replace('<p:PmtMtd>', '<!-- <p:CdtTrfTxInf> --><p:PmtMtd>').replace('>e1<', '><![CDATA[x1]]><').replace('>e2<', '>x&#50;&amp;<');
    const reply = await simulator.postXml('/bank/files', dressed);
    expect(reply.status).toBe(201);
    const report = (await simulator.get(`/bank/files/${String(reply.json()['id'])}/status`)).text;
    expect(textsOf(report, 'OrgnlEndToEndId')).toEqual(['x1', 'x2&amp;']);
    expect(elementsOf(report, 'TxInfAndSts')).toHaveLength(2);
  });
});
