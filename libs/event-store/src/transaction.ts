import type { Pool, PoolClient, QueryArrayConfig, QueryConfig } from 'pg';
import type { Tx } from './tx.ts';

/** What statements are sent through: any connection, or the one of a transaction. */
export type Connection = Pick<PoolClient, 'query'>;

/** A transaction has one connection: statements that callers begin at the same time go one after the other. */
function oneAtATime(client: PoolClient): Connection {
  let last: Promise<unknown> = Promise.resolve();
  const query = (...statement: [query: QueryConfig]): Promise<unknown> => {
    const next = last.then(() => client.query(...statement));
    last = next.catch(() => undefined);
    return next;
  };
  return { query: query as Connection['query'] };
}

/** A transaction of the store. Remembers what was appended, so that the tails can be woken once it is committed. */
export class StoreTx implements Tx {
  readonly client: Connection;
  /** Last position appended in it; 0 when none was. */
  appended = 0;
  #later: ((tx: Tx) => Promise<void>)[] = [];
  #settling: Promise<void> | null = null;

  constructor(client: PoolClient) {
    this.client = oneAtATime(client);
  }

  async query<R = Record<string, unknown>>(text: string, values?: readonly unknown[], name?: string): Promise<{ rows: R[]; rowCount: number }> {
    if (this.#later.length > 0 || this.#settling) await this.settle();
    return this.#send(text, values, name);
  }

  later(work: (tx: Tx) => Promise<void>): void { this.#later.push(work); }

  /** Does what was put off. */
  settle(): Promise<void> {
    this.#settling ??= this.#settle().finally(() => { this.#settling = null; });
    return this.#settling;
  }

  async #settle(): Promise<void> {
    const direct: Tx = { query: (text, values, name) => this.#send(text, values, name) };
    for (let work = this.#later.shift(); work; work = this.#later.shift()) await work(direct);
  }

  async #send<R>(text: string, values: readonly unknown[] = [], name?: string): Promise<{ rows: R[]; rowCount: number }> {
    const result = await this.client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) });
    return { rows: result.rows as R[], rowCount: result.rowCount ?? 0 };
  }
}

/** @throws TypeError for a transaction that is not the store's */
export function storeTx(tx: Tx): StoreTx {
  if (!(tx instanceof StoreTx)) throw new TypeError('the transaction was not opened by inTransaction');
  return tx;
}

/** Where a statement runs: alone on any connection, or in a transaction of the store. */
export function connectionOf(pool: Pool, tx: Tx | undefined): Connection {
  return tx === undefined ? pool : storeTx(tx).client;
}

/** Rows as arrays of the server's text: decoding them here is cheaper than by column type. */
export async function rawRows(connection: Connection, query: Omit<QueryArrayConfig, 'rowMode' | 'types'>): Promise<(string | null)[][]> {
  const result = await connection.query<(string | null)[]>({ ...query, rowMode: 'array', types: RAW });
  return result.rows;
}

const RAW = { getTypeParser: () => (text: string): string => text };

/** Runs the work in a transaction; a throw rolls it back. */
export async function transaction<T>(pool: Pool, work: (tx: StoreTx) => Promise<T>): Promise<{ value: T; appended: number }> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const tx = new StoreTx(client);
    const value = await work(tx);
    await tx.settle();
    await client.query('COMMIT');
    return { value, appended: tx.appended };
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: unknown) => { broken = failure instanceof Error ? failure : new Error(String(failure)); });
    throw error;
  } finally {
    // A connection that cannot even roll back is thrown away.
    client.release(broken);
  }
}
