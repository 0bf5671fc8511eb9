import type { Money } from '@hearth/contracts';
import type { Opened } from '../entitlement/entitlement.ts';
import type { Prepared } from '../instruction/instruction.ts';
import type { Drafted } from '../payroll/payroll.ts';

/** Invented ids that read well: `id(1)` is `00000001-…`. */
export const id = (n: number): string => `${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`;
export const cny = (minor: number): Money => ({ minor, currency: 'CNY' });

/** Shaped like sealed texts; they open to nothing. */
const SEALED = 'eyJhbGciOiJkaXIifQ..aXY.dGV4dA.dGFn';

export const opened = (over: Partial<Opened> = {}): Opened => ({
  household: id(1), application: id(2), order: id(3), approval: id(4), programme: 'dibao', of: 'household', beneficiary: id(1), payee: id(5), payeeName: SEALED, account: SEALED,
  money: cny(66_667), from: '2026-12', until: null, list: id(6), area: '341524100001', ordered: { stream: `application-${id(2)}`, version: 14 }, ...over,
});

export const prepared = (over: Partial<Prepared> = {}): Prepared => {
  const { household, application, order, programme, beneficiary, payee, payeeName, account, money, area, ordered } = opened();
  return { household, application, instruction: id(10), payroll: id(20), order, programme, period: '2026-12', beneficiary, payee, money, area, payeeName, account, ordered, ...over };
};

export const drafted = (over: Partial<Drafted> = {}): Drafted => ({
  payroll: id(20), programme: 'dibao', period: '2026-12', area: '341524', number: 1, instructions: [id(10)], total: cny(66_667), checks: [],
  delta: { period: '2026-11', count: 0, total: cny(0), added: 1, changed: 0, left: 0 }, by: 'finance1', at: '2026-12-03T02:00:00.000Z', ...over,
});
