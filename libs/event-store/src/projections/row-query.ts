import { isUuid } from '@hearth/kernel';
import { Rejection } from '@hearth/event-sourcing';
import { type Cursor, cursorOf } from './row-cursor.ts';
import { bodyField } from './row-table.ts';
import { areaSql, type Scope, scopeSql } from './scope.ts';

export type Scalar = string | number | boolean;
/** Equal to · one of · is null · within (both ends included). A field that is a list matches when it holds the value. */
export type Condition = Scalar | readonly Scalar[] | null | { readonly from?: Scalar; readonly to?: Scalar };

/** As it was known at a time, or when the log had come to a position; what one command recorded counts from its first event on. */
export type AsOf = Date | { readonly position: number };

export interface RowListOptions {
  readonly scope: Scope;
  /** By field of the body; `household` and `area` (with all areas below) are always allowed. */
  readonly where?: Readonly<Record<string, Condition>>;
  /** Fields that `where` may name. */
  readonly filters?: readonly string[];
  /** Field, or `-field` for the last first; by id when absent. */
  readonly sort?: string;
  /** Fields that `sort` may name. */
  readonly sortable?: readonly string[];
  /** 1 … 1000, 50 when absent. */
  readonly limit?: number;
  readonly cursor?: string;
  readonly asOf?: AsOf;
  /** Text that one of the fields contains, whatever the case. */
  readonly search?: { readonly text: string; readonly fields: readonly string[] };
  /** Only these rows (what a blind index found). */
  readonly ids?: readonly string[];
}

export interface RowQuery {
  /** Conditions of the whole list, and those of the page after the cursor. */
  readonly list: string;
  readonly page: string;
  readonly order: string;
  /** The value the list is sorted by. */
  readonly sortValue: string;
  readonly limit: number;
  /** The page's parameters come after the list's. */
  readonly listValues: readonly unknown[];
  readonly values: readonly unknown[];
}

const [LIMIT, MOST] = [50, 1000];

/** Everything the asker gives is a parameter; the names of fields are checked against those the list allows. */
export function rowQuery(options: RowListOptions, logEpoch: number): RowQuery {
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const list = listConditions(options, parameter).join(' AND ');
  const listValues = [...values];
  const { field, descending } = sorting(options);
  const cursor = options.cursor === undefined ? undefined : cursorOf(options.cursor, { sort: options.sort ?? null, epoch: logEpoch });
  const limit = options.limit ?? LIMIT;
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) throw invalid('limit', `1 to ${MOST}`);
  const direction = descending ? 'DESC' : 'ASC';
  const sortValue = field === null ? 'NULL::jsonb' : bodyField(field);
  return {
    list, listValues, values, limit, sortValue,
    page: cursor === undefined ? 'true' : after(cursor, field === null ? null : sortValue, descending, parameter),
    order: field === null ? `id ${direction}` : `${sortValue} ${direction}, id ${direction}`,
  };
}

/** The version of each row that was the current one then. */
export const currentSql = (asOf: AsOf | undefined, parameter: (value: unknown) => string): string => {
  if (asOf === undefined) return `recorded_to = 'infinity'`;
  const at = parameter(asOf instanceof Date ? asOf.toISOString() : asOf.position);
  if (!(asOf instanceof Date)) return `since <= ${at} AND coalesce(until > ${at}, true)`;
  return `recorded_from <= ${at} AND recorded_to > ${at}`;
};

function listConditions(options: RowListOptions, parameter: (value: unknown) => string): string[] {
  const { where = {}, filters = [], search, ids } = options;
  const conditions = [currentSql(options.asOf, parameter), scopeSql(options.scope, parameter)];
  for (const [field, condition] of Object.entries(where)) conditions.push(columnSql(field, condition, parameter) ?? fieldSql(allowed(field, filters), condition, parameter));
  if (ids !== undefined) conditions.push(`id = ANY(${parameter(ids)}::text[])`);
  if (search !== undefined) conditions.push(searchSql(search, parameter));
  return conditions;
}

/** Household and area are columns: of the row, not of its body. */
function columnSql(field: string, condition: Condition, parameter: (value: unknown) => string): string | undefined {
  if (field !== 'household' && field !== 'area') return undefined;
  const wanted = (isList(condition) ? condition : [condition]).filter((value) => typeof value === 'string');
  if (field === 'household') return `household = ANY(${parameter(wanted.filter(isUuid))}::uuid[])`;
  return `(${wanted.map((code) => areaSql(code, parameter)).join(' OR ') || 'false'})`;
}

function fieldSql(field: string, condition: Condition, parameter: (value: unknown) => string): string {
  const value = bodyField(field);
  if (condition === null) return `${value} = 'null'::jsonb`;
  if (typeof condition === 'object' && !isList(condition)) {
    const ends = [condition.from === undefined ? null : `${value} >= ${parameter(JSON.stringify(condition.from))}::jsonb`,
      condition.to === undefined ? null : `${value} <= ${parameter(JSON.stringify(condition.to))}::jsonb`, `${value} <> 'null'::jsonb`];
    return ends.filter((end) => end !== null).join(' AND ');
  }
  const wanted = isList(condition) ? condition : [condition];
  const same = parameter(wanted.flatMap(readings));
  return `(${value} = ANY(${same}::jsonb[]) OR jsonb_typeof(${value}) = 'array' AND ${value} ?| ${parameter(wanted.map(String))}::text[])`;
}

const isList = (condition: Condition): condition is readonly Scalar[] => Array.isArray(condition);

/** A query string has text only: `5` and `true` may mean the number and the truth value as well. */
const readings = (value: Scalar): string[] => [JSON.stringify(value), ...(typeof value === 'string' && /^(?:true|false|-?(?:0|[1-9]\d{0,14}))$/.test(value) ? [value] : [])];

function searchSql({ text, fields }: { text: string; fields: readonly string[] }, parameter: (value: unknown) => string): string {
  const like = parameter(`%${text.replaceAll(/[\\%_]/g, '\\$&')}%`);
  return `(${fields.map((field) => `${bodyField(field)} #>> '{}' ILIKE ${like}`).join(' OR ') || 'false'})`;
}

function sorting({ sort, sortable = [] }: RowListOptions): { field: string | null; descending: boolean } {
  if (sort === undefined) return { field: null, descending: false };
  const descending = sort.startsWith('-');
  const field = descending ? sort.slice(1) : sort;
  if (!sortable.includes(field)) throw invalid('sort', sortable.join(', ') || 'this list cannot be sorted');
  return { field, descending };
}

function after(cursor: Cursor, sortValue: string | null, descending: boolean, parameter: (value: unknown) => string): string {
  const beyond = descending ? '<' : '>';
  const id = parameter(cursor.id);
  return sortValue === null ? `id ${beyond} ${id}` : `(${sortValue}, id) ${beyond} (${parameter(JSON.stringify(cursor.value))}::jsonb, ${id})`;
}

function allowed(field: string, names: readonly string[]): string {
  if (!names.includes(field)) throw invalid(field, `filters are ${names.join(', ') || 'not allowed here'}`);
  return field;
}

const invalid = (field: string, detail: string): Rejection => new Rejection('invalid-query', `${field}: ${detail}`, { status: 400, errors: [{ field, code: 'invalid', detail }] });
