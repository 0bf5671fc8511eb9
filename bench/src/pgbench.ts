import { execFile } from 'node:child_process';
import { access, constants, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { AREA, anyone, declaration, EVENT_TYPE, metadataOf } from './sample.ts';

const run = promisify(execFile);
const DEBIAN = '/usr/lib/postgresql';
const LONGEST_S = 8;

/** The limit of one INSERT after another: no application, no decision, no sealing, no hash. */
export interface PgBench {
  /** Rows per second of so many clients. */
  measure(clients: number): Promise<number>;
  close(): Promise<void>;
}

/** Null when there is no pgbench on this machine. Rows like those of `table`, in a table made like it. */
export async function openPgBench(url: string, table: string): Promise<PgBench | null> {
  const program = await pgbenchPath();
  if (program === null) return null;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE TABLE public.pgbench_events (LIKE ${table} INCLUDING ALL)`);
  await client.end();
  const dir = await mkdtemp(join(tmpdir(), 'hearth-bench-'));
  const script = join(dir, 'insert.sql');
  await writeFile(script, INSERT);
  const person = anyone();
  const variables = { data: JSON.stringify(declaration(person, 0)), metadata: JSON.stringify(metadataOf(person)), type: EVENT_TYPE, area: AREA, household: person.household, hash: `\\x${'ab'.repeat(32)}` };
  const { hostname, port, username, password, pathname } = new URL(url);
  const fixed = ['-n', '-M', 'prepared', '-f', script, '-h', hostname, '-p', port, '-U', username, ...Object.entries(variables).flatMap(([name, value]) => ['-D', `${name}=${value}`])];
  return {
    measure: async (clients) => {
      // It counts whole seconds, and says no rate when a machine that stood still let none of its transactions end in time.
      for (let seconds = 1; seconds <= LONGEST_S; seconds *= 2) {
        const { stdout } = await run(program, [...fixed, '-T', String(seconds), '-c', String(clients), '-j', String(Math.min(clients, 2)), pathname.slice(1)], { env: { ...process.env, PGPASSWORD: password } });
        const tps = /tps = ([\d.]+) \(without initial connection time\)/.exec(stdout)?.[1];
        if (tps !== undefined) return Number(tps);
      }
      throw new Error(`pgbench ended no transaction in ${LONGEST_S} s`);
    },
    close: () => rm(dir, { recursive: true }),
  };
}

const INSERT = `INSERT INTO public.pgbench_events (stream, version, id, type, schema_version, data, metadata, effective_on, recorded_at, household, area, hash)
VALUES ('declaration-' || gen_random_uuid(), 1, gen_random_uuid(), :type, 1, :data, :metadata, current_date, now(), :household, :area, :hash);\n`.replaceAll('\nVALUES', ' VALUES');

async function pgbenchPath(): Promise<string | null> {
  const versions = await readdir(DEBIAN).catch(() => []);
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...versions.map((version) => join(DEBIAN, version, 'bin'))];
  for (const folder of folders) {
    const path = join(folder, 'pgbench');
    if (folder !== '' && await access(path, constants.X_OK).then(() => true, () => false)) return path;
  }
  return null;
}
