import { grouped } from './grouped.ts';

/** What was recorded of a household, what the formula itself makes of the same answers, and, where somebody has seen it, whether it is poor. */
export interface AppliedScore {
  readonly household: string;
  readonly group: string;
  readonly recorded: { readonly score: number | null; readonly eligible: boolean | null };
  readonly recomputed: { readonly score: number | null; readonly eligible: boolean | null };
  readonly poor?: boolean | null;
}

/** Errors of carrying the formula out, apart from errors of the formula itself. */
export interface Misapplied {
  readonly group: string;
  readonly households: number;
  /** Recorded otherwise than the formula says: the score, or even the outcome. */
  readonly otherScore: number;
  readonly wronglyGiven: number;
  readonly wronglyRefused: number;
  /** Decided although the formula cannot say, or left open although it can. */
  readonly otherwiseUndecided: number;
  /** Among households somebody has seen: what the formula gets wrong when it is carried out as written, and what was wrong as recorded. */
  readonly seen: number;
  readonly design: { readonly excluded: number; readonly included: number };
  readonly recorded: { readonly excluded: number; readonly included: number };
  readonly cases: readonly string[];
}

export const MISAPPLIED_METHOD = 'recomputed from the recorded answers and compared: what differs is an error of carrying out, what the recomputed outcome misses is one of design';

const NEAR = 1e-9, MOST_CASES = 50;

/** By group, with the groups first in which most outcomes differ; those without any difference are left out. Pure. */
export function misapplied(scores: readonly AppliedScore[]): readonly Misapplied[] {
  return [...grouped(scores, ({ group }) => group)].map(([group, own]) => counted(group, own)).filter(({ cases }) => cases.length > 0)
    .toSorted((a, b) => b.wronglyGiven + b.wronglyRefused - a.wronglyGiven - a.wronglyRefused || b.otherScore - a.otherScore || (a.group < b.group ? -1 : 1));
}

function counted(group: string, own: readonly AppliedScore[]): Misapplied {
  const count = (test: (one: AppliedScore) => boolean): number => own.filter(test).length;
  const seen = own.filter(({ poor }) => typeof poor === 'boolean');
  const missed = (outcome: (one: AppliedScore) => boolean | null): Misapplied['design'] => ({
    excluded: seen.filter((one) => one.poor === true && outcome(one) === false).length, included: seen.filter((one) => one.poor === false && outcome(one) === true).length,
  });
  return {
    group, households: own.length, otherScore: count(scoreDiffers),
    wronglyGiven: count(({ recorded, recomputed }) => recorded.eligible === true && recomputed.eligible === false),
    wronglyRefused: count(({ recorded, recomputed }) => recorded.eligible === false && recomputed.eligible === true),
    otherwiseUndecided: count(({ recorded, recomputed }) => (recorded.eligible === null) !== (recomputed.eligible === null)),
    seen: seen.length, design: missed(({ recomputed }) => recomputed.eligible), recorded: missed(({ recorded }) => recorded.eligible),
    cases: own.filter((one) => scoreDiffers(one) || one.recorded.eligible !== one.recomputed.eligible).slice(0, MOST_CASES).map(({ household }) => household),
  };
}

function scoreDiffers({ recorded: { score: one }, recomputed: { score: other } }: AppliedScore): boolean {
  if (one === null || other === null) return one !== other;
  return Math.abs(one - other) > NEAR * Math.max(1, Math.abs(one));
}
