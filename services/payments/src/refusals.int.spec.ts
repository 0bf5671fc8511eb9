import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startHearth, type TestHearth } from '@hearth/testing';
import { bankId } from './bank/pain001.ts';
import { PaymentsModule } from './payments.module.ts';
import { cny } from './testing/samples.ts';
import { checker, maker, Others, otherMaker } from './testing/others.ts';
import { entry, statement, statusReport, transactionStatus } from './testing/xml.ts';

/** Each story makes dozens of calls over HTTP, on a machine that may have other things to do. */
jest.setTimeout(30_000);

describe('payments refuse and name', () => {
  let hearth: TestHearth, others: Others;
  beforeAll(async () => {
    hearth = await startHearth({ modules: [PaymentsModule] });
    others = new Others(hearth);
  }, 90_000);
  afterAll(async () => { await hearth?.close(); });

  const instructionsOf = async (id: string): Promise<string[]> => (await others.payroll(id)).instructions.map((one) => bankId(one.id));
  const unmatched = async (query = ''): Promise<{ items: { id: string; reason: string; line: number; reference: string | null; text: { en: string } }[]; total: number }> =>
    (await hearth.as(maker).get<{ items: { id: string; reason: string; line: number; reference: string | null; text: { en: string } }[]; total: number }>(`/api/payments/unmatched${query}`)).body;

  it.each([
    ['a month to come', { period: '2026-12' }, 422, 'future-period'], ['no month', { period: '2026-13' }, 400, 'invalid'], ['no area', { area: '34152' }, 400, 'invalid'], ['all areas', { area: '*' }, 400, 'invalid'],
    ['another county', { area: '341522' }, 403, 'outside-area'], ['a programme not paid here', { programme: 'medical-assistance' }, 400, 'invalid'], ['an unknown field', { amount: 5 }, 400, 'invalid'], ['nothing that is due', { period: '2026-10' }, 409, 'nothing-due'],
  ])('no payroll for %s', async (_, over, status, code) => {
    const refused = await others.draft(over);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });

  it('no payroll by the wrong role, without a token, or under a malformed id', async () => {
    expect((await others.draft({}, checker)).body.code).toBe('role');
    expect((await hearth.anonymous.post('/api/payments/payrolls', {})).status).toBe(401);
    for (const path of ['no-uuid', `${randomUUID()}0`]) expect((await hearth.as(maker).get(`/api/payments/payrolls/${path}`)).status).toBe(400);
    for (const path of [randomUUID(), `${randomUUID()}/bank-file`]) expect((await hearth.as(maker).get(`/api/payments/payrolls/${path}`)).status).toBe(404);
    for (const path of ['submission', 'period-close']) expect((await hearth.as(maker).post(`/api/payments/payrolls/${randomUUID()}/${path}`)).status).toBe(404);
    expect((await hearth.as(maker).get('/api/payments/entitlements?period=2026-1')).status).toBe(400);
    expect((await hearth.as(maker).get('/api/payments/instructions?colour=red')).status).toBe(400);
  });

  it('makes one payroll of two that are asked for at once, and a second only of what is new', async () => {
    await others.order();
    const both = await Promise.all([others.draft(), others.draft()]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('nothing-due');
    const { household } = await others.order();
    const second = await others.draft();
    expect(second.body).toMatchObject({ number: 2, count: 1 });
    expect((await others.payroll(second.body.id)).instructions.map(({ beneficiary }) => beneficiary)).toEqual([household]);
    expect((await hearth.as(otherMaker).get(`/api/payments/payrolls/${second.body.id}`)).status).toBe(403);
    expect((await hearth.as(otherMaker).get(`/api/payments/payrolls/${second.body.id}/bank-file`)).status).toBe(403);
    for (const path of ['submission', 'period-close']) expect((await hearth.as(otherMaker).post(`/api/payments/payrolls/${second.body.id}/${path}`)).status).toBe(403);
    expect((await hearth.as(otherMaker).get<{ total: number }>('/api/payments/payrolls')).body.total).toBe(0);
  });

  it('pays two orders of one household once, and back-pay by month', async () => {
    const first = await others.order({ from: '2026-09', money: cny(100) });
    await others.order({ household: first.household, from: '2026-09', money: cny(200) });
    const september = await others.draft({ period: '2026-09' });
    expect(september.body).toMatchObject({ count: 1, blocked: 1 });
    expect((await others.payroll(september.body.id)).checks.map(({ code, blocking }) => [code, blocking])).toEqual([['second-order', true]]);
    expect((await others.draft({ period: '2026-09' })).body).toMatchObject({ code: 'nothing-due' });
    expect((await others.draft({ period: '2026-10' })).body).toMatchObject({ count: 1 });
  });

  it('leaves out the dead and those without a usable account, whichever was heard of first', async () => {
    const [before, after] = [randomUUID(), randomUUID()];
    await others.died(randomUUID(), before);
    await others.order({ payee: before, from: '2026-08', until: '2026-08' });
    const { household } = await others.order({ payee: after, from: '2026-08', until: '2026-08' });
    await others.died(household, after);
    const erased = await others.order({ from: '2026-08', until: '2026-08' });
    await hearth.keys.erase(erased.payee);
    await others.order({ accountNumber: 'none', from: '2026-08', until: '2026-08', name: ' ' });
    const refused = await others.draft({ period: '2026-08' });
    expect([refused.status, refused.body.code, refused.body.errors.map(({ code }) => code).toSorted((a, b) => (a < b ? -1 : 1))]).toEqual([409, 'nothing-due', ['dead-payee', 'dead-payee', 'erased-payee', 'missing-account']]);
  });

  it('stops a payroll whose lines no longer hold, until it is made again', async () => {
    const [order] = [await others.order({ from: '2026-07' }), await others.order({ from: '2026-07' })];
    const { id, total } = (await others.draft({ period: '2026-07' })).body;
    await others.submit(id);
    await others.suspend(order, '2026-07');
    const refused = await others.approve(id, total.minor);
    expect(refused.body).toMatchObject({ code: 'payroll-outdated', errors: expect.arrayContaining([expect.objectContaining({ code: 'suspended' })]) as unknown });
    expect((await hearth.as(checker).post(`/api/payments/payrolls/${id}/withdrawal`, { reason: 'benefit suspended' })).status).toBe(200);
    const again = (await others.draft({ period: '2026-07' })).body;
    expect([again, (await others.payroll(again.id)).checks.map(({ code, blocking }) => [code, blocking])]).toEqual([expect.objectContaining({ number: 2, count: 1 }), [['suspended', true]]]);
    expect((await others.payroll(id)).status).toBe('withdrawn');
  });

  it('refuses a stale version, and answers a double click once', async () => {
    await others.order();
    const { id, total } = (await others.draft()).body;
    expect((await hearth.as(maker).post(`/api/payments/payrolls/${id}/submission`, {}, { 'if-match': '"7"' })).status).toBe(412);
    const key = { 'idempotency-key': randomUUID() };
    const clicks = [await hearth.as(maker).post(`/api/payments/payrolls/${id}/submission`, {}, key), await hearth.as(maker).post(`/api/payments/payrolls/${id}/submission`, {}, key)];
    expect(clicks.map(({ status }) => status)).toEqual([200, 200]);
    expect((await others.submit(id)).body['code']).toBe('not-draft');
    expect((await others.approve(id, total.minor)).status).toBe(200);
  });

  it('cannot make the bank file again once a payee was erased', async () => {
    const { payee } = await others.order();
    const { id } = await others.pay();
    expect((await others.file(id)).status).toBe(200);
    await hearth.keys.erase(payee);
    const gone = await others.file(id);
    expect([gone.status, gone.headers.get('content-type'), gone.body.code]).toEqual([409, 'application/problem+json; charset=utf-8', 'payee-erased']);
  });

  it('takes in a statement around its bad lines, names each, and lists it once however often it comes', async () => {
    await others.order();
    const { id, executionDate } = await others.pay();
    const [ours = ''] = await instructionsOf(id);
    await hearth.advance('P1D');
    const [before, xml] = [(await unmatched()).total, statement(
      entry({ id: ours, amount: '666,67', on: executionDate }), entry({ id: 'INV-77', on: executionDate }), entry({ on: executionDate }), entry({ id: ours, amount: '666.66', on: executionDate }),
      entry({ id: ours, on: '2031-01-01' }), entry({ id: ours, on: executionDate }), entry({ id: ours, on: executionDate, reference: 'REF-2' }), entry({ id: '陈守田', on: executionDate }),
    )];
    const taken = await others.takeXml('statements', xml);
    expect([taken.status, taken.body.lines, taken.body.matched, taken.body.recorded]).toEqual([200, 8, 1, 2]);
    const named = [[1, 'malformed'], [2, 'unknown-instruction'], [3, 'no-reference'], [4, 'amount-differs'], [5, 'date-in-future'], [7, 'booked-twice'], [8, 'unknown-instruction']];
    expect(taken.body.unmatched.map(({ line, reason }) => [line, reason])).toEqual(named);
    const again = await others.takeXml('statements', xml);
    expect([again.body.recorded, again.body.unmatched.map(({ id: line }) => line)]).toEqual([0, taken.body.unmatched.map(({ id: line }) => line)]);
    const list = await unmatched('?message=statement');
    expect([(await unmatched()).total - before, list.items.find(({ reason }) => reason === 'malformed')?.text.en]).toEqual([7, 'The line cannot be read: Ntry[1]/Amt.']);
    expect(JSON.stringify(list)).not.toContain('陈守田');
  });

  it('takes a line off the work list when it matches later', async () => {
    await others.order();
    const { id, total } = (await others.draft()).body;
    const [ours = ''] = await instructionsOf(id);
    const early = statusReport(bankId(id), '', transactionStatus(ours, 'ACSC'));
    expect((await others.takeXml('statuses', early)).body.unmatched.map(({ reason }) => reason)).toEqual(['not-sent']);
    const before = (await unmatched()).total;
    await others.submit(id);
    await others.approve(id, total.minor);
    expect((await others.takeXml('statuses', early)).body).toMatchObject({ matched: 1, recorded: 1, unmatched: [] });
    expect((await unmatched()).total).toBe(before - 1);
  });

  it('returns every payment of a file that the bank refused as a whole', async () => {
    await others.order();
    await others.order();
    const { id } = await others.pay();
    const report = statusReport(bankId(id), '<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn></StsRsnInf>');
    expect((await others.takeXml('statuses', report)).body).toMatchObject({ lines: 2, matched: 2, recorded: 2 });
    expect((await others.payroll(id)).totals).toEqual([expect.objectContaining({ status: 'returned', count: 2 })]);
    expect((await others.takeXml('statuses', statusReport(bankId(randomUUID()), '<GrpSts>RJCT</GrpSts>'))).body.unmatched).toEqual([expect.objectContaining({ reason: 'unknown-instruction' })]);
  });

  it('leaves other areas’ payments to their own office', async () => {
    await others.order();
    const { id } = await others.pay();
    const [ours = ''] = await instructionsOf(id);
    const seen = await others.takeXml('statements', statement(entry({ id: ours, on: '2026-11-23' })), otherMaker);
    expect(seen.body).toMatchObject({ lines: 1, matched: 0, elsewhere: 1, unmatched: [] });
  });

  it.each([
    ['statuses', 'no XML', 'application/xml', 400, /^line \d+$/], ['statements', '<Document>', 'application/xml', 400, /^line \d+$/], ['statements', statusReport('x', ''), 'application/xml', 400, /^Document$/],
    ['statements', '{}', 'application/json', 415, /^nowhere$/], ['statuses', 'a;b', 'text/csv', 415, /^nowhere$/],
  ] as const)('refuses as %s what is none, %#', async (kind, body, type, status, place) => {
    const refused = await hearth.as(maker).post<{ errors?: { field: string }[] }>(`/api/payments/${kind}`, body, { 'content-type': type });
    expect([refused.status, refused.headers.get('content-type')]).toEqual([status, 'application/problem+json; charset=utf-8']);
    expect(refused.body.errors?.[0]?.field ?? 'nowhere').toMatch(place);
  });

  it('names the bad rows of a collection report, and refuses one that is none', async () => {
    const report = await others.takeCollections({ date: '2026-11-23', items: [7, { instruction: 'x', collectedOn: '2026-11-23', branch: 'B', collector: 'thief' }, { instruction: bankId(randomUUID()), collectedOn: '2026-11-23', branch: 'B', collector: 'holder' }] });
    expect(report.body.unmatched.map(({ line, reason }) => [line, reason])).toEqual([[1, 'no-reference'], [2, 'malformed'], [3, 'unknown-instruction']]);
    for (const bad of [{ items: [] }, { date: '2026-02-30', items: [] }, { date: '2026-11-23', items: 'none' }, { date: '2026-11-23', items: [], total: 1 }]) expect((await others.takeCollections(bad)).status).toBe(400);
  });
});
