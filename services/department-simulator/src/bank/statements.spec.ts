import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { creditTransfers } from '../spec/credit-transfers.ts';
import type { FileInput } from '../spec/credit-transfers.ts';
import { elementsOf, schemaErrors, textsOf } from '../spec/schemas.ts';
import { RunningSimulator } from '../spec/simulator.ts';

describe('statements and collections', () => {
  let simulator: RunningSimulator;
  beforeEach(async () => {
    simulator = await RunningSimulator.start();
  });
  afterEach(() => simulator.close());

  const day = '2026-01-10';
  const three = [{ id: 'e1', amount: '666.67', account: '6222000000001111' }, { id: 'e2', amount: '100.50', account: '6222000000002222' }, { id: 'e3', amount: '20', account: '6222000000003333' }];
  const pay = (file: FileInput): Promise<unknown> => simulator.postXml('/bank/files', creditTransfers(file));
  const statement = async (date = day): Promise<string> => (await simulator.get(`/bank/statements?date=${date}`)).text;
  const balances = async (date: string): Promise<(string | undefined)[]> => elementsOf(await statement(date), 'Bal').map((balance) => textsOf(balance, 'Amt')[0]);
  const collected = async (date = day): Promise<unknown[]> => (await simulator.get(`/bank/collections?date=${date}`)).items().map(({ instruction }) => instruction);

  it('books each payment as a debit on its execution date, valid by the official schema', async () => {
    await simulator.put('/bank/behaviour', { rejectAccounts: ['2222'] });
    await pay({ messageId: 'm1', date: day, transfers: three });
    const xml = await statement();
    expect(await schemaErrors(xml, 'camt.053.001.08')).toEqual([]);
    const entries = elementsOf(xml, 'Ntry');
    expect(entries.map((entry) => [textsOf(entry, 'EndToEndId')[0], textsOf(entry, 'Amt')[0], textsOf(entry, 'CdtDbtInd')[0], textsOf(entry, 'Dt')[0]]))
      .toEqual([['e1', '666.67', 'DBIT', day], ['e3', '20.00', 'DBIT', day]]);
    expect([textsOf(xml, 'PmtInfId')[0], textsOf(xml, 'InstrId')[0]]).toEqual(['m1-1', 'i-e1']);
    expect(await statement('2026-01-11')).not.toContain('<Ntry>');
  });

  it('books a returned payment back as a credit with the reason', async () => {
    await simulator.put('/bank/behaviour', { returnAccounts: ['2222'], returnReason: 'BE04' });
    await pay({ messageId: 'm1', transfers: three });
    const xml = await statement();
    expect(await schemaErrors(xml, 'camt.053.001.08')).toEqual([]);
    const entries = elementsOf(xml, 'Ntry').filter((entry) => textsOf(entry, 'EndToEndId')[0] === 'e2');
    expect(entries.map((entry) => textsOf(entry, 'CdtDbtInd')[0])).toEqual(['DBIT', 'CRDT']);
    expect(entries.map((entry) => elementsOf(entry, 'RtrInf'))).toEqual([[], ['<RtrInf><Rsn><Cd>BE04</Cd></Rsn></RtrInf>']]);
  });

  it('balances: what the day opens with, less what is paid, and the next day goes on from there', async () => {
    await simulator.put('/bank/behaviour', { returnAccounts: ['2222'] });
    await pay({ messageId: 'm1', transfers: three });
    // 666.67 + 20.00 paid for good; 100.50 went out and came back.
    expect(await balances('2026-01-10')).toEqual(['1000000000.00', '999999313.33']);
    expect(await balances('2026-01-11')).toEqual(['999999313.33', '999999313.33']);
  });

  it('keeps accounts and currencies apart, MNT with its two decimals', async () => {
    await pay({ messageId: 'm1', transfers: three.slice(0, 1) });
    await pay({ messageId: 'm2', debtorAccount: '5500660077', transfers: [{ id: 't1', amount: '20000.00', currency: 'MNT' }] });
    const statements = elementsOf(await statement(), 'Stmt');
    expect(statements.map((one) => [textsOf(one, 'Ccy')[0], elementsOf(one, 'Ntry').map((entry) => textsOf(entry, 'Amt')[0])])).toEqual([['CNY', ['666.67']], ['MNT', ['20000.00']]]);
    expect(await statement()).toContain('<Amt Ccy="MNT">20000.00</Amt>');
  });

  it('is the same document while nothing is booked, and another one afterwards', async () => {
    await pay({ messageId: 'm1', transfers: three.slice(0, 1) });
    const first = await statement();
    await pay({ messageId: 'm2', date: '2026-02-10', transfers: three.slice(1, 2) });
    expect(await statement()).toBe(first);
    await pay({ messageId: 'm3', transfers: three.slice(2) });
    expect(textsOf(await statement(), 'MsgId')[0]).not.toBe(textsOf(first, 'MsgId')[0]);
  });

  it('is valid even when there is nothing to tell', async () => {
    expect(await schemaErrors(await statement(), 'camt.053.001.08')).toEqual([]);
  });

  it('names no payee and no account of one', async () => {
    await pay({ messageId: 'm1', transfers: three });
    expect(await statement()).not.toMatch(/欧阳|6222/);
  });

  it('tells of collections: all that was paid and stayed, where and by whom', async () => {
    await simulator.put('/bank/behaviour', { rejectAccounts: ['1111'], returnAccounts: ['2222'] });
    await pay({ messageId: 'm1', transfers: three });
    const reply = (await simulator.get(`/bank/collections?date=${day}`)).json();
    expect(reply).toEqual({ date: day, items: [{ instruction: 'e3', collectedOn: day, branch: expect.stringMatching(/^Branch \d\d$/), collector: expect.stringMatching(/^(holder|agent)$/) }] });
    expect(await collected('2026-01-11')).toEqual([]);
  });

  it('leaves a share uncollected, always the same payments, and lets them be collected later', async () => {
    const many = Array.from({ length: 400 }, (_, index) => ({ id: `e${index}`, amount: '1.00' }));
    await pay({ messageId: 'm1', transfers: many });
    await simulator.put('/bank/behaviour', { uncollectedShare: 0.25 });
    const some = await collected();
    expect(some.length).toBeGreaterThan(260);
    expect(some.length).toBeLessThan(340);
    expect(await collected()).toEqual(some);
    await simulator.put('/bank/behaviour', { uncollectedShare: 0 });
    expect(await collected()).toEqual(many.map(({ id }) => id));
    await simulator.put('/bank/behaviour', { uncollectedShare: 1 });
    expect(await collected()).toEqual([]);
  });

  it.each(['/bank/statements', '/bank/statements?date=10.1.2026', '/bank/collections?date=2026-02-30'])('refuses %s for its date', async (path) => {
    const reply = await simulator.get(path);
    expect([reply.status, reply.json()['field']]).toEqual([400, 'date']);
  });
});
