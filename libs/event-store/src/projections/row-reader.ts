import { isWithin } from '@hearth/kernel';
import { Rejection } from '@hearth/event-sourcing';
import type { Pool } from 'pg';
import { cursorText } from './row-cursor.ts';
import { type AsOf, currentSql, type RowListOptions, rowQuery } from './row-query.ts';
import { rowTable } from './row-table.ts';
import { type Scope, scopeSql } from './scope.ts';

export interface Row<R extends object = object> {
  readonly id: string;
  readonly household: string | null;
  readonly area: string | null;
  readonly body: R;
  /** Position of the event that made this version of the row. */
  readonly version: number;
  readonly recordedFrom: string;
}

export interface RowPage<R extends object = object> {
  readonly items: readonly Row<R>[];
  readonly total: number;
  readonly next: string | null;
}

interface Stored<R> {
  readonly id: string;
  readonly household: string | null;
  readonly area: string | null;
  readonly body: R;
  readonly version: number;
  readonly recorded_from: Date;
}

const COLUMNS = 'id, household, area, body, version, recorded_from';

/** Reads the rows of projections, always within a scope. */
export class RowReader {
  readonly #pool: Pool;
  readonly #service: string;
  readonly #logEpoch: number;

  constructor(options: { readonly pool: Pool; readonly service: string; readonly logEpoch: number }) {
    this.#pool = options.pool;
    this.#service = options.service;
    this.#logEpoch = options.logEpoch;
  }

  /** Null when there is none; a Rejection `outside-area` (403) when it lies outside the scope. */
  async get<R extends object>(projection: string, id: string, options: { readonly scope: Scope; readonly asOf?: AsOf }): Promise<Row<R> | null> {
    const values: unknown[] = [id];
    const parameter = (value: unknown): string => `$${values.push(value)}`;
    const current = currentSql(options.asOf, parameter);
    const inScope = scopeSql(options.scope, parameter);
    const { rows: [row] } = await this.#pool.query<Stored<R> & { seen: boolean | null }>(
      `SELECT ${COLUMNS}, ${inScope} AS seen FROM ${rowTable(this.#service, projection)} WHERE id = $1 AND ${current}`, values);
    if (row === undefined) return null;
    if (row.seen !== true) throw new Rejection('outside-area', 'lies outside your area', { status: 403 });
    return rowOf(row);
  }

  /** One page of a list, with the number of rows on all pages. */
  async list<R extends object>(projection: string, options: RowListOptions): Promise<RowPage<R>> {
    const table = rowTable(this.#service, projection);
    const query = rowQuery(options, this.#logEpoch);
    const [count, found] = await Promise.all([
      this.#pool.query<{ total: number }>(`SELECT count(*) AS total FROM ${table} WHERE ${query.list}`, [...query.listValues]),
      // One more than asked for shows whether there is a next page.
      this.#pool.query<Stored<R> & { sorted_by: unknown }>(
        `SELECT ${COLUMNS}, ${query.sortValue} AS sorted_by FROM ${table} WHERE ${query.list} AND ${query.page} ORDER BY ${query.order} LIMIT ${query.limit + 1}`, [...query.values]),
    ]);
    const page = found.rows.slice(0, query.limit);
    const last = found.rows.length > query.limit ? page.at(-1) : undefined;
    return {
      items: page.map(rowOf), total: count.rows[0]?.total ?? 0,
      next: last === undefined ? null : cursorText({ value: last.sorted_by, id: last.id }, { sort: options.sort ?? null, epoch: this.#logEpoch }),
    };
  }
}

const rowOf = <R extends object>(row: Stored<R>): Row<R> => (
  { id: row.id, household: row.household, area: row.area, body: row.body, version: row.version, recordedFrom: row.recorded_from.toISOString() });

/** Whether the scope shows what lies in the area; what lies in none is shown by `*` only. */
export const inScope = (area: string | null, scope: Scope): boolean =>
  scope === '*' || scope.includes('*') || (area !== null && scope.some((code) => isWithin(area, code)));
