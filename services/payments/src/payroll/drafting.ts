import type { Money, Period, Programme } from '@hearth/contracts';
import type { FieldError } from '@hearth/event-sourcing';
import type { KeyProvider } from '@hearth/event-store';
import { addMonths, currencyOf } from '@hearth/kernel';
import { type Asking, namedId, type Rows, type StagedUnit } from '@hearth/service-host';
import { isPayable, openPayees } from '../bank/bank-file.ts';
import { entitlementDecider } from '../entitlement/entitlement.decider.ts';
import { type Entitlement, claimOf } from '../entitlement/entitlement.ts';
import { instructionDecider } from '../instruction/instruction.decider.ts';
import { instructionName, isTaken } from '../instruction/instruction.ts';
import { type EntitlementRow, entitlementRows } from '../projections/entitlement.projection.ts';
import { instructionRows } from '../projections/instruction.projection.ts';
import { everyRow } from '../projections/every-row.ts';
import { refuse } from '../reasons.ts';
import { loadMany } from '../streams.ts';
import { aboutInstruction, aboutPayroll } from './about.ts';
import { type Before, type Candidate, collectDue } from './due.ts';
import { type Check, payrollName } from './payroll.ts';
import { payrollDecider, requirePast } from './payroll.decider.ts';

export interface PayrollKey { readonly programme: Programme; readonly period: Period; readonly area: string }
export interface Reading { readonly rows: Rows; readonly keys: KeyProvider; readonly asking: Asking }

export interface DraftAnswer { readonly id: string; readonly number: number; readonly count: number; readonly total: Money; readonly checks: number; readonly blocked: number; readonly version: number }

/** Collects what is due and not on a payroll yet, and stages the payroll together with one instruction a beneficiary: all of it or nothing. */
export async function draftPayroll(unit: StagedUnit, reading: Reading, key: PayrollKey): Promise<DraftAnswer> {
  requirePast(key.period, unit.today);
  const { payroll, number } = await nextPayroll(unit, key);
  const candidates = await candidatesOf(unit, reading, key, payroll);
  const currency = currencyOf(key.area);
  const { lines, checks, total, delta } = collectDue(candidates, await paidBefore(reading, key, currency), { payroll, programme: key.programme, period: key.period, currency });
  const blocked = checks.filter(({ blocking }) => blocking);
  if (lines.length === 0) refuse('nothing-due', {}, { errors: blocked.map(asFieldError) });
  const data = { payroll, ...key, number, instructions: lines.map(({ instruction }) => instruction), total, checks, delta, by: unit.actor.sub, at: unit.at };
  const { version } = await unit.decide(payrollDecider, payroll, { type: 'Draft', data, today: unit.today }, aboutPayroll(key));
  for (const line of lines) await unit.decide(instructionDecider, line.instruction, { type: 'Prepare', data: line }, aboutInstruction(line));
  return { id: payroll, number, count: lines.length, total, checks: checks.length, blocked: blocked.length, version };
}

const asFieldError = ({ code, order, beneficiary }: Check): FieldError => ({ field: order ?? beneficiary, code, detail: 'is not paid' });

/** Payrolls of one programme, period and area are numbered: the next holds what those before did not. */
async function nextPayroll(unit: StagedUnit, { programme, period, area }: PayrollKey): Promise<{ payroll: string; number: number }> {
  for (let number = 1; ; number += 1) {
    const payroll = namedId(payrollName(programme, period, area, number));
    const { state } = await unit.load(payrollDecider, payroll);
    if (state.status === 'none') return { payroll, number };
  }
}

/** Rows say which entitlements there are; what they are worth is read from their streams, in this transaction. */
async function candidatesOf(unit: StagedUnit, { rows, keys, asking }: Reading, key: PayrollKey, payroll: string): Promise<Candidate[]> {
  const listed = await everyRow(rows, entitlementRows, asking, { area: key.area }, { programme: key.programme });
  const instructionOf = ({ programme, beneficiary }: EntitlementRow): string => namedId(instructionName(programme, beneficiary, key.period));
  const entitlements = await loadMany(unit.tx, entitlementDecider, listed.map(({ id }) => id));
  const instructions = await loadMany(unit.tx, instructionDecider, listed.map(instructionOf));
  const found = listed.flatMap((row) => {
    const [entitlement, instruction] = [entitlements.get(row.id), instructionOf(row)];
    const taken = instructions.get(instruction);
    return entitlement && taken ? [{ entitlement, instruction, taken }] : [];
  });
  const { payable, erased } = await payees(keys, unit, payroll, found.filter(({ entitlement, taken }) => !isTaken(taken) && claimOf(entitlement, key.period).kind === 'due').map(({ entitlement }) => entitlement));
  return found.map((one) => ({ ...one, payable: payable.has(one.entitlement.opened?.order ?? ''), erased: erased.has(one.entitlement.opened?.order ?? '') }));
}

/** Orders whose name and account can be opened and used, and those whose payee was erased: better found out now than when the bank file is made. */
async function payees(keys: KeyProvider, unit: StagedUnit, payroll: string, entitlements: readonly Entitlement[]): Promise<{ payable: ReadonlySet<string>; erased: ReadonlySet<string> }> {
  const orders = entitlements.flatMap(({ opened }) => (opened ? [opened] : []));
  const { names, accounts } = await openPayees(keys, { purpose: 'payroll-check', actor: unit.actor, about: `payroll-${payroll}` }, orders);
  const which = (holds: (name: string | null, account: string | null) => boolean): ReadonlySet<string> => new Set(orders.filter((_, i) => holds(names[i] ?? null, accounts[i] ?? null)).map(({ order }) => order));
  return { payable: which(isPayable), erased: which((name, account) => name === null || account === null) };
}

/** What the period before paid in the area, back-pay of other payrolls included. */
async function paidBefore({ rows, asking }: Reading, { programme, period, area }: PayrollKey, currency: Money['currency']): Promise<Before> {
  const former = await everyRow(rows, instructionRows, asking, { area }, { programme, period: addMonths(period, -1) });
  const paid = former.filter(({ status, money }) => status !== 'withdrawn' && money.currency === currency);
  return new Map(paid.map(({ beneficiary, payee, money }) => [beneficiary, { payee, money }]));
}
