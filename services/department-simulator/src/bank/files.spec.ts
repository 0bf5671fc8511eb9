import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { creditTransfers } from '../spec/credit-transfers.ts';
import { elementsOf, schemaErrors, textsOf } from '../spec/schemas.ts';
import { RunningSimulator } from '../spec/simulator.ts';

/** End-to-end id → status, with the reason of a rejection. */
const verdicts = (report: string): Record<string, string> => Object.fromEntries(elementsOf(report, 'TxInfAndSts').map((transaction) =>
  [textsOf(transaction, 'OrgnlEndToEndId')[0], [...textsOf(transaction, 'TxSts'), ...textsOf(transaction, 'Cd')].join(' ')]));

describe('bank files and their status', () => {
  let simulator: RunningSimulator;
  beforeEach(async () => {
    simulator = await RunningSimulator.start();
  });
  afterEach(() => simulator.close());

  const two = [{ id: 'e1', amount: '666.67', account: '6222000000001111' }, { id: 'e2', amount: '100.50', account: '6222000000002222' }];
  const take = async (xml: string): Promise<string> => String((await simulator.postXml('/bank/files', xml)).json()['id']);
  const statusOf = async (xml: string): Promise<string> => (await simulator.get(`/bank/files/${await take(xml)}/status`)).text;

  it('takes a file that the official schema finds valid', async () => {
    const xml = creditTransfers({ messageId: 'm1', transfers: two, controlSum: '767.17' });
    expect(await schemaErrors(xml, 'pain.001.001.09')).toEqual([]);
    const reply = await simulator.postXml('/bank/files', xml);
    expect(reply.status).toBe(201);
    expect(reply.json()).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });

  it('names the same file for the same message id, though written anew, and pays it once', async () => {
    const first = await simulator.postXml('/bank/files', creditTransfers({ messageId: 'm1', transfers: two }));
    const again = await simulator.postXml('/bank/files', creditTransfers({ messageId: 'm1', transfers: two, createdAt: '2026-01-09T12:00:00Z' }));
    expect([again.status, again.json()]).toEqual([200, first.json()]);
    const statement = await simulator.get('/bank/statements?date=2026-01-10');
    expect(elementsOf(statement.text, 'Ntry')).toHaveLength(2);
  });

  it('names one file though it comes twice at the same moment', async () => {
    const xml = creditTransfers({ messageId: 'm1', transfers: two });
    const replies = await Promise.all([simulator.postXml('/bank/files', xml), simulator.postXml('/bank/files', xml)]);
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 201]);
    expect(replies[0]?.text).toBe(replies[1]?.text);
  });

  it('refuses another file under a message id it knows', async () => {
    await take(creditTransfers({ messageId: 'm1', transfers: two }));
    const other = await simulator.postXml('/bank/files', creditTransfers({ messageId: 'm1', transfers: two.slice(1) }));
    expect([other.status, other.json()['title']]).toEqual([409, 'message-id-in-use']);
  });

  it('pays no end-to-end id twice, in one file or two', async () => {
    const twice = creditTransfers({ messageId: 'm1', transfers: [...two, { id: 'e1', amount: '666.67' }] });
    const elements = elementsOf(await statusOf(twice), 'TxInfAndSts');
    expect(elements.map((element) => textsOf(element, 'TxSts')[0])).toEqual(['ACSC', 'ACSC', 'RJCT']);
    expect(verdicts(await statusOf(creditTransfers({ messageId: 'm2', transfers: [{ id: 'e2', amount: '100.50' }, { id: 'e3', amount: '1' }] })))).toEqual({ e2: 'RJCT AM05', e3: 'ACSC' });
  });

  it('pays a rejected one when it comes again with a mended account', async () => {
    await simulator.put('/bank/behaviour', { rejectAccounts: ['1111'] });
    expect(verdicts(await statusOf(creditTransfers({ messageId: 'm1', transfers: two })))).toEqual({ e1: 'RJCT AC01', e2: 'ACSC' });
    expect(verdicts(await statusOf(creditTransfers({ messageId: 'm2', transfers: [{ id: 'e1', amount: '666.67', account: '6222000000003333' }] })))).toEqual({ e1: 'ACSC' });
  });

  it('one bad transfer never stops the others, each with its reason', async () => {
    const report = await statusOf(creditTransfers({ messageId: 'm1', transfers: [
      ...two, { id: 'no-account', amount: '1.00', account: '' }, { id: 'no-name', amount: '1.00', payee: '' }, { id: 'zero', amount: '0.00' }, { id: 'euro', amount: '1.00', currency: 'EUR' },
    ] }));
    expect(verdicts(report)).toEqual({ e1: 'ACSC', e2: 'ACSC', 'no-account': 'RJCT AC01', 'no-name': 'RJCT BE22', zero: 'RJCT AM01', euro: 'RJCT AM03' });
  });

  it.each([[[], 'ACCP'], [['1111'], 'PART'], [['1111', '2222'], 'RJCT']])('rejecting %j makes the group %s', async (rejectAccounts, group) => {
    await simulator.put('/bank/behaviour', { rejectAccounts, rejectReason: 'AC04' });
    const report = await statusOf(creditTransfers({ messageId: 'm1', transfers: two }));
    expect([textsOf(report, 'GrpSts'), textsOf(report, 'PmtInfSts')]).toEqual([[group], [group]]);
    expect(textsOf(report, 'Cd')).toEqual(rejectAccounts.map(() => 'AC04'));
  });

  it('reports as pain.002.001.10 with every original reference', async () => {
    await simulator.put('/bank/behaviour', { rejectAccounts: ['2222'] });
    const report = await statusOf(creditTransfers({ messageId: 'm1', transfers: two }));
    expect(report).toContain('<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>');
    const one = (name: string): string[] => textsOf(report, name);
    expect([one('OrgnlMsgId'), one('OrgnlMsgNmId'), one('OrgnlCreDtTm'), one('OrgnlPmtInfId')]).toEqual([['m1'], ['pain.001.001.09'], ['2026-01-09T08:00:00Z'], ['m1-1']]);
    expect([one('OrgnlInstrId'), one('OrgnlEndToEndId')]).toEqual([['i-e1', 'i-e2'], ['e1', 'e2']]);
    expect([one('OrgnlNbOfTxs'), one('OrgnlCtrlSum'), one('DtldNbOfTxs'), one('DtldSts')]).toEqual([['2', '2'], ['767.17', '767.17'], ['1', '1', '1', '1'], ['ACSC', 'RJCT', 'ACSC', 'RJCT']]);
    // The schema of version 10 is not at hand; the elements in use are those of version 12.
    expect(await schemaErrors(report.replace('pain.002.001.10', 'pain.002.001.12'), 'pain.002.001.12')).toEqual([]);
  });

  it('reports the same however often it is asked, and nothing on a file it does not know', async () => {
    const id = await take(creditTransfers({ messageId: 'm1', transfers: two }));
    expect((await simulator.get(`/bank/files/${id}/status`)).text).toBe((await simulator.get(`/bank/files/${id}/status`)).text);
    expect((await simulator.get('/bank/files/11111111-1111-4111-8111-111111111111/status')).status).toBe(404);
  });

  it.each([
    ['rejectAccounts[0]', { rejectAccounts: ['6222000000001111'] }], ['rejectReason', { rejectReason: 'closed' }],
    ['returnAccounts', { returnAccounts: '1111' }], ['uncollectedShare', { uncollectedShare: 2 }], ['uncollected', { uncollected: 1 }],
  ])('refuses a behaviour whose %s is wrong', async (field, body) => {
    const reply = await simulator.put('/bank/behaviour', body);
    expect([reply.status, reply.json()['field']]).toEqual([400, field]);
  });
});
