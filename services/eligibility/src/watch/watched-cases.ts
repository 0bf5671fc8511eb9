import type { Answer, RuleSetDocument, Score } from '@hearth/contracts';
import type { Tx } from '@hearth/event-store';
import { ANSWER_VERSION, type AnswerVersion } from './answer-versions.ts';

/** A household that was scored under a rule set, with what it answered time after time before its first assessment. */
export interface WatchedCase {
  readonly household: string;
  readonly area: string;
  readonly ruleSet: string;
  readonly result: string;
  readonly score: Score;
  readonly madeAt: string;
  /** In the order they were taken down. */
  readonly versions: readonly AnswerVersion[];
  /** What an officer who knows the family said of it in the review of a formula; null = nobody said. */
  readonly poor: boolean | null;
}

/** County, or soum. */
export const REGION = `CASE WHEN area LIKE 'MN-%' THEN substring(area FROM '^MN-[0-9]+(?:-[0-9]+)?') ELSE left(area, 6) END`;
const SCORED = `recorded_to = 'infinity' AND body->'score' <> 'null'::jsonb AND area IS NOT NULL`;

/** Where anybody was scored, in order: each is looked at alone, so that memory holds one. */
export async function watchedRegions(tx: Tx): Promise<readonly string[]> {
  const { rows } = await tx.query<{ region: string }>(`SELECT DISTINCT ${REGION} AS region FROM row_assessment WHERE ${SCORED} ORDER BY 1`);
  return rows.map(({ region }) => region);
}

type Latest = Pick<WatchedCase, 'household' | 'area' | 'ruleSet' | 'result' | 'score' | 'madeAt'> & { readonly firstMadeAt: string };

/** The latest assessment of each household of a region under each rule set. */
export async function watchedCases(tx: Tx, region: string): Promise<readonly WatchedCase[]> {
  const { rows: latest } = await tx.query<Latest>(
    `SELECT DISTINCT ON (household, body->>'ruleSet') household, area, body->>'ruleSet' AS "ruleSet", body->>'result' AS result, body->'score' AS score, body->>'madeAt' AS "madeAt",
       min(body->>'madeAt') OVER (PARTITION BY household, body->>'ruleSet') AS "firstMadeAt"
     FROM row_assessment WHERE ${SCORED} AND (area = $1 OR area LIKE $2) ORDER BY household, body->>'ruleSet', body->>'madeAt' DESC, id`, [region, `${region}${region.startsWith('MN-') ? '-' : ''}%`]);
  const households = [...new Set(latest.map(({ household }) => household))];
  const [versions, seen] = [await answerVersions(tx, households), await seenByReviewers(tx, households)];
  return latest.map(({ firstMadeAt, ...one }) => ({ ...one, versions: (versions.get(one.household) ?? []).filter(({ at }) => at <= firstMadeAt), poor: seen.get(one.household) ?? null }));
}

async function answerVersions(tx: Tx, households: readonly string[]): Promise<ReadonlyMap<string, AnswerVersion[]>> {
  const { rows } = await tx.query<{ household: string; body: AnswerVersion }>('SELECT household, body FROM known WHERE kind = $1 AND household = ANY($2::uuid[]) ORDER BY body->>\'at\', (body->>\'nr\')::bigint, id', [ANSWER_VERSION, households]);
  const all = new Map<string, AnswerVersion[]>();
  for (const { household, body } of rows) all.set(household, [...all.get(household) ?? [], body]);
  return all;
}

async function seenByReviewers(tx: Tx, households: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
  const { rows } = await tx.query<{ household: string; poor: boolean }>(
    `SELECT review->>'household' AS household, bool_and(review->>'officerSays' = 'poor') AS poor FROM row_formula, jsonb_array_elements(body->'reviews') AS review
     WHERE recorded_to = 'infinity' AND review->>'household' = ANY($1::text[]) GROUP BY 1 HAVING count(DISTINCT review->>'officerSays') = 1`, [households]);
  return new Map(rows.map(({ household, poor }) => [household, poor]));
}

/** A rule set as it was put in force at some time. */
export interface Edition { readonly from: string; readonly document: RuleSetDocument }

/** Every edition of a rule set that ever was in force here, the first first. */
export async function editionsOf(tx: Tx, ruleSet: string): Promise<readonly Edition[]> {
  const { rows } = await tx.query<Edition>(`SELECT body->>'putInForceAt' AS "from", body->'document' AS document FROM row_rule_set WHERE id = $1 ORDER BY since`, [ruleSet]);
  return rows;
}

/** Answers as they stand in the score. */
export const scoredAnswers = ({ contributions }: Score): Record<string, Answer> => Object.fromEntries(contributions.map(({ variable, answer }) => [variable, answer]));
