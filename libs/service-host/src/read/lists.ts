import { Rejection } from '@hearth/event-sourcing';
import type { AsOf, Condition, RowProjection, Scope } from '@hearth/event-store';
import { ALL_AREAS, areaProblem } from '@hearth/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import type { Asking } from '../http/request.ts';
import { shownField } from '../http/problem.ts';
import { requireArea } from '../http/auth.guard.ts';
import { unstorable } from '../http/storable.ts';
import { RUNTIME, type Runtime } from '../runtime.ts';

export interface ListOptions<R, Shown> {
  /** Body fields a caller may filter by (`?status=open`), and sort by (`?sort=-dueOn`). */
  readonly filters?: readonly string[];
  readonly sortable?: readonly string[];
  readonly defaultSort?: string;
  /** Turns rows into what is shown: names opened, numbers masked. Once for the whole page. */
  readonly show?: (rows: readonly R[]) => Promise<readonly Shown[]> | readonly Shown[];
  /** Columns of the CSV, as paths into what is shown; the same for all who export. */
  readonly columns?: readonly string[];
  /** Filters that hold for every caller, on top of the query's. */
  readonly always?: Readonly<Record<string, Condition>>;
}

export interface List<T> { readonly items: readonly T[]; readonly total: number; readonly next: string | null }

const CONTROLS = ['limit', 'cursor', 'sort', 'asOf', 'area'];
const PAGE_LIMIT = 1000;
const EXPORT_LIMIT = 100_000;

/** Rows as an officer may read them: always cut to the officer's area, at the instant asked for, one path for screen and export. */
@Injectable()
export class Rows {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** One row, 404 when there is none, 403 when it lies outside the officer's area. */
  async get<R extends object>(projection: RowProjection<R>, id: string, asking: Reading): Promise<R> {
    const found = await this.runtime.reader.get<R>(projection.name, id, at(asking));
    if (!found) throw new Rejection('not-found', 'There is no such record.', { status: 404 });
    return found.body;
  }

  /** As {@link get}, but null when there is none. */
  async find<R extends object>(projection: RowProjection<R>, id: string, asking: Reading): Promise<R | null> {
    return (await this.runtime.reader.get<R>(projection.name, id, at(asking)))?.body ?? null;
  }

  /** `{items, total, next}`, or CSV text when the caller accepts text/csv. */
  async answer<R extends object, Shown extends object = R>(projection: RowProjection<R>, asking: Asking, query: Readonly<Record<string, string>>, options: ListOptions<R, Shown> = {}): Promise<List<Shown> | string> {
    if (!asking.wantsCsv) return this.list(projection, asking, query, options);
    void asking.reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${projection.name}.csv"`);
    return csv(await this.all(projection, asking, query, options), options.columns);
  }

  private async all<R extends object, Shown extends object>(projection: RowProjection<R>, asking: Asking, query: Readonly<Record<string, string>>, options: ListOptions<R, Shown>): Promise<readonly Shown[]> {
    const items: Shown[] = [];
    for (let cursor: string | null = ''; cursor !== null && items.length < EXPORT_LIMIT;) {
      const page: List<Shown> = await this.list(projection, asking, { ...query, limit: String(PAGE_LIMIT), cursor }, options);
      items.push(...page.items);
      cursor = page.next;
    }
    return items;
  }

  async list<R extends object, Shown extends object = R>(projection: RowProjection<R>, asking: Reading, query: Readonly<Record<string, string>>, options: ListOptions<R, Shown> = {}): Promise<List<Shown>> {
    const { filters = [], sortable = [], defaultSort, show, always = {} } = options;
    for (const name of Object.keys(query)) if (!CONTROLS.includes(name) && !filters.includes(name)) throw unknownParameter(name, [...CONTROLS, ...filters]);
    const sort = sortOf(query['sort'] ?? defaultSort, sortable);
    const where = { ...Object.fromEntries(filters.filter((f) => query[f] !== undefined && query[f] !== '').map((f) => [f, query[f]!.split(',')])), ...always };
    const page = await this.runtime.reader.list<R>(projection.name, {
      where, filters: [...filters, ...Object.keys(always)], sortable, scope: scopeFor(scopeOf(asking, query['area'])), limit: limitOf(query['limit']),
      ...(sort ? { sort } : {}), ...(query['cursor'] ? { cursor: cursorOf(query['cursor']) } : {}), ...asOfOf(asking),
    });
    const bodies = page.items.map((row) => row.body);
    const items = show ? await show(bodies) : bodies as readonly object[] as readonly Shown[];
    return { items, total: page.total, next: page.next };
  }
}

/** Who reads, and as of when. */
export type Reading = Pick<Asking, 'officer' | 'asOf'> & Partial<Pick<Asking, 'asOfPosition'>>;

const scopeFor = (area: string): Scope => (area === ALL_AREAS ? '*' : [area]);
const asOfOf = ({ asOf, asOfPosition = null }: Reading): { asOf?: AsOf } => (asOfPosition !== null ? { asOf: { position: asOfPosition } } : asOf ? { asOf } : {});
const at = (asking: Reading): { scope: Scope; asOf?: AsOf } => ({ scope: scopeFor(asking.officer.area), ...asOfOf(asking) });

/** The officer's area, or a part of it that the query names. */
function scopeOf({ officer }: Pick<Asking, 'officer'>, area: string | undefined): string {
  if (area === undefined || area === '') return officer.area;
  if (areaProblem(area)) throw new Rejection('area', 'area is not an area code.', { status: 400, errors: [{ field: 'area', code: 'area', detail: 'unknown shape' }] });
  requireArea(officer, area);
  return area;
}

/** A cursor is opaque, and read where it was made; what somebody put into one must not break the statement it becomes part of. */
function cursorOf(given: string): string {
  const content = contentOf(given);
  if (Array.isArray(content) && unstorable(content) === null) return given;
  throw new Rejection('invalid-query', 'cursor: is not a cursor of this list', { status: 400, errors: [{ field: 'cursor', code: 'invalid', detail: 'is not a cursor of this list' }] });
}

function contentOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

function limitOf(value: string | undefined): number {
  const limit = Number(value ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > PAGE_LIMIT) throw new Rejection('limit', `limit must be a whole number from 1 to ${PAGE_LIMIT}.`, { status: 400, errors: [{ field: 'limit', code: 'range', detail: 'out of range' }] });
  return limit;
}

function sortOf(value: string | undefined, sortable: readonly string[]): string | undefined {
  if (value === undefined || value === '') return undefined;
  const field = value.replace(/^-/, '');
  if (!sortable.includes(field)) throw new Rejection('sort', `sort must be one of: ${sortable.join(', ')}.`, { status: 400, errors: [{ field: 'sort', code: 'unknown', detail: 'not sortable' }] });
  return value;
}

const unknownParameter = (name: string, allowed: readonly string[]): Rejection =>
  new Rejection('unknown-parameter', `The list does not know one of the parameters; it takes: ${allowed.join(', ')}.`, { status: 400, errors: [{ field: shownField(name), code: 'unknown', detail: 'unknown parameter' }] });

/** CSV in UTF-8 with BOM; cells that a spreadsheet would run as a formula are neutralised. */
export function csv(items: readonly object[], columns?: readonly string[]): string {
  const names = columns ?? [...new Set(items.flatMap((item) => Object.keys(item)))];
  const cell = (item: object, path: string): string => neutral(text(path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], item)));
  return `\uFEFF${stringify([names, ...items.map((item) => names.map((name) => cell(item, name)))])}`;
}

function text(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Full-width signs count too: Chinese and Japanese spreadsheets take them for what they look like. */
const neutral = (value: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value);
