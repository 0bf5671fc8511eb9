import type { Money } from '@hearth/contracts';
import type { FieldError } from '@hearth/event-sourcing';
import type { KeyProvider, Tx } from '@hearth/event-store';
import type { KnownFacts } from '@hearth/messaging';
import type { Asking, StagedUnit } from '@hearth/service-host';
import { bankId } from '../bank/pain001.ts';
import { type BankFile, composeBankFile } from '../bank/bank-file.ts';
import { entitlementDecider } from '../entitlement/entitlement.decider.ts';
import { noEntitlement } from '../entitlement/entitlement.ts';
import { instructionDecider } from '../instruction/instruction.decider.ts';
import type { Prepared } from '../instruction/instruction.ts';
import { debtorOf } from '../payments.config.ts';
import { loadMany } from '../streams.ts';
import { aboutInstruction, aboutPayroll } from './about.ts';
import { outdatedReason } from './due.ts';
import { executionDay, type PayRule, payDayOf } from './pay-day.ts';
import type { BankFileFacts, Drafted, Payroll } from './payroll.ts';
import { draftFor, draftOf } from './payroll.guards.ts';
import { payrollDecider, requireApprovable } from './payroll.decider.ts';

export interface Paying { readonly keys: KeyProvider; readonly known: KnownFacts; readonly settings: Readonly<Record<string, string>> }

/** What each instruction of a payroll pays, in the payroll's order. */
export async function linesOf(tx: Tx, { instructions }: Drafted): Promise<Prepared[]> {
  const states = await loadMany(tx, instructionDecider, instructions);
  return instructions.flatMap((id) => states.get(id)?.prepared ?? []);
}

/** Lines that hold no longer because a benefit changed or somebody died since the draft, by instruction. */
export async function outdatedLines(tx: Tx, lines: readonly Prepared[]): Promise<FieldError[]> {
  const entitlements = await loadMany(tx, entitlementDecider, lines.map(({ order }) => order));
  return lines.flatMap((line) => {
    const code = outdatedReason(entitlements.get(line.order) ?? noEntitlement, line);
    return code === null ? [] : [{ field: line.instruction, code, detail: 'does not hold any more' }];
  });
}

export interface ApprovalAnswer { readonly version: number; readonly count: number; readonly total: Money; readonly executionDate: string; readonly messageId: string; readonly sha256: string }

/** The checker's approval: the bank file is made and its hash kept, and every payment is with the bank. */
export async function approvePayroll(unit: StagedUnit, { keys, known, settings }: Paying, id: string, total: Money, asking: Asking): Promise<ApprovalAnswer> {
  const { state } = await unit.load(payrollDecider, id);
  const by = { by: unit.actor, today: unit.today };
  const drafted = draftFor(state, unit.actor);
  requireApprovable(state, { ...by, total });
  const lines = await linesOf(unit.tx, drafted);
  const outdated = await outdatedLines(unit.tx, lines);
  const rules = await known.within(unit.tx).list<PayRule>('rule-set');
  const executionDate = executionDay(payDayOf(rules.map(({ body }) => body), drafted.programme, drafted.area, drafted.period), unit.today);
  const header = { messageId: bankId(id), createdAt: unit.at, executionDate, debtor: debtorOf(settings, drafted.programme, drafted.area) };
  const sha256 = outdated.length > 0 ? '' : (await composeBankFile(keys, accessOf(unit.actor, id), { ...header, payroll: id, count: lines.length, total: drafted.total }, lines)).sha256;
  const { version } = await unit.decide(payrollDecider, id, { type: 'Approve', ...by, at: unit.at, total, outdated, file: { ...header, sha256 } }, aboutPayroll(drafted), { ifMatch: asking.ifMatch });
  for (const line of lines) await unit.decide(instructionDecider, line.instruction, { type: 'Send', payroll: id, at: unit.at }, aboutInstruction(line));
  return { version, count: lines.length, total: drafted.total, executionDate, messageId: header.messageId, sha256 };
}

/** The file made again from the facts, in the name of who asks for it. */
export async function remakeBankFile(tx: Tx, keys: KeyProvider, actor: Asking['officer'], state: Payroll, facts: BankFileFacts): Promise<BankFile> {
  return composeBankFile(keys, accessOf(actor, facts.payroll), facts, await linesOf(tx, draftOf(state)));
}

const accessOf = (actor: Asking['officer'], payroll: string): { purpose: string; actor: Asking['officer']; about: string } => ({ purpose: 'bank-file', actor, about: `payroll-${payroll}` });
