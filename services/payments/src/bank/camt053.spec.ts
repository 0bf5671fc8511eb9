import { describe, expect, it } from '@jest/globals';
import { id } from '../testing/samples.ts';
import { entry, statement } from '../testing/xml.ts';
import { readCamt053 } from './camt053.ts';
import { bankId } from './pain001.ts';

const ours = bankId(id(10));
const says = async (xml: string): Promise<unknown[]> => (await readCamt053(xml)).lines.map((line) => line.says);
const reason = (code: string, place?: string): object => ({ type: 'Problem', reason: code, ...(place === undefined ? {} : { place }) });
const debit = { type: 'NoteDebit', money: { minor: 66_667, currency: 'CNY' }, on: '2026-12-10', reference: 'REF-1' };

describe('statement camt.053', () => {
  it('reads debits and returns, with their references', async () => {
    const { id: message, lines } = await readCamt053(statement(entry({ id: ours }), entry({ id: ours, direction: 'CRDT', reason: 'AC04', reference: 'REF-1R' })));
    expect(message).toBe('STMT-1');
    expect(lines.map((line) => [line.line, line.reference, line.says])).toEqual([[1, ours, debit], [2, ours, { type: 'NoteReturn', money: debit.money, on: '2026-12-10', reason: 'AC04' }]]);
  });

  it('gives a return without a reason the code for none', async () => {
    const xml = statement(entry({ id: ours, direction: 'CRDT', reason: 'AC04' })).replace('<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>', '');
    expect(await says(xml)).toEqual([expect.objectContaining({ type: 'NoteReturn', reason: 'NARR' })]);
  });

  it.each([
    ['an amount with a comma', { amount: '666,67' }, reason('malformed', 'Ntry[2]/Amt')], ['a fraction of a fen', { amount: '1.005' }, reason('malformed', 'Ntry[2]/Amt')], ['a negative amount', { amount: '-1.00' }, reason('malformed', 'Ntry[2]/Amt')],
    ['no currency of ours', { currency: 'EUR' }, reason('malformed', 'Ntry[2]/Amt')], ['neither debit nor credit', { direction: 'SIDE' }, reason('malformed', 'Ntry[2]/CdtDbtInd')],
    ['no day', { on: '2026-02-30' }, reason('malformed', 'Ntry[2]/BookgDt')], ['a booking still to come', { status: 'PDNG' }, reason('not-booked')], ['money that came in', { direction: 'CRDT' }, reason('not-a-return')],
  ])('names a line with %s, and reads those around it', async (_, spoilt, expected) => {
    expect(await says(statement(entry({ id: ours }), entry({ id: ours, ...spoilt }), entry({ id: ours })))).toEqual([debit, expected, debit]);
  });

  it('names a line without a reference, an empty one, and one whose elements come twice', async () => {
    const twice = entry({ id: ours }).replace('<CdtDbtInd>', '<CdtDbtInd>CRDT</CdtDbtInd><CdtDbtInd>');
    expect(await says(statement(entry({}), entry({ id: 'NOTPROVIDED' }), '<Ntry/>', '<Ntry></Ntry>', twice))).toEqual([
      reason('no-reference'), reason('no-reference'), reason('malformed', 'Ntry[3]'), reason('malformed', 'Ntry[4]'), reason('malformed', 'Ntry[5]/CdtDbtInd'),
    ]);
  });

  it('takes each transaction of a batch for a line of its own, with its own amount', async () => {
    const tx = (n: number, amount: string): string => `<TxDtls><Refs><AcctSvcrRef>B-${n}</AcctSvcrRef><EndToEndId>${bankId(id(n))}</EndToEndId></Refs>${amount}</TxDtls>`;
    const batch = entry({ amount: '700.00' }).replace('</Ntry>', `<NtryDtls>${tx(1, '<Amt Ccy="CNY">666.67</Amt>')}${tx(2, '<Amt Ccy="CNY">33.33</Amt>')}${tx(3, '')}</NtryDtls></Ntry>`);
    const { lines } = await readCamt053(statement(batch));
    expect(lines.map((line) => [line.money?.minor ?? null, line.says.type])).toEqual([[66_667, 'NoteDebit'], [3_333, 'NoteDebit'], [null, 'Problem']]);
    expect(new Set(lines.map(({ name }) => name)).size).toBe(3);
  });

  it('keeps of a reference only what looks like an id', async () => {
    const { lines } = await readCamt053(statement(entry({ id: '陈守田' }), entry({ id: 'Chen Shoutian' }), entry({ id: 'INV-77' })));
    expect(lines.map(({ reference }) => reference)).toEqual([null, null, 'INV-77']);
  });

  it('reads prefixes, single quotes, comments and CDATA as any XML', async () => {
    const dressed = statement(entry({ id: ours })).replaceAll(/<(\/?)([A-Z])/g, '<$1b:$2').replace(/xmlns="([^"]*)"/, "xmlns:b='$1'").replace('<b:Stmt>', '<!-- <b:Ntry> --><b:Stmt>').replace(`>${ours}<`, `><![CDATA[${ours}]]><`);
    expect(await says(dressed)).toEqual([debit]);
  });

  it.each([
    ['nothing', '', 'line'], ['no XML', 'amount;name', 'line'], ['a line that never ends', statement('<Ntry>'), 'line'], ['another version', statement(entry({})).replace('camt.053.001.08', 'camt.053.001.02'), 'Document'],
    ['another message', statement(entry({})).replaceAll('BkToCstmrStmt', 'BkToCstmrAcctRpt'), 'Document/BkToCstmrStmt'], ['entities of its own', `<!DOCTYPE a [<!ENTITY x "y">]>${statement()}`, 'Document'],
  ])('refuses %s by its place', async (_, xml, place) => {
    const refused = await readCamt053(xml).then(() => null, (error: unknown) => error as { code: string; status: number; errors: { field: string }[]; message: string });
    expect([refused?.code, refused?.status]).toEqual(['malformed-message', 400]);
    expect(refused?.errors[0]?.field).toMatch(place === 'line' ? /^line \d+$/ : new RegExp(`^${place}$`));
  });

  it('has no lines when there is nothing to tell', async () => { expect(await says(statement())).toEqual([]); });
});
