import { Pool, types as builtin, type CustomTypesConfig } from 'pg';
import { namesOf } from './names.ts';

export interface PoolOptions {
  /** Of a superuser or of a login role that may become the service's role. */
  readonly url: string;
  readonly service: string;
  /** 5 when absent. */
  readonly max?: number;
  /** `<service>_service` when absent. */
  readonly role?: string;
  /** Told of connections that broke; the query that was running fails anyway. */
  readonly onError?: (error: Error) => void;
}

const STATEMENT_TIMEOUT_MS = 30_000;
const IDLE_IN_TRANSACTION_MS = 60_000;

const asNumber = (text: string): number => Number(text);
const asText = (text: string): string => text;

/** int8 as a number: positions and counts stay far below 2^53. A date is a day, not a point in time, so it stays text. */
const PARSERS = new Map<number, (text: string) => unknown>([[builtin.builtins.INT8, asNumber], [builtin.builtins.DATE, asText]]);

const types: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => (format === 'binary' ? undefined : PARSERS.get(oid)) ?? builtin.getTypeParser(oid, format),
};

/** Connections that act as the service's role, in the service's schema. */
export function openPool(options: PoolOptions): Pool {
  const { schema, writer } = namesOf(options.service);
  const pool = new Pool({
    connectionString: options.url,
    max: options.max ?? 5,
    application_name: `hearth-${options.service}`,
    options: `-c role=${options.role ?? writer} -c search_path=${schema}`,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    types,
  });
  const onError = (error: Error): void => options.onError?.(error);
  // An 'error' event without a listener would end the process: the pool speaks for idle connections, each client for its own.
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}
