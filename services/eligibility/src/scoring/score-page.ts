import type { Answer } from '@hearth/contracts';
import type { Tx } from '@hearth/event-store';
import { isWithin } from '@hearth/kernel';
import { Scorer } from '@hearth/targeting';
import { answersOf } from '../facts/case-of-household.ts';
import { FormulaLibrary } from '../formula/formula-library.ts';
import { countMembers } from '../formula/household-members.ts';
import { answersFor, type Asked, asksForMembers, scoreAnswers } from '../formula/score-answers.ts';
import { inForceAt } from '../formula/standing.ts';
import { scoresOf } from './score-columns.ts';
import type { Change, ScoringOrder } from './scoring.ts';

/** A household with the answers on record, as a page of them is read. */
export interface PagedHousehold extends Asked { readonly household: string; readonly area: string }

/** The score of one household, beside what the formula in force makes of it. */
export interface HouseholdScore {
  readonly household: string;
  readonly area: string;
  readonly score: number | null;
  readonly predicted: number | null;
  readonly eligible: boolean | null;
  readonly missing: readonly string[];
  /** The formula in force there; null where none is. */
  readonly against: string | null;
  readonly former: boolean | null;
  readonly change: Change;
}

interface Stored { readonly id: string; readonly area: string; readonly urban: boolean | null; readonly declared: Record<string, Answer> | null; readonly visit: Record<string, Answer> | null }

/** The next households by id, with what the family and its visitors answered: one index range, whatever lies before it. */
export async function nextHouseholds(tx: Tx, after: string, limit: number): Promise<readonly PagedHousehold[]> {
  const { rows } = await tx.query<Stored>(
    `SELECT h.id, h.body->>'area' AS area, (h.body->>'urban')::boolean AS urban, d.body->'answers' AS declared, v.body->'answers' AS visit
     FROM (SELECT id, body FROM known WHERE kind = 'household' AND id > $1 ORDER BY id LIMIT $2) h
     LEFT JOIN known d ON d.kind = 'dwelling' AND d.id = h.id || ':declared' LEFT JOIN known v ON v.kind = 'dwelling' AND v.id = h.id || ':visit' ORDER BY h.id`, [after, limit]);
  return rows.map(({ id, area, urban, declared, visit }) => (
    { household: id, area, urban, members: null, answers: Object.fromEntries(answersOf({ dwellings: [{ origin: 'declared', answers: declared ?? {} }, { origin: 'visit', answers: visit ?? {} }] })) }));
}

/** A formula that cannot be reckoned with on real answers; tried again it would fail again. */
export class Unscorable extends Error {}

/** Puts to each household how many live in it; asked for only where a formula does. */
async function withMembers(tx: Tx, households: readonly PagedHousehold[], asOf: string): Promise<readonly PagedHousehold[]> {
  const { rows } = await tx.query<{ household: string; births: (string | null)[] }>(
    `SELECT m.household, json_agg(p.body->>'birthDate') AS births FROM known m LEFT JOIN known p ON p.kind = 'person' AND p.id = m.body->>'person'
     WHERE m.kind = 'member' AND m.household = ANY($1::uuid[]) AND coalesce(p.body->>'died' > $2, true) GROUP BY m.household`, [households.map(({ household }) => household), asOf]);
  const births = new Map(rows.map((row) => [row.household, row.births]));
  return households.map((one) => ({ ...one, members: countMembers(births.get(one.household) ?? [], asOf) }));
}

/** Scores the households of a page that lie in the areas of the scoring. @throws Unscorable */
export async function scorePage(library: FormulaLibrary, order: ScoringOrder, page: readonly PagedHousehold[], tx: Tx): Promise<readonly HouseholdScore[]> {
  const { areas, against, asOf } = order;
  const here = areas.length === 0 ? page : page.filter(({ area }) => areas.some((one) => isWithin(area, one)));
  const formulas = await Promise.all([order.formula, ...against.map(({ formula }) => formula)].map((id) => library.formula(id, tx)));
  const households = asksForMembers(formulas) ? await withMembers(tx, here, asOf) : here;
  const standings = against.map((one) => ({ ...one, status: 'in-force' as const }));
  const inForce = households.map(({ area }) => inForceAt(standings, area, asOf)?.formula ?? null);
  const now = await verdicts(library, order.formula, households, tx);
  const former = new Map<string, readonly Verdict[]>();
  for (const formula of new Set(inForce)) if (formula !== null) former.set(formula, await verdicts(library, formula, households, tx));
  return households.map(({ household, area }, i) => {
    const verdict = now[i] ?? UNDECIDED, before = inForce[i] ?? null, was = before === null ? null : former.get(before)?.[i]?.eligible ?? null;
    return { household, area, ...verdict, against: before, former: was, change: before === null ? 'none' : changeOf(was, verdict.eligible) };
  });
}

type Verdict = Pick<HouseholdScore, 'score' | 'predicted' | 'eligible' | 'missing'>;
const UNDECIDED: Verdict = { score: null, predicted: null, eligible: null, missing: [] };

async function verdicts(library: FormulaLibrary, id: string, households: readonly PagedHousehold[], tx: Tx): Promise<readonly Verdict[]> {
  const formula = await library.formula(id, tx);
  try {
    const scorer = new Scorer(formula), answers = households.map((household) => answersFor(formula, household));
    return Array.from(scoresOf(scorer, answers), (score, i): Verdict => (
      Number.isNaN(score) ? { ...UNDECIDED, missing: scoreAnswers(formula, answers[i] ?? {}).missing } : { score, predicted: scorer.predicted(score), eligible: scorer.eligible(score), missing: [] }));
  } catch (error) {
    throw new Unscorable(`the formula ${id} could not score households: ${error instanceof Error ? error.message : typeof error}`);
  }
}

function changeOf(before: boolean | null, now: boolean | null): Change {
  if (before === null || now === null) return 'undecided';
  return before === now ? 'same' : now ? 'gain' : 'lose';
}
