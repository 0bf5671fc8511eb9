import type { CellBody, Verification, VerificationItem } from '../../api/hiavs.ts';
import type { MatrixCell } from '../../parts/source-matrix.tsx';

/** A department that could not be reached is down; one that has not answered yet is waited for. */
function stateOf({ finding, waived, fault }: CellBody): MatrixCell['state'] {
  if (waived) return 'waived';
  if (finding === 'late') return fault === null ? 'waiting' : 'down';
  return finding;
}

/** What the departments found beyond what was declared; null where the two cannot be subtracted. */
export type Difference = { readonly kind: 'money'; readonly money: NonNullable<VerificationItem['difference']> } | { readonly kind: 'count'; readonly count: number } | null;
export const differenceOf = ({ difference, countDifference }: VerificationItem): Difference =>
  (difference ? { kind: 'money', money: difference } : countDifference === null ? null : { kind: 'count', count: countDifference });

/** The cells of one person by source; a difference is written and opens its comparison. */
export function cellsOf(verification: Pick<Verification, 'items'>, cells: readonly CellBody[], write: (item: VerificationItem) => string): Record<string, MatrixCell> {
  return Object.fromEntries(cells.map((cell): [string, MatrixCell] => {
    const state = stateOf(cell);
    const item = verification.items.find((one) => cell.itemIds.includes(one.item) && one.status === cell.finding);
    if (!item || (state !== 'open' && state !== 'settled')) return [cell.source, { state }];
    return [cell.source, state === 'open' ? { state, item: item.item, text: write(item) } : { state, item: item.item }];
  }));
}
