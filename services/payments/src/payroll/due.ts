import type { Money, Period, Programme } from '@hearth/contracts';
import { addMonths, type Currency, sum } from '@hearth/kernel';
import { type Claim, claimOf, type Entitlement, type Opened } from '../entitlement/entitlement.ts';
import { type Instruction, isTaken, type Prepared, sameMoney } from '../instruction/instruction.ts';
import type { Check, Delta } from './payroll.ts';

/** An entitlement with what else decides whether it is paid in a period. */
export interface Candidate {
  readonly entitlement: Entitlement;
  /** The beneficiary's instruction of the period, by its natural key. */
  readonly instruction: string;
  readonly taken: Instruction;
  /** Its name and account can be opened and the account has a usable shape. */
  readonly payable: boolean;
  /** The payee was erased: there is nobody to pay. */
  readonly erased?: boolean;
}

/** What was paid the month before in the same area, by beneficiary. */
export type Before = ReadonlyMap<string, { readonly payee: string; readonly money: Money }>;

export interface Due { readonly lines: readonly Prepared[]; readonly checks: readonly Check[]; readonly total: Money; readonly delta: Delta }

interface Key { readonly payroll: string; readonly programme: Programme; readonly period: Period; readonly currency: Currency }

/** Who is paid on a payroll, who is not and why, and what is different from the month before. Pure: the same facts give the same payroll. */
export function collectDue(candidates: readonly Candidate[], before: Before, key: Key): Due {
  const lines = new Map<string, Prepared>();
  const checks: Check[] = [];
  const unpaid = candidates.filter(({ taken }) => !isTaken(taken));
  for (const candidate of unpaid.toSorted(latestFirst)) {
    const { opened } = candidate.entitlement;
    const claim = claimOf(candidate.entitlement, key.period);
    if (!opened || claim.kind === 'none') continue;
    const blocked = reasonAgainst(candidate, claim, lines, key);
    if (blocked === null) lines.set(candidate.instruction, lineOf(opened, candidate.instruction, claim.money, key));
    else checks.push(checkOf(opened, blocked, before, claim.money));
  }
  const paid = [...lines.values()].toSorted((a, b) => (a.instruction < b.instruction ? -1 : 1));
  const total = sum(paid.map(({ money }) => money), key.currency);
  const compared = compare(paid, candidates, before, key);
  return { lines: paid, checks: [...checks, ...compared.checks], total, delta: compared.delta };
}

/** Of two orders for one beneficiary the newer pays; ids settle a tie, so that every run decides alike. */
function latestFirst(a: Candidate, b: Candidate): number {
  const [one, other] = [a.entitlement.opened, b.entitlement.opened];
  const [x, y] = [`${one?.from ?? ''} ${one?.order ?? ''}`, `${other?.from ?? ''} ${other?.order ?? ''}`];
  return x === y ? 0 : x > y ? -1 : 1;
}

function reasonAgainst({ instruction, payable, erased = false }: Candidate, claim: Exclude<Claim, { kind: 'none' }>, lines: ReadonlyMap<string, Prepared>, { currency }: Key): Check['code'] | null {
  if (claim.kind === 'held') return claim.reason;
  if (lines.has(instruction)) return 'second-order';
  if (claim.money.currency !== currency) return 'other-currency';
  if (erased) return 'erased-payee';
  return payable ? null : 'missing-account';
}

function lineOf(opened: Opened, instruction: string, money: Money, { payroll, programme, period }: Key): Prepared {
  const { household, application, order, beneficiary, payee, payeeName, account, area, ordered } = opened;
  return { household, application, instruction, payroll, order, programme, period, beneficiary, payee, money, area, payeeName, account, ordered };
}

const checkOf = ({ order, beneficiary, payee }: Opened, code: Check['code'], before: Before, now: Money): Check =>
  ({ code, blocking: true, order, beneficiary, payee, before: before.get(beneficiary)?.money ?? null, now });

/** Differences from the month before: other amounts and who is gone are named, who is new is counted. */
function compare(paid: readonly Prepared[], candidates: readonly Candidate[], before: Before, { period, currency }: Key): { checks: Check[]; delta: Delta } {
  const changed = paid.flatMap((line): Check[] => {
    const was = before.get(line.beneficiary)?.money;
    return was && !sameMoney(was, line.money) ? [{ code: 'changed', blocking: false, order: line.order, beneficiary: line.beneficiary, payee: line.payee, before: was, now: line.money }] : [];
  });
  const elsewhere = new Set(candidates.filter(({ taken }) => isTaken(taken)).map(({ entitlement }) => entitlement.opened?.beneficiary));
  const here = new Set(paid.map(({ beneficiary }) => beneficiary));
  const left = [...before].flatMap(([beneficiary, { payee, money }]): Check[] =>
    (here.has(beneficiary) || elsewhere.has(beneficiary) ? [] : [{ code: 'left', blocking: false, order: null, beneficiary, payee, before: money, now: null }]));
  const totals = { count: before.size, total: sum([...before.values()].map(({ money }) => money), currency) };
  const added = paid.filter(({ beneficiary }) => !before.has(beneficiary)).length;
  return { checks: [...changed, ...left], delta: { period: addMonths(period, -1), ...totals, added, changed: changed.length, left: left.length } };
}

/** Lines of a drafted payroll that no longer hold: the benefit was changed, suspended or ended since, or somebody died. */
export function outdatedReason(entitlement: Entitlement, line: Prepared): Check['code'] | null {
  const claim = claimOf(entitlement, line.period);
  if (claim.kind === 'held') return claim.reason;
  return claim.kind === 'due' && sameMoney(claim.money, line.money) ? null : 'no-longer-due';
}
