import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { syntheticSurvey } from '@hearth/targeting';
import type { Answer, TestHearth, TestOfficer } from '@hearth/testing';
import { sampleResidentId, startHearth } from '@hearth/testing';
import pg from 'pg';
import { startAlone } from '../testing/alone.ts';
import { startWorld, type World } from '../testing/world.ts';
import type { SurveyRow } from '../projections/survey.projection.ts';
import type { ShownStudy } from './study.controller.ts';
import type { StudyResult } from '@hearth/targeting-report';

const surveys = '/api/eligibility/surveys', studies = '/api/eligibility/studies';
const author = { sub: 'rules1', role: 'rule-author', area: '*' }, analyst = { sub: 'analyst1', role: 'analyst', area: '*' }, auditor = { sub: 'auditor1', role: 'auditor', area: '*' };
const town = { sub: 'town1', role: 'town', area: '341524100' };
/** A process that says nothing for one second is taken for dead. */
const IMPATIENT = { studyBeatMs: '200', studySilentSeconds: '1' };
const PATIENCE_MS = 90_000;

const MAP = { household: 'id', weight: 'w', stratum: 's', cluster: 'psu', consumption: { column: 'c', of: 'head', scale: 'level', period: 'month' }, line: 20, variables: [{ column: 'x', kind: 'numeric' }, { column: 'roof', kind: 'category' }] };
const HEADER = ['id', 'name', 'w', 's', 'psu', 'c', 'x', 'roof'];
/** Two strata, three PSUs each, every third household poor. */
const ROWS = Array.from({ length: 60 }, (_, i): string[] => [`h${i}`, 'WANG Fang', '1.5', i % 2 ? 'town' : 'village', `p${i % 6}`, String(i % 3 ? 25 + i : 10 + i / 10), String((i % 3) + i / 50), i % 4 ? 'tile' : 'felt']);
const csv = (rows: readonly (readonly string[])[] = ROWS): string => [HEADER, ...rows].map((row) => row.join(',')).join('\n');
/** The same rows with one cell put otherwise. */
const altered = (row: number, column: string, cell: string): string => csv(ROWS.map((cells, i) => (i === row - 1 ? cells.map((one, c) => (HEADER[c] === column ? cell : one)) : cells)));

let ground: TestHearth, world: World;
beforeAll(async () => {
  ground = await startHearth({ modules: [] });
  world = await startWorld(IMPATIENT, ground);
});
afterAll(async () => {
  await world?.close();
  await ground?.close();
});

const imported = (text: string, map: object = MAP, officer: TestOfficer = analyst): Promise<Answer> => world.hearth.as(officer).post(surveys, { name: 'Sixty households', source: 'invented for a spec', synthetic: true, map, csv: text });
const idOf = ({ body }: Answer): string => body['id'] as string;
const shown = async (id: string): Promise<ShownStudy & { result?: StudyResult }> => (await world.hearth.as(auditor).get<ShownStudy & { result?: StudyResult }>(`${studies}/${id}`)).body;
const turn = async (): Promise<void> => { for (const service of world.hearth.services) await service.runDue(world.hearth.clock.now()); };

/** Lets the service work until the study looks as it should; what never comes is found by the patience of the spec. */
async function until(id: string, found: (study: ShownStudy) => boolean): Promise<ShownStudy & { result?: StudyResult }> {
  for (;;) {
    await turn();
    await world.hearth.drain();
    const study = await shown(id);
    if (found(study)) return study;
  }
}
const over = (id: string): Promise<ShownStudy & { result?: StudyResult }> => until(id, ({ endedAt }) => endedAt !== null);

describe('a survey', () => {
  it('is stored without the columns that its map does not name, and without what names households', async () => {
    const id = idOf(await imported(csv()));
    const { body } = await world.hearth.as(auditor).get<SurveyRow>(`${surveys}/${id}`);
    expect(body).toMatchObject({ name: 'Sixty households', synthetic: true, rows: 60, households: 60, createdBy: 'analyst1', droppedColumns: ['id', 'name'], leftOut: [], map: { household: null, weight: 'w' } });
    expect(body.strata).toEqual([{ stratum: 'town', households: 30, poor: 10 }, { stratum: 'village', households: 30, poor: 10 }]);
    const { body: { items } } = await world.hearth.as(auditor).get<{ items: object[] }>(`${surveys}?synthetic=true`);
    expect(items).toEqual([expect.objectContaining({ id, households: 60 })]);
    expect(items[0]).not.toHaveProperty('map');
  });

  it.each([
    ['a column that is not there', csv(), { ...MAP, weight: 'weight' }, { code: 'column-missing', params: { column: 'weight' } }],
    ['text in a number', altered(7, 'x', 'WANG Fang'), MAP, { code: 'text-in-number', params: { row: 7, column: 'x' } }],
    ['a negative weight', altered(5, 'w', '-1'), MAP, { code: 'weight-negative', params: { row: 5, column: 'w' } }],
    ['consumption of nothing', altered(3, 'c', '0'), MAP, { code: 'consumption-not-positive', params: { row: 3, column: 'c' } }],
    ['a stratum with one PSU', csv(ROWS.map((row) => row.map((cell, c) => (HEADER[c] === 'psu' && row[3] === 'town' ? 'p1' : cell)))), MAP, { code: 'one-psu', params: { stratum: 'town' } }],
    ['no poor in a stratum', csv(ROWS.map((row) => row.map((cell, c) => (HEADER[c] === 'c' && row[3] === 'village' ? '99' : cell)))), MAP, { code: 'no-poor', params: { stratum: 'village' } }],
    ['an identity number', altered(2, 'roof', sampleResidentId('1950-01-01', 1)), MAP, { code: 'column-map', params: { row: 2, column: 'roof' } }],
    ['a map that is none', csv(), { ...MAP, consumption: { column: 'c' } }, { code: 'column-map', params: {} }],
    ['a row that is too short', `${csv()}\nh99,x`, MAP, { code: 'row-shape', params: { row: 61 } }],
    ['nothing', '', MAP, { code: 'no-households', params: {} }],
  ])('with %s is refused by row, column and stratum', async (_, text, map, { code, params }) => {
    const answer = await imported(text, map);
    expect(answer).toMatchObject({ status: 422, body: { code: 'survey', errors: [{ code }], params } });
    expect(answer.text).not.toContain('WANG Fang');
  });

  it('of more than a megabyte is taken, of more than thirty-two is not', async () => {
    const wide = csv(ROWS.map((row) => row.map((cell, c) => (HEADER[c] === 'name' ? 'x'.repeat(40_000) : cell))));
    expect((await imported(wide)).status).toBe(201);
    expect((await imported('x'.repeat(33 * 1024 * 1024))).status).toBe(400);
  });
});

describe('a study', () => {
  it('fits, compares and reports, and says what it found for good', async () => {
    const survey = idOf(await world.hearth.as(analyst).post(`${surveys}/synthetic`, {}));
    const asked = await world.hearth.as(analyst).post(studies, { survey, title: 'Which formula reaches the poor?', methods: ['prr', 'stepwise'], replicates: 10, programme: { formula: 'prr', amount: 3000, against: { formula: 'stepwise', amount: 3000 } } });
    expect(asked.status).toBe(202);
    const id = idOf(asked), study = await over(id);
    expect(study).toMatchObject({ status: 'done', error: null, progress: null, formulas: [{ name: 'prr', questions: 31 }, { name: 'stepwise' }], result: { survey: { synthetic: true, rows: 3308 }, options: { replicates: 10, budget: 'poor' }, fitted: { methods: ['prr', 'stepwise'] } } });
    const { result } = study;
    expect([study.hash, result!.confidence!.rows.length, result!.areas.length]).toEqual([result!.hash, 36, 22]);
    expect(result!.tables.errors.map(({ inclusion, exclusion }) => Math.abs(inclusion! - exclusion!) < 1e-9)).toEqual([true, true]);

    for (const [format, type, begins] of [['csv', 'text/csv', '\uFEFFAbout'], ['xlsx', 'spreadsheetml', 'PK'], ['pdf', 'application/pdf', '%PDF-']] as const) {
      const report = await fetch(new URL(`${studies}/${id}/report.${format}`, world.hearth.url), { headers: { authorization: `Bearer ${await world.hearth.issuer.token(auditor)}` } });
      const bytes = Buffer.from(await report.arrayBuffer());
      expect([report.status, report.headers.get('content-type')?.includes(type), bytes.toString('utf8', 0, begins === 'PK' ? 2 : Buffer.byteLength(begins))]).toEqual([200, true, begins]);
    }
    expect((await world.hearth.as(auditor).get(`${studies}/${id}/report.csv?language=mn`)).text).toContain('Зохиомол судалгаа');
    expect((await world.hearth.as(auditor).get(`${studies}/${id}/report.csv?language=zh`)).status).toBe(400);
    expect((await world.hearth.as(auditor).get(`${studies}/${id}/report.doc`)).status).toBe(404);
    expect((await world.hearth.as(analyst).post(`${studies}/${id}/cancel`)).body).toMatchObject({ code: 'study-over' });
  }, PATIENCE_MS);

  it('hands a formula over, which the next study sets beside its own', async () => {
    const { body: { items: [done] } } = await world.hearth.as(author).get<{ items: ShownStudy[] }>(`${studies}?status=done`);
    expect((await world.hearth.as(analyst).post(`${studies}/${done!.id}/formulas`, { method: 'prr' })).status).toBe(403);
    expect((await world.hearth.as(author).post(`${studies}/${done!.id}/formulas`, { method: 'gbm' })).body).toMatchObject({ code: 'no-result' });
    const handed = await world.hearth.as(author).post(`${studies}/${done!.id}/formulas`, { method: 'prr', name: 'PRR of the study' });
    expect(handed.status).toBe(201);
    const { body: formula } = await world.hearth.as(author).get(`/api/eligibility/formulas/${idOf(handed)}`);
    expect(formula).toMatchObject({ status: 'draft', name: 'PRR of the study', study: done!.id, hash: done!.formulas[0]!.hash });
    const study = await over(idOf(await world.hearth.as(analyst).post(studies, { survey: done!.survey, title: 'The draft again', methods: ['prr'], formulas: [idOf(handed)] })));
    const [fitted, registered] = study.result!.tables.errors;
    expect([fitted!.formula, registered!.formula]).toEqual(['prr', 'PRR of the study']);
    expect({ ...registered, formula: '' }).toEqual({ ...fitted, formula: '' });
  }, PATIENCE_MS);

  it('that the survey does not allow ends as failed, with the place of the fault', async () => {
    const survey = idOf(await imported(csv(), { ...MAP, line: null }));
    expect(await over(idOf(await world.hearth.as(analyst).post(studies, { survey, title: 'Without a line', methods: ['ols'] })))).toMatchObject({ status: 'failed', error: { code: 'no-line' } });
  }, PATIENCE_MS);

  it('is refused when it asks for what is not there, or for nothing', async () => {
    const survey = idOf(await imported(csv())), ask = async (body: object): Promise<unknown> => { const { status, body: { code } } = await world.hearth.as(analyst).post(studies, { survey, title: 'A study', methods: ['ols'], ...body }); return [status, code]; };
    expect(await ask({ survey: '11111111-1111-4111-8111-111111111111' })).toEqual([422, 'study']);
    expect(await ask({ formulas: ['11111111-1111-4111-8111-111111111111'] })).toEqual([422, 'study']);
    expect(await ask({ methods: [] })).toEqual([422, 'study']);
    expect(await ask({ programme: { formula: 'gbm', amount: 1 } })).toEqual([422, 'study']);
    expect((await ask({ methods: ['guess'] }) as unknown[])[0]).toBe(400);
    expect((await ask({ replicates: 100_000 }) as unknown[])[0]).toBe(400);
    expect((await ask({ budget: 'rich' }) as unknown[])[0]).toBe(400);
  });

  it('is the laboratory\'s: others neither read nor ask, auditors only read', async () => {
    for (const path of [surveys, studies]) expect((await world.hearth.as(town).get(path)).status).toBe(403);
    expect((await imported(csv(), MAP, town)).status).toBe(403);
    expect((await imported(csv(), MAP, auditor)).status).toBe(403);
    expect((await world.hearth.as(auditor).post(studies, { survey: '11111111-1111-4111-8111-111111111111', title: 'A study', methods: ['ols'] })).status).toBe(403);
    const inCounty = { sub: 'analyst2', role: 'analyst', area: '341522' };
    expect((await imported(csv(), MAP, inCounty)).status).toBe(201);
    expect((await world.hearth.as(inCounty).get<{ items: object[] }>(surveys)).body.items.length).toBeGreaterThan(1);
  });
});

describe('a study under way', () => {
  /** Long enough to be caught: many replicates of a large survey's worth of work. */
  const long = async (): Promise<string> => {
    const survey = idOf(await imported(syntheticSurvey(3).csv, syntheticSurvey(3).fullMap));
    return idOf(await world.hearth.as(analyst).post(studies, { survey, title: 'A long study', methods: ['prr', 'ols', 'stepwise', 'gbm'], replicates: 1000 }));
  };

  it('says how far it is, and ends at once when it is cancelled', async () => {
    const id = await long();
    const running = await until(id, ({ status, progress }) => status === 'running' && (progress?.step ?? 0) > 0);
    expect(running.progress).toMatchObject({ of: 9, what: expect.any(String), heartbeat: expect.any(String) });
    expect((await world.hearth.as(analyst).post(`${studies}/${id}/cancel`)).status).toBe(200);
    expect(await over(id)).toMatchObject({ status: 'cancelled', progress: null });
    // The thread learns it by its next sign of life; then another study has its turn.
    const next = idOf(await world.hearth.as(analyst).post(studies, { survey: idOf(await imported(csv())), title: 'The next one', methods: ['ols'] }));
    expect((await over(next)).status).toBe('done');
  }, PATIENCE_MS);

  it('goes on with the next process when its own is gone, and finds the same', async () => {
    const survey = idOf(await imported(csv())), ask = async (): Promise<string> => idOf(await world.hearth.as(analyst).post(studies, { survey, title: 'Twice', methods: ['ols', 'prr'], replicates: 50 }));
    const [calm, left] = [await over(await ask()), await ask()];
    const client = new pg.Client({ connectionString: world.hearth.databaseUrl });
    await client.connect();
    // As a process leaves it that was killed: begun by somebody who is heard of no more.
    await client.query(`UPDATE eligibility.study_run SET runner = '99999999-9999-4999-8999-999999999999', heartbeat = clock_timestamp(), step = 3, steps = 7, what = 'scoring' WHERE study = $1`, [left]);
    await turn();
    expect(await shown(left)).toMatchObject({ status: 'waiting', progress: { step: 3 } });
    const again = await over(left);
    expect([again.status, again.hash]).toEqual(['done', calm.hash]);
    const { rows } = await client.query(`SELECT type FROM eligibility.events WHERE stream = $1 ORDER BY version`, [`study-${left}`]);
    expect(rows).toEqual(['StudyRequested', 'StudyBegun', 'StudyFinished'].map((type) => ({ type })));
    await client.end();
  }, PATIENCE_MS);

  it('is let go of when the service closes, and taken up at the next start', async () => {
    const survey = idOf(await world.hearth.as(analyst).post(`${surveys}/synthetic`, { seed: 5 }));
    const id = idOf(await world.hearth.as(analyst).post(studies, { survey, title: 'Over a restart', methods: ['prr', 'ols'], replicates: 60 }));
    await until(id, ({ status }) => status === 'running');
    await world.close();
    world = await startWorld(IMPATIENT, ground);
    expect(await over(id)).toMatchObject({ status: 'done' });
  }, PATIENCE_MS);

  it('is taken up again after kill -9, and is done once', async () => {
    const survey = idOf(await world.hearth.as(analyst).post(`${surveys}/synthetic`, { seed: 6 }));
    const id = idOf(await world.hearth.as(analyst).post(studies, { survey, title: 'Over a kill', methods: ['prr', 'gbm'], replicates: 120 }));
    await world.close();
    const client = new pg.Client({ connectionString: ground.databaseUrl }), alone = await startAlone(ground, IMPATIENT);
    await client.connect();
    const run = async (): Promise<{ runner: string | null; step: number } | undefined> => (await client.query<{ runner: string | null; step: number }>('SELECT runner, step FROM eligibility.study_run WHERE study = $1', [id])).rows[0];
    try {
      for (let at = await run(); at && (at.runner === null || at.step === 0); at = await run());
      expect(await run()).toMatchObject({ runner: expect.any(String), step: expect.any(Number) });
    } finally {
      alone.kill('SIGKILL');
      await once(alone, 'exit');
    }
    world = await startWorld(IMPATIENT, ground);
    expect(await over(id)).toMatchObject({ status: 'done', result: { confidence: { replicates: 120 } } });
    const { rows } = await client.query('SELECT type FROM eligibility.events WHERE stream = $1 ORDER BY version', [`study-${id}`]);
    expect(rows).toEqual(['StudyRequested', 'StudyBegun', 'StudyFinished'].map((type) => ({ type })));
    await client.end();
  }, PATIENCE_MS);
});
