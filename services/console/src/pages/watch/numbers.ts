import type { WatchAlert } from '../../api/watch.ts';

const digits = 3;

/** A number of an alert as it is read: whole numbers whole, others with three digits that count. */
export const shown = (value: number | string | null): string => (value === null ? '–' : typeof value === 'string' ? value : (Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(digits)))).replace('-', '−'));

/** Who closes alerts: those who look after rules, not those who write them. */
export const mayClose = (role: string | undefined): boolean => role === 'rule-approver' || role === 'analyst' || role === 'auditor';

export const numbersOf = ({ numbers }: Pick<WatchAlert, 'numbers'>): readonly (readonly [string, string])[] => Object.entries(numbers).map(([name, value]) => [name, shown(value)]);
