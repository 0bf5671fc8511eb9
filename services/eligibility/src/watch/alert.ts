/** What the watch looks for. */
export type AlertKind = 'bunching' | 'drift' | 'repeated-edits' | 'misapplied';
export const ALERT_KINDS: readonly AlertKind[] = ['bunching', 'drift', 'repeated-edits', 'misapplied'];

/** Something that numbers show and nobody has explained yet. It accuses nobody: there may be a good reason. */
export interface Finding {
  readonly kind: AlertKind;
  /** The area whose households it is about. */
  readonly area: string;
  /** Who took the answers down, where it is about one officer. */
  readonly officer: string | null;
  /** The rule set whose scorecard, or the formula, it is about. */
  readonly formula: string;
  /** The question, and its answer, where it is about one. */
  readonly variable: string | null;
  readonly level: string | null;
  /** Households it rests on. */
  readonly households: number;
  readonly numbers: Readonly<Record<string, number | string | null>>;
  /** The statistical method, with its source. */
  readonly method: string;
}

export type AlertEvent =
  | { readonly type: 'WatchAlertRaised'; readonly data: Finding }
  /** Looked at again while it was open, with other numbers. */
  | { readonly type: 'WatchAlertRenewed'; readonly data: Pick<Finding, 'households' | 'numbers'> }
  | { readonly type: 'WatchAlertClosed'; readonly data: { readonly reason: string; readonly by: string } };

export interface AlertState { readonly status: 'none' | 'open' | 'closed'; readonly households: number; readonly numbers: string }
export const NO_ALERT: AlertState = { status: 'none', households: 0, numbers: '' };

export const numbersText = (numbers: Finding['numbers']): string => JSON.stringify(Object.entries(numbers).toSorted(([a], [b]) => (a < b ? -1 : 1)));

export function evolveAlert(state: AlertState, event: AlertEvent): AlertState {
  return event.type === 'WatchAlertClosed' ? { ...state, status: 'closed' } : { status: 'open', households: event.data.households, numbers: numbersText(event.data.numbers) };
}

/** The same question about the same people is always the same alert. */
export const alertName = ({ kind, formula, area, officer, variable, level }: Finding): string => `watch:${JSON.stringify([kind, formula, area, officer, variable, level])}`;
