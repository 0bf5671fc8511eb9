import { firstDay, lastDay, type Period, periodProblem } from '@hearth/kernel';
import type { Place } from './place.ts';

/** Days of whole months, both ends included; `to` may be left out. */
export interface Span { readonly from: string; readonly to: string | null }

const month = (place: Place): Period => place.checked(periodProblem);

/** `from` and `to` as months. */
export function readMonths(place: Place): Span {
  const { from, to } = readMonthsIfAny(place);
  return { from: from ?? firstDay(month(place.at('from'))), to };
}

/** The same where both may be left out. */
export function readMonthsIfAny(place: Place): { readonly from: string | null; readonly to: string | null } {
  const from = place.at('from').orNull(month);
  const to = place.at('to').orNull(month);
  return { from: from === null ? null : firstDay(from), to: to === null ? null : lastDay(to) };
}
