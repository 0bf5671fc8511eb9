import { Rejection } from '@hearth/event-sourcing';
import { EventStore, type Tx } from '@hearth/event-store';
import { ALL_AREAS, areaProblem, isUuid } from '@hearth/kernel';
import { type List, type Officer, requireArea } from '@hearth/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { HouseholdScore } from './score-page.ts';

const FILTERS = ['change', 'eligible', 'missing', 'area'], CONTROLS = ['limit', 'cursor', 'sort'];
const [LIMIT, MOST] = [50, 1000];
/** What each order goes by; those without a score come last in both. */
const ORDERS: Readonly<Record<string, string>> = { household: '0', score: 'coalesce(score, 0)', '-score': '-coalesce(score, 0)' };

interface Page { readonly where: string; readonly values: unknown[]; readonly by: string; readonly limit: number; readonly cursor: readonly [boolean, number, string] | null }

/** The scores of one scoring, always within the officer's area. A million of them are rows of a table, not of a projection. */
@Injectable()
export class ScoreList {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  async list(scoring: string, officer: Officer, query: Readonly<Record<string, string>>): Promise<List<HouseholdScore>> {
    const page = pageOf(scoring, officer, query);
    return this.store.inTransaction(async (tx) => ({ ...await read(tx, page), total: (await tx.query<{ total: number }>(`SELECT count(*) AS total FROM scoring_score WHERE ${page.where}`, page.values)).rows[0]?.total ?? 0 }));
  }

  /** All of them by household, page by page; nobody counts them first. */
  async *pages(scoring: string, officer: Officer, { sort: _, cursor: __, ...filters }: Readonly<Record<string, string>>): AsyncGenerator<readonly HouseholdScore[]> {
    for (let next: string | null = ''; next !== null;) {
      const page = pageOf(scoring, officer, { ...filters, limit: String(MOST), cursor: next });
      const found = await this.store.inTransaction((tx) => read(tx, page));
      yield found.items;
      next = found.next;
    }
  }
}

function pageOf(scoring: string, officer: Officer, query: Readonly<Record<string, string>>): Page {
  const unknown = Object.keys(query).find((name) => ![...FILTERS, ...CONTROLS].includes(name));
  if (unknown !== undefined) throw refused('unknown-parameter', 'query', `takes ${[...FILTERS, ...CONTROLS].join(', ')}`);
  const values: unknown[] = [scoring];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const conditions = ['scoring = $1', areaCondition(areaAsked(officer, query['area']), parameter)];
  if (query['change']) conditions.push(`change = ANY(${parameter(query['change'].split(','))}::text[])`);
  if (query['missing']) conditions.push(`missing @> ARRAY[${parameter(query['missing'])}]::text[]`);
  if (query['eligible']) conditions.push(eligibleCondition(query['eligible']));
  const sort = query['sort'] || 'household', by = Object.hasOwn(ORDERS, sort) ? ORDERS[sort] : undefined, limit = Number(query['limit'] ?? LIMIT);
  if (by === undefined) throw refused('sort', 'sort', `one of ${Object.keys(ORDERS).join(', ')}`);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) throw refused('limit', 'limit', `a whole number from 1 to ${MOST}`);
  return { where: conditions.join(' AND '), values, by, limit, cursor: query['cursor'] ? cursorOf(query['cursor']) : null };
}

/** One page; a further row than asked for shows whether there is a next one. */
async function read(tx: Tx, { where, values, by, limit, cursor }: Page): Promise<Omit<List<HouseholdScore>, 'total'>> {
  const isPlain = by === ORDERS['household'], none = isPlain ? 'false' : '(score IS NULL)', n = values.length;
  const order = isPlain ? 'household' : `${none}, ${by}::float8, household`;
  const after = cursor === null ? 'true' : isPlain ? `household > $${n + 1}::uuid` : `(${order}) > ($${n + 1}, $${n + 2}::float8, $${n + 3}::uuid)`;
  const { rows } = await tx.query<HouseholdScore & { none: boolean; by: number }>(
    `SELECT household, area, score, predicted, eligible, missing, against, former, change, ${none} AS none, ${by}::float8 AS by FROM scoring_score
     WHERE ${where} AND ${after} ORDER BY ${order} LIMIT ${limit + 1}`, cursor === null ? values : isPlain ? [...values, cursor[2]] : [...values, ...cursor]);
  const page = rows.slice(0, limit), last = rows.length > limit ? page.at(-1) : undefined;
  return { items: page.map(({ none: _, by: __, ...score }) => score), next: last ? Buffer.from(JSON.stringify([last.none, last.by, last.household])).toString('base64url') : null };
}

function areaAsked(officer: Officer, area: string | undefined): string {
  if (area === undefined || area === '') return officer.area;
  if (areaProblem(area)) throw refused('area', 'area', 'is no area code');
  requireArea(officer, area);
  return area;
}

/** The area itself or below it. */
function areaCondition(area: string, parameter: (value: unknown) => string): string {
  if (area === ALL_AREAS) return 'true';
  if (!area.startsWith('MN-')) return `area LIKE ${parameter(`${area}%`)}`;
  return `(area = ${parameter(area)} OR area LIKE ${parameter(`${area}-%`)})`;
}

function eligibleCondition(eligible: string): string {
  if (eligible === 'true' || eligible === 'false') return `eligible = ${eligible}`;
  if (eligible === 'undecided') return 'eligible IS NULL';
  throw refused('invalid-query', 'eligible', 'true, false or undecided');
}

function cursorOf(text: string): readonly [boolean, number, string] {
  try {
    const [none, by, household] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as readonly unknown[];
    if (typeof none === 'boolean' && typeof by === 'number' && isUuid(household)) return [none, by, household];
  } catch {
    // not made here
  }
  throw refused('invalid-query', 'cursor', 'is not a cursor of this list');
}

const refused = (code: string, field: string, detail: string): Rejection => new Rejection(code, `${field}: ${detail}.`, { status: 400, errors: [{ field, code: 'invalid', detail }] });
