import { Rejection } from '@hearth/event-sourcing';
import { EventStore } from '@hearth/event-store';
import { ALL_AREAS, areaProblem, isUuid } from '@hearth/kernel';
import { type List, type Officer, requireArea } from '@hearth/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { HouseholdScore } from './score-page.ts';

const FILTERS = ['change', 'eligible', 'missing', 'area'], CONTROLS = ['limit', 'cursor', 'sort'];
const [LIMIT, MOST] = [50, 1000];
/** What each order goes by; those without a score come last in both. */
const ORDERS: Readonly<Record<string, string>> = { household: '0', score: 'coalesce(score, 0)', '-score': '-coalesce(score, 0)' };

interface Page { readonly conditions: readonly string[]; readonly values: unknown[]; readonly by: string; readonly limit: number; readonly cursor: readonly [boolean, number, string] | null }

/** The scores of one scoring, always within the officer's area. A million of them are rows of a table, not of a projection. */
@Injectable()
export class ScoreList {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  async list(scoring: string, officer: Officer, query: Readonly<Record<string, string>>): Promise<List<HouseholdScore>> {
    const { conditions, values, by, limit, cursor } = pageOf(scoring, officer, query);
    const where = conditions.join(' AND '), none = by === '0' ? 'false' : '(score IS NULL)';
    const after = cursor === null ? 'true' : `(${none}, ${by}::float8, household) > ($${values.length + 1}, $${values.length + 2}::float8, $${values.length + 3}::uuid)`;
    const { rows, total } = await this.store.inTransaction(async (tx) => ({
      total: (await tx.query<{ total: number }>(`SELECT count(*) AS total FROM scoring_score WHERE ${where}`, values)).rows[0]?.total ?? 0,
      rows: (await tx.query<HouseholdScore & { none: boolean; by: number }>(
        `SELECT household, area, score, predicted, eligible, missing, against, former, change, ${none} AS none, ${by}::float8 AS by FROM scoring_score
         WHERE ${where} AND ${after} ORDER BY ${by === '0' ? 'household' : `${none}, ${by}::float8, household`} LIMIT ${limit + 1}`, cursor === null ? values : [...values, ...cursor])).rows,
    }));
    const page = rows.slice(0, limit), last = rows.length > limit ? page.at(-1) : undefined;
    return { items: page.map(({ none: _, by: __, ...score }) => score), total, next: last ? Buffer.from(JSON.stringify([last.none, last.by, last.household])).toString('base64url') : null };
  }

  /** All of them, page by page. */
  async *pages(scoring: string, officer: Officer, query: Readonly<Record<string, string>>): AsyncGenerator<readonly HouseholdScore[]> {
    const { sort: _, ...filters } = query;
    for (let cursor: string | null = ''; cursor !== null;) {
      const { items, next }: List<HouseholdScore> = await this.list(scoring, officer, { ...filters, limit: String(MOST), cursor });
      yield items;
      cursor = next;
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
  const by = ORDERS[query['sort'] || 'household'], limit = Number(query['limit'] ?? LIMIT);
  if (by === undefined) throw refused('sort', 'sort', `one of ${Object.keys(ORDERS).join(', ')}`);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) throw refused('limit', 'limit', `a whole number from 1 to ${MOST}`);
  return { conditions, values, by, limit, cursor: query['cursor'] ? cursorOf(query['cursor']) : null };
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
