import { describe, expect, it } from '@jest/globals';
import { id } from '../testing/samples.ts';
import { statusReport, transactionStatus } from '../testing/xml.ts';
import { readCollections } from './collections.ts';
import { instructionOf } from './lines.ts';
import { bankId } from './pain001.ts';
import { readPain002 } from './pain002.ts';

const ours = bankId(id(10));
const file = bankId(id(20));
const one = async (transaction: string): Promise<unknown> => (await readPain002(statusReport(file, '<GrpSts>PART</GrpSts>', transaction))).lines[0]?.says;

describe('status report pain.002', () => {
  it.each([
    ['ACSC', undefined, { type: 'NoteAccepted', on: '2026-12-09' }], ['ACCC', undefined, { type: 'NoteAccepted', on: '2026-12-09' }], ['RJCT', 'AC01', { type: 'NoteRejected', reason: 'AC01' }],
    ['RJCT', undefined, { type: 'NoteRejected', reason: 'NARR' }], ['RJCT', 'closed', { type: 'NoteRejected', reason: 'NARR' }], ['PDNG', undefined, { type: 'Pending' }], ['ACSP', undefined, { type: 'Pending' }],
    ['XXXX', undefined, { type: 'Problem', reason: 'malformed', place: 'TxInfAndSts[1]/TxSts' }], ['', undefined, { type: 'Problem', reason: 'malformed', place: 'TxInfAndSts[1]/TxSts' }],
  ])('reads %s %s', async (status, reason, expected) => { expect(await one(transactionStatus(ours, status, reason))).toEqual(expected); });

  it('names a transaction without an id, and reads the others', async () => {
    const report = await readPain002(statusReport(file, '', transactionStatus('', 'ACSC'), transactionStatus(ours, 'ACSC')));
    expect(report.lines.map(({ says }) => says.type)).toEqual(['Problem', 'NoteAccepted']);
    expect(report.whole).toBeNull();
  });

  it('takes a report without transactions for the whole file', async () => {
    const whole = async (group: string): Promise<unknown> => (await readPain002(statusReport(file, group))).whole;
    expect(await whole('<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>AM05</Cd></Rsn></StsRsnInf>')).toEqual({ payroll: id(20), says: { type: 'NoteRejected', reason: 'AM05' } });
    expect(await whole('<GrpSts>ACCP</GrpSts>')).toEqual({ payroll: id(20), says: { type: 'Pending' } });
    expect(await whole('')).toEqual({ payroll: id(20), says: { type: 'Problem', reason: 'malformed', place: 'OrgnlGrpInfAndSts/GrpSts' } });
  });

  it('refuses another message', async () => { await expect(readPain002(statusReport(file, '').replace('pain.002.001.10', 'pain.001.001.09'))).rejects.toMatchObject({ code: 'malformed-message', status: 400 }); });
});

describe('ids of bank messages', () => {
  it('are ours without hyphens, and back', () => { expect([instructionOf(ours), instructionOf(id(10)), instructionOf(ours.toUpperCase())]).toEqual([id(10), id(10), id(10)]); });
  it.each(['', 'INV-77', `${ours}0`, ours.replace('0', 'g')])('are not ours: "%s"', (reference) => { expect(instructionOf(reference)).toBeNull(); });
});

describe('collection report', () => {
  const row = { instruction: ours, collectedOn: '2026-12-10', branch: 'Branch 03', collector: 'agent' };
  it('reads a row', () => { expect(readCollections([row])[0]).toMatchObject({ line: 1, reference: ours, says: { type: 'NoteCollection', on: '2026-12-10', branch: 'Branch 03', collector: 'agent' } }); });

  it.each([
    ['no object', 7, 'no-reference', undefined], ['null', null, 'no-reference', undefined], ['no instruction', { ...row, instruction: undefined }, 'no-reference', undefined], ['no day', { ...row, collectedOn: '2026-02-30' }, 'malformed', 'items[1].collectedOn'],
    ['no branch', { ...row, branch: ' ' }, 'malformed', 'items[1].branch'], ['a stranger', { ...row, collector: 'neighbour' }, 'malformed', 'items[1].collector'],
  ])('names a row with %s, and reads those around it', (_, bad, reason, place) => {
    const says = readCollections([row, bad, row]).map((line) => line.says);
    expect(says.map(({ type }) => type)).toEqual(['NoteCollection', 'Problem', 'NoteCollection']);
    expect(says[1]).toEqual({ type: 'Problem', reason, ...(place === undefined ? {} : { place }) });
  });
});
