import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readRunFile } from '@hearth/launch';
import pg from 'pg';
import { type RunningHearth, startHearthProcess } from './testing/running-hearth.ts';

const SERVICES = ['registry', 'hiavs', 'eligibility', 'casework', 'payments', 'reporting'] as const;
/** What numbers rows by their arrival is not the same twice. */
const NUMBERED = ['seq', 'nr', 'arrival'];

interface Line { readonly name: string; readonly rebuild: { readonly state: string } | null }
interface Told { readonly state: string; readonly error: unknown }

/** After the stories, every projection of every service is built anew: the rows are the same, and nothing else has happened. */
describe('replay after the stories', () => {
  let hearth: RunningHearth, database: pg.Client, simulator: string;
  beforeAll(async () => {
    hearth = await startHearthProcess();
    for (const story of ['dibao', 'child-money', 'refused']) if (!(JSON.parse(await hearth.command('scenario', story)) as { ok: boolean }).ok) throw new Error(`the story ${story} fell short`);
    await fetch(`${hearth.url}/api/dev/drain`, { method: 'POST' });
    const run = readRunFile(hearth.dir);
    simulator = run?.simulator ?? '';
    database = new pg.Client({ connectionString: run?.postgres });
    await database.connect();
  }, 300_000);
  afterAll(async () => { await database?.end(); await hearth?.stop(); }, 30_000);

  const rows = async <R>(text: string, values: unknown[] = []): Promise<R[]> => (await database.query(text, values)).rows as R[];
  const operator = async (): Promise<Record<string, string>> => {
    const answer = await fetch(`${hearth.url}/identity/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'password', username: 'ops1', password: 'hearth' }) });
    return { authorization: `Bearer ${((await answer.json()) as { access_token: string }).access_token}` };
  };
  const projections = async (service: string): Promise<readonly Line[]> => ((await (await fetch(`${hearth.url}/api/${service}/operations/projections`, { headers: await operator() })).json()) as { items: Line[] }).items;

  /** Every table of a service that a projection may own: all but the log and what keeps books of messages and commands. */
  async function digests(service: string): Promise<Record<string, unknown>> {
    const tables = await rows<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind = 'r' AND (relname LIKE 'row\\_%' OR relname IN ('person_token', 'record_own')) ORDER BY 1`, [service]);
    return Object.fromEntries(await Promise.all(tables.map(async ({ name }) => {
      const line = `(to_jsonb(t) - $1::text[])::text`;
      const [found] = await rows<{ count: string; digest: string }>(`SELECT count(*) AS count, md5(coalesce(string_agg(${line}, E'\\n' ORDER BY ${line} COLLATE "C"), '')) AS digest FROM "${service}"."${name}" t`, [NUMBERED]);
      return [name, found] as const;
    })));
  }

  /** Everything that a side effect would leave behind. */
  async function outside(): Promise<{ services: unknown[]; bus: unknown[]; inquiries: number[]; statements: number[] }> {
    const of = async (service: string): Promise<unknown> => ({
      facts: await rows(`SELECT type, count(*) AS n FROM "${service}".events WHERE stream NOT LIKE 'rebuild-%' GROUP BY 1 ORDER BY 1`),
      commands: await rows(`SELECT count(*) AS n FROM "${service}".commands WHERE answer::text NOT LIKE '%"rebuild"%'`), inbox: await rows(`SELECT state, count(*) AS n FROM "${service}".inbox GROUP BY 1 ORDER BY 1`),
      known: await rows(`SELECT kind, count(*) AS n, max(updated) AS last FROM "${service}".known GROUP BY 1 ORDER BY 1`),
    });
    const inquiries = await Promise.all(['tax', 'bank', 'vehicles'].map(async (name) => ((await (await fetch(`${simulator}/departments/${name}/inquiries`)).json()) as { count: number }).count));
    const days = await rows<{ day: string }>(`SELECT DISTINCT data->>'executionDate' AS day FROM payments.events WHERE type = 'BankFileMade' ORDER BY 1`);
    const statements = await Promise.all(days.map(async ({ day }) => (await (await fetch(`${simulator}/bank/statements?date=${day}`)).text()).split('<NtryDtls>').length));
    return { services: await Promise.all(SERVICES.map(of)), bus: await rows('SELECT topic, count(*) AS n FROM bus.log GROUP BY 1 ORDER BY 1'), inquiries, statements };
  }

  it('gives the rows that were there, table by table, and no fact, message, inquiry or bank file more', async () => {
    const [before, effects] = [await Promise.all(SERVICES.map(digests)), await outside()];
    // What is not there before would not be missed after.
    expect([effects.bus.length >= 5, JSON.stringify(effects.services).includes('InstructionSent')]).toEqual([true, true]);
    expect(effects.inquiries.every((count) => count > 0) && effects.statements.some((entries) => entries > 1)).toBe(true);
    let rebuilt = 0;
    for (const service of SERVICES) {
      for (const { name } of await projections(service)) {
        const told = JSON.parse(await hearth.command('rebuild', service, name)) as Told;
        expect([service, name, told.state, told.error]).toEqual([service, name, 'finished', null]);
        rebuilt += 1;
      }
    }
    await fetch(`${hearth.url}/api/dev/drain`, { method: 'POST' });
    expect(rebuilt).toBeGreaterThanOrEqual(12);
    expect(await Promise.all(SERVICES.map(digests))).toEqual(before);
    expect(await outside()).toEqual(effects);
    expect(Object.values(before[0] ?? {}).every((table) => Number((table as { count: string }).count) > 0)).toBe(true);
  }, 300_000);

  it('leaves who did it and how it ended in the log of each service', async () => {
    expect((await projections('registry')).map(({ rebuild }) => rebuild?.state)).toEqual(['finished', 'finished', 'finished', 'finished']);
    expect(await rows(`SELECT DISTINCT type, metadata->'actor'->>'sub' AS by FROM registry.events WHERE stream LIKE 'rebuild-%' ORDER BY 1`)).toEqual([{ type: 'RebuildFinished', by: 'service:registry' }, { type: 'RebuildStarted', by: 'ops1' }]);
  });

  it('and every event that lies in a log now is one that is frozen', async () => {
    const frozen = new Set([...SERVICES.map((service) => `services/${service}`), 'libs/service-host'].flatMap(frozenIn));
    const stored = (await Promise.all(SERVICES.map((service) => rows<{ name: string }>(`SELECT DISTINCT regexp_replace(stream, '-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', '') || '/' || type || '.v' || schema_version AS name FROM "${service}".events`)))).flat();
    expect(stored.map(({ name }) => name).filter((name) => !frozen.has(name))).toEqual([]);
    expect(stored.length).toBeGreaterThan(50);
  });
});

/** `household/IncomeRecorded.v1` and the like. */
function frozenIn(owner: string): string[] {
  const folder = fileURLToPath(new URL(`../../../${owner}/history/`, import.meta.url));
  const top = readdirSync(fileURLToPath(new URL(`../../../${owner}/`, import.meta.url)));
  if (!top.includes('history')) return [];
  return readFileSync(`${folder}frozen.txt`, 'utf8').split('\n').flatMap((line) => { const file = line.split('  ')[1] ?? ''; return file === '' || file.endsWith('.schema.json') ? [] : [file.slice(0, -'.json'.length)]; });
}
