import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHearth, type TestHearth } from '@hearth/testing';
import { NoticeboardModule } from '../testing/noticeboard.module.ts';

const county = { sub: 'county1', role: 'county-reviewer', area: '341524' };
const town = { sub: 'town1', role: 'town', area: '341524100' };
const otherTown = { sub: 'town1-x', role: 'town', area: '341524101' };
const NOTICES = '/api/noticeboard/notices';
const CSV = { accept: 'text/csv' };

interface Line { readonly id: string; readonly title: string; readonly kind: string; readonly area: string; readonly cost: { readonly minor: number } | null }
interface Page { readonly items: readonly Line[]; readonly total: number; readonly next: string | null }

let hearth: TestHearth;
const ids: Record<string, string> = {};
/** Eleven notices in one town, one in another; every title that a spreadsheet would run among them. */
const titles = ['=1+1', '+86 551', '-5', '-5a', '@here', '\tindented', '＝1＋1', 'a "quoted", one', 'two\nlines', '水停', 'plain'];

beforeAll(async () => {
  hearth = await startHearth({ modules: [NoticeboardModule] });
  for (const [i, title] of titles.entries()) {
    const { body } = await hearth.as(county).post<{ id: string }>(NOTICES, { title, area: '341524100001', kind: i % 2 === 0 ? 'even' : 'odd', ...(i === 0 ? { cost: { minor: 1250, currency: 'CNY' } } : {}) });
    ids[title] = body.id;
  }
  await hearth.as(county).post(NOTICES, { title: 'elsewhere', area: '341524101204' });
}, 60_000);
afterAll(async () => { await hearth?.close(); });

const page = async (query = '', officer = county): Promise<Page> => (await hearth.as(officer).get<Page>(`${NOTICES}${query}`)).body;
const table = async (query = '', officer = county): Promise<Record<string, string>[]> => {
  const [names = [], ...rows] = cellsOf((await hearth.as(officer).get(`${NOTICES}${query}`, CSV)).text);
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? ''])));
};

/** RFC 4180, read as a spreadsheet would. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('a list', () => {
  it('comes in pages that leave nothing out and show nothing twice', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { items, total, next }: Page = await page(`?limit=5&sort=-title${cursor === '' ? '' : `&cursor=${cursor}`}`);
      expect(total).toBe(12);
      seen.push(...items.map(({ title }) => title));
      cursor = next;
    }
    expect(seen.length).toBe(12);
    expect(seen.toSorted()).toEqual([...titles, 'elsewhere'].toSorted());
    expect((await page('?sort=title')).items.map(({ title }) => title)).toEqual(seen.toReversed());
  });

  it('is filtered, by several values too, and counts what it shows', async () => {
    expect((await page('?kind=even')).total).toBe(6);
    expect((await page('?kind=even,odd')).total).toBe(11);
    expect(await page('?kind=nothing')).toEqual({ items: [], total: 0, next: null });
  });

  it('is cut to the officer’s area, and to a part of it', async () => {
    expect([(await page('', town)).total, (await page('', otherTown)).total, (await page('?area=341524101')).total]).toEqual([11, 1, 1]);
  });
});

describe('the export', () => {
  it('is the list as the screen has it: the same rows, the same filter, the same cut, all pages', async () => {
    for (const [query, officer] of [['', county], ['?kind=odd', county], ['', town], ['', otherTown], ['?sort=-title', county], ['?limit=2', county]] as const) {
      const shown = (await page(query.replace('?limit=2', ''), officer)).items;
      const rows = await table(query, officer);
      expect(rows.map((row) => [row['kind'], row['area'], row['cost.minor']])).toEqual(shown.map(({ kind, area, cost }) => [kind, area, cost ? String(cost.minor) : '']));
      expect(rows.map((row) => row['title']?.replace(/^'/, ''))).toEqual(shown.map(({ title }) => title));
    }
  });

  it('runs no formula: cells that would are text, numbers stay numbers', async () => {
    const cells = (await table('?kind=even,odd')).map((row) => row['title'] ?? '');
    expect(cells).toEqual(expect.arrayContaining(["'=1+1", "'+86 551", '-5', "'-5a", "'@here", "'\tindented", "'＝1＋1", 'a "quoted", one', 'two\nlines', '水停', 'plain']));
    expect(cells.filter((cell) => /^[=+@\t\r\n＝＋－＠]/.test(cell))).toEqual([]);
  });

  it('opens in a spreadsheet: UTF-8 with a mark, as a file', async () => {
    const { headers, text, status } = await hearth.as(county).get(NOTICES, CSV);
    expect([status, headers.get('content-type'), headers.get('content-disposition')]).toEqual([200, 'text/csv; charset=utf-8', 'attachment; filename="notice.csv"']);
    // fetch takes the mark off; the bytes have it.
    expect(text.startsWith('title,kind,area,cost.minor')).toBe(true);
    const bytes = await (await fetch(`${hearth.url}${NOTICES}`, { headers: { ...CSV, authorization: `Bearer ${await hearth.issuer.token(county)}` } })).arrayBuffer();
    expect([...new Uint8Array(bytes.slice(0, 3))]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('refuses what the list refuses', async () => {
    expect((await hearth.as(town).get(`${NOTICES}?nonsense=1`, CSV)).status).toBe(400);
    expect((await hearth.as(town).get(`${NOTICES}?area=341522`, CSV)).status).toBe(403);
  });
});

describe('as it was', () => {
  it('is the row, the list, its filter and its export before the change, and nothing before the beginning', async () => {
    const before = hearth.clock.now().toISOString();
    hearth.clock.advance('PT1H');
    await hearth.as(county).post(`${NOTICES}/${ids['plain'] ?? ''}/title`, { title: 'changed' });
    const one = async (asOf: string): Promise<string | number> => { const { status, body } = await hearth.as(county).get<Line>(`${NOTICES}/${ids['plain'] ?? ''}${asOf}`); return status === 200 ? body.title : status; };
    expect([await one(''), await one(`?asOf=${before}`), await one('?asOf=2026-11-21'), await one('?asOf=2026-11-22')]).toEqual(['changed', 'plain', 404, 'changed']);
    const listed = async (asOf: string): Promise<string[]> => (await page(`?kind=even${asOf}`)).items.map(({ title }) => title).filter((title) => ['plain', 'changed'].includes(title));
    expect([await listed(''), await listed(`&asOf=${before}`), await listed('&asOf=2026-11-21')]).toEqual([['changed'], ['plain'], []]);
    expect((await table(`?asOf=${before}`)).map((row) => row['title'])).toContain('plain');
    expect((await page('?asOf=2026-11-21')).total).toBe(0);
  });

  it('is still cut to the area', async () => {
    expect((await page('?asOf=2026-11-22', otherTown)).total).toBe(1);
    expect((await hearth.as(otherTown).get(`${NOTICES}/${ids['plain'] ?? ''}?asOf=2026-11-22`)).status).toBe(403);
  });

  it('is what it was when the log had come to a position: exactly what that command left, in row and list', async () => {
    const at = async (title: string): Promise<string> => (await hearth.as(county).post(`${NOTICES}/${ids['plain'] ?? ''}/title`, { title })).headers.get('hearth-position') ?? '';
    // The clock stands: both are of the same instant, and only the position tells them apart.
    const positions = [await at('first'), await at('second'), await at('third')];
    const one = async (asOf: string): Promise<string | number> => { const { status, body } = await hearth.as(county).get<Line>(`${NOTICES}/${ids['plain'] ?? ''}?asOf=${asOf}`); return status === 200 ? body.title : status; };
    expect(await Promise.all(positions.map((position) => one(`position:${position}`)))).toEqual(['first', 'second', 'third']);
    expect(await Promise.all(positions.map((position) => one(`position:${position.split(':')[1]}`)))).toEqual(['first', 'second', 'third']);
    expect((await page(`?kind=even&asOf=position:${positions[1]}`)).items.map(({ title }) => title)).toContain('second');
    expect([await one('position:9:1'), await one('position:0'), await one('position:x')]).toEqual([400, 400, 400]);
  });
});

describe('a stream', () => {
  const auditor = { sub: 'auditor1', role: 'auditor', area: '*' };
  interface Stream { readonly version: number; readonly total: number; readonly events: readonly { readonly type: string; readonly version: number; readonly position: number; readonly recordedAt: string }[] }
  const stream = async (query = '', officer = auditor, id = ids['plain'] ?? ''): Promise<{ status: number; body: Stream }> => hearth.as(officer).get<Stream>(`/api/noticeboard/operations/streams/notice-${id}${query}`);

  it('can be read by an auditor, as of a time, a position and a version', async () => {
    const { body: all } = await stream();
    expect([all.version, all.total, all.events[0]?.type]).toEqual([all.events.length, all.events.length, 'NoticePosted']);
    const third = all.events[2]!;
    expect((await stream(`?position=${third.position}`)).body.events.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect((await stream(`?asOf=position:${third.position}`)).body.version).toBe(3);
    expect((await stream('?version=2')).body).toMatchObject({ version: 2, total: all.total });
    expect((await stream(`?asOf=${all.events[0]?.recordedAt ?? ''}`)).body.version).toBe(1);
    expect((await stream('?asOf=2026-11-21')).body).toMatchObject({ version: 0, events: [] });
  });

  it('is closed to others, outside the area, and when there is none', async () => {
    expect([(await stream('', county)).status, (await stream('', { ...auditor, area: '3415' })).status, (await stream('', { ...auditor, area: '3301' })).status]).toEqual([403, 200, 403]);
    expect([(await stream('', auditor, '00000000-0000-4000-8000-000000000000')).status, (await hearth.as(auditor).get('/api/noticeboard/operations/streams/notice')).status, (await stream('?nonsense=1')).status]).toEqual([404, 404, 400]);
  });
});
