import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Fact, type Subscription, toFact } from '@hearth/messaging';
import { startHearth, type TestHearth } from '@hearth/testing';
import pg from 'pg';
import { bankId } from './bank/pain001.ts';
import { PaymentsModule } from './payments.module.ts';
import { Bank } from './testing/bank.ts';
import { checker, maker, Others, otherMaker } from './testing/others.ts';
import { schemaErrors, texts } from './testing/xml.ts';

/** Each story makes dozens of calls over HTTP, on a machine that may have other things to do. */
jest.setTimeout(30_000);

/** From an order on the bus to reconciled books, with the simulated bank as a process of its own. */
describe('payments with a bank', () => {
  let hearth: TestHearth, bank: Bank, others: Others, listening: Subscription;
  const said: Fact[] = [];
  beforeAll(async () => {
    [hearth, bank] = await Promise.all([startHearth({ modules: [PaymentsModule] }), Bank.start()]);
    others = new Others(hearth);
    await others.rulesInForce();
    listening = await hearth.bus.subscribe({ group: 'listener', topics: ['hearth.payments.v1'], maxBatch: 100, onBatch: async ({ records }) => {
      said.push(...records.map(toFact));
      return records.at(-1)?.offset ?? 0n;
    } });
  }, 90_000);
  beforeEach(() => bank.behave({}));
  afterAll(async () => {
    await listening?.close();
    await bank?.close();
    await hearth?.close();
  });

  const heard = async (count: number, of: (fact: Fact) => boolean): Promise<string[]> => {
    await hearth.drain();
    while (said.filter(of).length < count) await new Promise((done) => { setTimeout(done, 5); });
    return said.filter(of).map(({ type }) => type.replace('hearth.payments.', ''));
  };
  const settle = async (id: string, executionDate: string): Promise<void> => {
    const { id: file } = await bank.pay((await others.file(id)).text);
    await others.takeXml('statuses', await bank.status(file));
    while (hearth.clock.now().toISOString().slice(0, 10) < executionDate) await hearth.advance('P1D');
    await others.takeXml('statements', await bank.statement(executionDate));
    await others.takeCollections(await bank.collections(executionDate));
  };

  it('pays a household: payroll, two officers, bank file, status, statement, collection, closed period', async () => {
    const { household, payee } = await others.order({ name: '陈守田', accountNumber: '6222000000001111' });
    const entitled = await hearth.as(maker).get<{ items: { payeeName: string; account: string; due: object; instruction: null }[] }>(`/api/payments/entitlements?period=2026-11&household=${household}`);
    expect(entitled.body.items).toEqual([expect.objectContaining({ payeeName: '陈守田', account: '…1111', due: { minor: 66_667, currency: 'CNY' }, held: null, instruction: null })]);

    const drafted = await others.draft();
    const { id, total } = drafted.body;
    expect([drafted.status, drafted.body, drafted.headers.get('location')]).toEqual([201, expect.objectContaining({ number: 1, count: 1, total: { minor: 66_667, currency: 'CNY' }, checks: 0 }), `/api/payments/payrolls/${id}`]);
    expect((await others.payroll(id)).actions.map(({ name, allowed, rule }) => [name, allowed || rule])).toEqual([['submission', true], ['withdrawal', true], ['approval', 'role'], ['bank-file', 'not-approved'], ['period-close', 'not-approved']]);
    expect((await others.submit(id)).status).toBe(200);
    expect((await others.approve(id, total.minor, { ...checker, sub: 'finance1' })).body.code).toBe('same-person');
    expect((await others.approve(id, total.minor + 1)).body.code).toBe('total-differs');
    expect((await others.approve(id, total.minor, maker)).body.code).toBe('role');
    const approved = await others.approve(id, total.minor);
    // The pay day of November, the 10th, is over: the bank pays on the next day.
    expect([approved.status, approved.body.executionDate]).toEqual([200, '2026-11-23']);

    const file = await others.file(id);
    expect([file.status, file.headers.get('content-type'), file.headers.get('content-disposition')]).toEqual([200, 'application/xml; charset=utf-8', `attachment; filename="pain.001-${bankId(id)}.xml"`]);
    expect(await schemaErrors(file.text, 'pain.001.001.09')).toEqual([]);
    expect(texts(file.text, 'Nm')).toContain('陈守田');
    expect((await others.file(id)).text).toBe(file.text);
    expect((await bank.pay(file.text)).status).toBe(201);

    expect((await others.close(id)).body.code).toBe('too-early');
    await settle(id, '2026-11-23');
    const paid = await others.payroll(id);
    expect(paid.totals).toEqual([{ status: 'reconciled', count: 1, money: { minor: 66_667, currency: 'CNY' } }]);
    expect(paid.instructions).toEqual([expect.objectContaining({ status: 'reconciled', payeeName: '陈守田', account: '…1111', settledOn: '2026-11-22', reconciledOn: '2026-11-23' })]);
    const yesterday = await hearth.as(maker).get<{ totals: object[] }>(`/api/payments/payrolls/${id}?asOf=2026-11-22`);
    expect(yesterday.body.totals).toEqual([expect.objectContaining({ status: 'settled', count: 1 })]);
    expect((await others.close(id)).body).toMatchObject({ reconciled: 1, listed: 0 });
    expect((await others.close(id)).body.code).toBe('already-closed');

    expect(await heard(4, ({ subject }) => subject === household)).toEqual(['InstructionSent', 'PaymentSettled', 'PaymentCollected', 'PaymentReconciled']);
    expect(await heard(2, ({ key }) => key === id)).toEqual(['PayrollApproved', 'PeriodReconciled']);
    expect(said.find(({ subject }) => subject === household)?.basis).toEqual([expect.objectContaining({ service: 'casework', version: 14 })]);
    expect(said.find(({ type }) => type.endsWith('PeriodReconciled'))?.basis).toEqual([expect.objectContaining({ service: 'payments', version: 6 })]);
    expect((await hearth.as(maker).get(`/api/payments/instructions?person=${payee}`)).body).toMatchObject({ total: 1, items: [{ status: 'reconciled', collected: { on: '2026-11-23' } }] });
  });

  it('changes nothing when every message comes again', async () => {
    const { household } = await others.order({ accountNumber: '6222000000009999' });
    const { id, executionDate } = await others.pay();
    await settle(id, executionDate);
    const before = await heard(4, ({ subject }) => subject === household);
    const { id: file, status } = await bank.pay((await others.file(id)).text);
    const again = [await others.takeXml('statuses', await bank.status(file)), await others.takeXml('statements', await bank.statement(executionDate)), await others.takeCollections(await bank.collections(executionDate))];
    expect([status, again.map(({ body }) => [body.lines === body.matched, body.recorded, body.unmatched])]).toEqual([200, [[true, 0, []], [true, 0, []], [true, 0, []]]]);
    expect(await heard(4, ({ subject }) => subject === household)).toEqual(before);
  });

  it('lists what the bank rejects, returns or keeps, each with its reason', async () => {
    const [rejected, returned, kept] = [await others.order({ accountNumber: '6222000000000001' }), await others.order({ accountNumber: '6222000000000002' }), await others.order({ accountNumber: '6222000000000003' })];
    await bank.behave({ rejectAccounts: ['0001'], rejectReason: 'AC01', returnAccounts: ['0002'], returnReason: 'AC04', uncollectedShare: 1 });
    const { id, executionDate } = await others.pay();
    await settle(id, executionDate);
    expect((await others.close(id)).body).toMatchObject({ reconciled: 0, listed: 3 });
    const { instructions, closed } = await others.payroll(id);
    const of = (beneficiary: string): unknown[] => {
      const one = instructions.find((instruction) => instruction.beneficiary === beneficiary);
      return [one?.status, closed?.items.find(({ instruction }) => instruction === one?.id)];
    };
    expect(of(rejected.household)).toEqual(['returned', expect.objectContaining({ reason: 'returned', code: 'AC01' })]);
    expect(of(returned.household)).toEqual(['returned', expect.objectContaining({ reason: 'returned', code: 'AC04' })]);
    expect(of(kept.household)).toEqual(['settled', expect.objectContaining({ reason: 'not-collected', code: null })]);
    expect(await heard(3, ({ subject }) => subject === returned.household)).toEqual(['InstructionSent', 'PaymentSettled', 'PaymentReturned']);
    // Collected after the period was closed: the payment is reconciled all the same.
    await bank.behave({});
    await others.takeCollections(await bank.collections(executionDate));
    expect((await others.payroll(id)).totals).toEqual([expect.objectContaining({ status: 'reconciled', count: 1 }), expect.objectContaining({ status: 'returned', count: 2 })]);
  });

  it('pays three children of a Mongolian household to their mother, in her currency', async () => {
    const [household, mother] = [randomUUID(), randomUUID()];
    const children = [randomUUID(), randomUUID(), randomUUID()];
    for (const beneficiary of children) {
      await others.order({ household, payee: mother, beneficiary, of: 'child', programme: 'child-money', money: { minor: 300_000, currency: 'MNT' }, name: 'Бат-Эрдэнийн Сарнай', accountNumber: '5005001234', area: 'MN-073-04-01' });
    }
    const [soumMaker, soumChecker] = [{ ...maker, sub: 'mn-finance1', area: 'MN-073-04' }, { ...checker, sub: 'mn-finance2', area: 'MN-073-04' }];
    const { id, total } = (await others.draft({ programme: 'child-money', area: 'MN-073-04' }, soumMaker)).body;
    expect(total).toEqual({ minor: 900_000, currency: 'MNT' });
    await hearth.as(soumMaker).post(`/api/payments/payrolls/${id}/submission`);
    expect((await hearth.as(soumChecker).post(`/api/payments/payrolls/${id}/approval`, { total })).status).toBe(200);
    const file = await hearth.as(soumChecker).get(`/api/payments/payrolls/${id}/bank-file`);
    expect(await schemaErrors(file.text, 'pain.001.001.09')).toEqual([]);
    expect([texts(file.text, 'InstdAmt'), file.text.includes('Ccy="MNT"')]).toEqual([['3000.00', '3000.00', '3000.00'], true]);
    const { id: bankFile } = await bank.pay(file.text);
    expect((await others.takeXml('statuses', await bank.status(bankFile), soumMaker)).body).toMatchObject({ matched: 3, recorded: 3, unmatched: [] });
    expect(await heard(6, ({ subject }) => subject === household)).toEqual([...children.map(() => 'InstructionSent'), ...children.map(() => 'PaymentSettled')]);
    expect((await hearth.as(soumMaker).get<{ total: number }>(`/api/payments/instructions?person=${mother}&status=settled`)).body.total).toBe(3);
    expect((await hearth.as(soumMaker).get('/api/payments/counts')).body).toEqual({ instructions: 3, minor: { CNY: 0, MNT: 900_000 } });
  });

  it('counts what was sent, in the officer’s area', async () => {
    const counts = await hearth.as(maker).get<{ instructions: number; minor: { CNY: number; MNT: number } }>('/api/payments/counts');
    expect(counts.body).toEqual({ instructions: 5, minor: { CNY: 5 * 66_667, MNT: 0 } });
    expect((await hearth.as(otherMaker).get('/api/payments/counts')).body).toEqual({ instructions: 0, minor: { CNY: 0, MNT: 0 } });
  });

  it('keeps no name and no account in the clear, neither stored nor said', async () => {
    const client = new pg.Client({ connectionString: hearth.databaseUrl });
    await client.connect();
    for (const table of ['payments.events', 'payments.row_instruction', 'payments.row_entitlement', 'payments.row_payroll', 'payments.row_unmatched', 'payments.known', 'payments.commands']) {
      const { rows: [found] } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table} t WHERE t::text ~ '陈守田|Сарнай|62220000|5005001234'`);
      expect({ table, found: found?.count }).toEqual({ table, found: 0 });
    }
    await client.end();
    expect(JSON.stringify(said)).not.toMatch(/陈守田|Сарнай|62220000|5005001234/);
  });
});
