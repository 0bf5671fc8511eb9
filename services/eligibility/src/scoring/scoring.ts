import type { Standing } from '../formula/standing.ts';

/** Which formula is to score whom, and what it is compared with; settled when the scoring is asked for. */
export interface ScoringOrder {
  readonly formula: string;
  readonly hash: string;
  /** Empty = everybody this service knows. */
  readonly areas: readonly string[];
  /** The formulas in force, where and from when. */
  readonly against: readonly Pick<Standing, 'formula' | 'areas' | 'since'>[];
  /** Day whose formulas in force count. */
  readonly asOf: string;
  /** Households known when it was asked for. */
  readonly known: number;
  readonly by: string;
}

/** Not eligible before and eligible now, the other way round, alike; undecided before or now; nothing in force before. */
export type Change = 'gain' | 'lose' | 'same' | 'undecided' | 'none';

export interface ScoringCounts {
  readonly households: number;
  readonly eligible: number;
  readonly ineligible: number;
  readonly undecided: number;
  readonly gain: number;
  readonly lose: number;
}

export interface ScoringResult extends ScoringCounts {
  readonly same: number;
  /** What the formulas in force make of the same households; `none` where none is in force. */
  readonly before: { readonly eligible: number; readonly ineligible: number; readonly undecided: number; readonly none: number };
  /** What undecided households would have to answer; one household may miss several. */
  readonly missing: readonly { readonly variable: string; readonly households: number }[];
  /** By county, or soum. */
  readonly areas: readonly ({ readonly area: string } & ScoringCounts)[];
}

export type ScoringEvent =
  | { readonly type: 'ScoringRequested'; readonly data: ScoringOrder }
  | { readonly type: 'ScoringFinished'; readonly data: ScoringResult }
  | { readonly type: 'ScoringFailed'; readonly data: { readonly reason: string } }
  | { readonly type: 'ScoringCancelled'; readonly data: { readonly by: string } };

export type ScoringStatus = 'running' | 'done' | 'failed' | 'cancelled';
export interface ScoringState { readonly status: ScoringStatus | 'none'; readonly order: ScoringOrder | null }
export const NO_SCORING: ScoringState = { status: 'none', order: null };

export function evolveScoring({ order }: ScoringState, event: ScoringEvent): ScoringState {
  switch (event.type) {
    case 'ScoringRequested': return { status: 'running', order: event.data };
    case 'ScoringFinished': return { status: 'done', order };
    case 'ScoringFailed': return { status: 'failed', order };
    case 'ScoringCancelled': return { status: 'cancelled', order };
  }
}
