import { Client } from 'pg';
import { quoted } from '../names.ts';
import { copyOut } from './copy-out.ts';
import { LogRow } from './log-row.ts';
import { logQuery, StoredRowReader } from './stored-row.ts';
import { type BadEvent, bad } from './suspicion.ts';

const eventsOf = (service: string): string => `${quoted(service)}.events`;

/**
 * The logs of a database as they stand at one moment, read by a connection of its own. Sorting is switched off so that rows come by the
 * index of positions, at once and in little memory.
 */
export class LogDatabase {
  readonly #client: Client;

  private constructor(client: Client) {
    this.#client = client;
  }

  static async open(url: string): Promise<LogDatabase> {
    const client = new Client({ connectionString: url, application_name: 'hearth-integrity' });
    client.on('error', () => undefined); // what was running fails with it
    await client.connect();
    for (const setting of ['statement_timeout TO 0', 'idle_in_transaction_session_timeout TO 0', 'enable_sort TO off', 'enable_memoize TO off', 'jit TO off', 'max_parallel_workers_per_gather TO 0']) await client.query(`SET ${setting}`);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return new LogDatabase(client);
  }

  /** Services that have a log here, by name. */
  async services(): Promise<string[]> {
    const { rows } = await this.#client.query<{ name: string }>(`
      SELECT n.nspname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relname = 'events' AND c.relkind IN ('r', 'p', 'v') AND EXISTS (SELECT FROM pg_class e WHERE e.relnamespace = n.oid AND e.relname = 'log_epoch') ORDER BY 1`);
    return rows.map((row) => row.name);
  }

  /** About how many events there are, for a bar of progress. */
  async estimate(services: readonly string[]): Promise<number> {
    let sum = 0;
    for (const service of services) {
      const { rows } = await this.#client.query<{ last: string }>(`SELECT coalesce(max(position), 0)::text AS last FROM ${eventsOf(service)}`);
      sum += Number(rows[0]?.last ?? 0);
    }
    return sum;
  }

  /** Every event of a log in order of position; `onRow` may not wait. */
  async read(service: string, onRow: (row: LogRow) => void): Promise<void> {
    const [row, reader] = [new LogRow(), new StoredRowReader()];
    row.service = service;
    await copyOut(this.#client, `COPY (${logQuery(eventsOf(service))}) TO STDOUT (FORMAT binary)`, (message) => { if (reader.read(message, row)) onRow(row); });
  }

  /** An event that stands where its stream has one already; asked only where no unique index forbids it. */
  async doubled(service: string): Promise<BadEvent | null> {
    const { rows: [index] } = await this.#client.query<{ unique: boolean }>(`
      SELECT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = $1::regclass AND i.indisunique AND i.indisvalid AND i.indpred IS NULL
        AND (SELECT array_agg(a.attname::text ORDER BY a.attname) FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)) = '{stream,version}') AS unique`, [eventsOf(service)]);
    if (index?.unique === true) return null;
    const { rows: [row] } = await this.#client.query<{ stream: string; version: number; position: string }>(`
      SELECT stream, version, position FROM (SELECT stream, version, position, row_number() OVER (PARTITION BY stream, version ORDER BY position) AS nth FROM ${eventsOf(service)}) e
      WHERE nth > 1 ORDER BY position LIMIT 1`);
    return row === undefined ? null : bad('inserted', { stream: Buffer.from(row.stream).toString('latin1'), version: row.version, position: Number(row.position) });
  }

  /** The version behind the last one that the stream has before this. */
  async firstMissing(service: string, stream: string, before: number): Promise<number> {
    const { rows } = await this.#client.query<{ last: number }>(`SELECT coalesce(max(version), 0) AS last FROM ${eventsOf(service)} WHERE stream = $1 AND version < $2`, [stream, before]);
    return (rows[0]?.last ?? 0) + 1;
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}
