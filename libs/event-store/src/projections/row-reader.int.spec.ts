import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '@hearth/event-sourcing';
import { inScope, NO_STREAM, type Row, RowReader, rows, type Scope } from '../index.ts';
import { context, type TestLog, testLog } from '../testing/test-log.ts';
import { testRunner } from '../testing/test-runner.ts';

interface Case { readonly status: string; readonly points: number | null; readonly dueOn: string; readonly urgent: boolean; readonly programmes: readonly string[]; readonly note?: string }
type Opened = RecordedEvent<{ type: 'Opened'; data: Case }>;

const cases = rows<Case>({ name: 'case', version: 1, indexed: ['status', 'points'], keys: (event) => event.stream, on: { Opened: (_row, event: Opened) => event.data } });

const AREAS = ['341524100001', '341524100002', '341522101200', 'MN-073-04-01', 'MN-073-05-01', 'MN-1', null] as const;
const HOUSEHOLD = '7c9d1c9e-58a4-4f0e-9d57-3f1f4e6c2b11';
const COUNT = 21;

let log: TestLog;
let reader: RowReader;
beforeAll(async () => {
  log = await testLog();
  const appends = Array.from({ length: COUNT }, (_, n) => ({
    stream: `case-${String(n).padStart(2, '0')}`, expected: NO_STREAM, key: 'k', household: n === 3 ? HOUSEHOLD : null, area: AREAS[n % AREAS.length] ?? null,
    events: [{ type: 'Opened', data: { status: n % 2 === 0 ? 'open' : 'done', points: n % 5 === 4 ? null : n % 5, dueOn: `2026-0${(n % 9) + 1}-01`, urgent: n % 3 === 0,
      programmes: n % 4 === 0 ? ['dibao', 'tekun'] : ['dibao'], note: n === 2 ? '100% _sure_' : `note ${n}` } satisfies Case }],
  }));
  await log.store.append(appends, context());
  const runner = await testRunner(log.store, [cases]);
  await runner.drained();
  await runner.close();
  reader = new RowReader({ pool: log.store.pool, service: log.service, logEpoch: 1 });
});
afterAll(() => log.close());

const ids = (items: readonly Row[]): number[] => items.map((row) => Number(row.id.slice(5)));
const listed = async (options: Omit<Parameters<RowReader['list']>[1], 'scope'> & { scope?: Scope }): Promise<number[]> =>
  ids((await reader.list('case', { scope: '*', limit: 100, ...options })).items);
const within = (areas: readonly (string | null)[]): number[] => every.filter((n) => areas.includes(AREAS[n % AREAS.length] ?? null));
const every = Array.from({ length: COUNT }, (_, n) => n);

describe('the scope of a list', () => {
  it('is the area and all below it', async () => {
    expect(await listed({ scope: ['341524100001'] })).toEqual(within(['341524100001']));
    expect(await listed({ scope: ['341524'] })).toEqual(within(['341524100001', '341524100002']));
    expect(await listed({ scope: ['34'] })).toEqual(within(['341524100001', '341524100002', '341522101200']));
    expect(await listed({ scope: ['MN-073-04'] })).toEqual(within(['MN-073-04-01']));
    expect(await listed({ scope: ['MN-073'] })).toEqual(within(['MN-073-04-01', 'MN-073-05-01']));
    expect(await listed({ scope: ['MN-1', '341522'] })).toEqual(within(['MN-1', '341522101200']));
    expect(await listed({ scope: ['MN-073-0'] }).catch((error: unknown) => error)).toBeInstanceOf(TypeError);
  });

  it('is everything for *, what lies in no area included', async () => {
    expect(await listed({ scope: '*' })).toEqual(every);
    expect(await listed({ scope: ['*'] })).toEqual(every);
  });

  it('must be named: without one nothing is read', async () => {
    await expect(reader.list('case', { scope: [] })).rejects.toThrow(TypeError);
    const forgotten = JSON.parse('{}') as { scope: Scope };
    await expect(reader.list('case', forgotten)).rejects.toThrow(TypeError);
    await expect(reader.get('case', 'case-00', forgotten)).rejects.toThrow(TypeError);
    await expect(reader.list('case', { scope: [`34' OR true --`] })).rejects.toThrow(TypeError);
  });

  it('holds for a single row', async () => {
    expect((await reader.get('case', 'case-00', { scope: ['341524100'] }))?.area).toBe('341524100001');
    await expect(reader.get('case', 'case-00', { scope: ['341522'] })).rejects.toMatchObject({ code: 'outside-area', status: 403 });
    await expect(reader.get('case', 'case-06', { scope: ['34'] })).rejects.toMatchObject({ status: 403 });
    expect(await reader.get('case', 'case-99', { scope: '*' })).toBeNull();
  });

  it('is the same rule in memory', () => {
    const scopes: Scope[] = [['34'], ['MN-073'], '*', ['*'], ['341524', 'MN-1']];
    expect(scopes.map((scope) => AREAS.map((area) => inScope(area, scope)))).toEqual([
      [true, true, true, false, false, false, false], [false, false, false, true, true, false, false],
      AREAS.map(() => true), AREAS.map(() => true), [true, true, false, false, false, true, false],
    ]);
  });
});

describe('filters', () => {
  const filters = ['status', 'points', 'urgent', 'programmes', 'dueOn'];

  it('compare by value, from a query string too', async () => {
    expect(await listed({ where: { status: 'open' }, filters })).toEqual(every.filter((n) => n % 2 === 0));
    expect(await listed({ where: { points: 3 }, filters })).toEqual(every.filter((n) => n % 5 === 3));
    expect(await listed({ where: { points: ['3', '1'], urgent: 'true' }, filters })).toEqual(every.filter((n) => [1, 3].includes(n % 5) && n % 3 === 0));
    expect(await listed({ where: { points: null }, filters })).toEqual(every.filter((n) => n % 5 === 4));
    expect(await listed({ where: { points: { from: 1, to: 2 } }, filters })).toEqual(every.filter((n) => [1, 2].includes(n % 5)));
    expect(await listed({ where: { dueOn: { from: '2026-08-01' } }, filters })).toEqual(every.filter((n) => n % 9 >= 7));
    expect(await listed({ where: { programmes: 'tekun' }, filters })).toEqual(every.filter((n) => n % 4 === 0));
  });

  it('know the columns of a row', async () => {
    expect(await listed({ where: { household: HOUSEHOLD } })).toEqual([3]);
    expect(await listed({ where: { household: ['no id'] } })).toEqual([]);
    expect(await listed({ where: { area: '341524' } })).toEqual(every.filter((n) => n % 7 < 2));
    expect(await listed({ ids: ['case-04', 'case-05', 'gone'] })).toEqual([4, 5]);
  });

  it('search text as it is written, wildcards included', async () => {
    expect(await listed({ search: { text: '100% _SURE', fields: ['note'] } })).toEqual([2]);
    expect(await listed({ search: { text: '%', fields: ['note'] } })).toEqual([2]);
  });

  it('are refused when the list does not name them', async () => {
    await expect(listed({ where: { note: 'x' }, filters })).rejects.toMatchObject({ code: 'invalid-query', status: 400, errors: [{ field: 'note' }] });
    await expect(listed({ sort: 'note', sortable: ['status'] })).rejects.toMatchObject({ status: 400, errors: [{ field: 'sort' }] });
    await expect(listed({ limit: 0 })).rejects.toMatchObject({ errors: [{ field: 'limit' }] });
    await expect(listed({ where: { [`a' OR 1=1 --`]: 'x' }, filters: [`a' OR 1=1 --`] })).rejects.toThrow(RangeError);
    expect(await listed({ where: { status: `open' OR '1'='1` }, filters })).toEqual([]);
  });
});

describe('pages', () => {
  it.each(['points', '-points', 'status', '-dueOn', undefined])('go through a list sorted by %s without gap or repeat', async (sort) => {
    const found: number[] = [];
    const totals = new Set<number>();
    let cursor: string | null | undefined;
    do {
      const page: Awaited<ReturnType<RowReader['list']>> = await reader.list('case', {
        scope: '*', limit: 4, sortable: ['points', 'status', 'dueOn'], ...(sort === undefined ? {} : { sort }), ...(cursor ? { cursor } : {}) });
      found.push(...ids(page.items));
      totals.add(page.total);
      cursor = page.next;
    } while (cursor !== null);
    expect(found.toSorted((a, b) => a - b)).toEqual(every);
    expect(found).toEqual(await listed({ sortable: ['points', 'status', 'dueOn'], ...(sort === undefined ? {} : { sort }) }));
    expect(totals).toEqual(new Set([COUNT]));
  });

  it('sort numbers as numbers, with what has none first', async () => {
    const { items } = await reader.list<Case>('case', { scope: '*', sort: 'points', sortable: ['points'], limit: 100 });
    const points = items.map((row) => row.body.points);
    expect(points).toEqual(points.toSorted((a, b) => (a ?? -1) - (b ?? -1)));
  });

  it('refuse a cursor of another list, of another epoch, or made up', async () => {
    const { next } = await reader.list('case', { scope: '*', limit: 2 });
    const cursor = next ?? '';
    const restored = new RowReader({ pool: log.store.pool, service: log.service, logEpoch: 2 });
    await expect(reader.list('case', { scope: '*', cursor, sort: 'status', sortable: ['status'] })).rejects.toMatchObject({ status: 400, errors: [{ field: 'cursor' }] });
    await expect(restored.list('case', { scope: '*', cursor })).rejects.toMatchObject({ status: 400 });
    await expect(reader.list('case', { scope: '*', cursor: 'nonsense' })).rejects.toMatchObject({ status: 400 });
  });
});
