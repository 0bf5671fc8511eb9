import type { Asking, StagedUnit } from '@hearth/service-host';
import { streamId } from '@hearth/event-sourcing';
import { instructionDecider } from '../instruction/instruction.decider.ts';
import { aboutInstruction, aboutPayroll } from './about.ts';
import { linesOf } from './approval.ts';
import { draftFor } from './payroll.guards.ts';
import { payrollDecider } from './payroll.decider.ts';
import type { ListedInstruction } from './payroll.ts';

/** So many instructions a closing names as what it rests on; more would not fit into the headers of an event. */
const MOST_BASIS = 200;

export interface ClosingAnswer { readonly version: number; readonly reconciled: number; readonly listed: number; readonly items: readonly ListedInstruction[] }

/** Step 19: every instruction of the payroll is reconciled, or listed with a reason. */
export async function closePeriod(unit: StagedUnit, id: string, { ifMatch }: Asking): Promise<ClosingAnswer> {
  const { state } = await unit.load(payrollDecider, id);
  const drafted = draftFor(state, unit.actor);
  const instructions = await Promise.all(drafted.instructions.map(async (instruction) => ({ id: instruction, ...await unit.load(instructionDecider, instruction) })));
  // Whoever hears of the closing has heard of the payments: topics keep no order between a payroll and its households.
  const basis = instructions.slice(0, MOST_BASIS).map(({ id: instruction, head }) => ({ service: 'payments', id: streamId(instructionDecider.stream, instruction), version: head.version }));
  const { version, events } = await unit.decide(payrollDecider, id, { type: 'Close', by: unit.actor, at: unit.at, today: unit.today, instructions }, { ...aboutPayroll(drafted), basis }, { ifMatch });
  const closed = events.find((event) => event.type === 'PeriodReconciled');
  return { version, reconciled: closed?.data.reconciled ?? 0, listed: closed?.data.listed ?? 0, items: closed?.data.items ?? [] };
}

/** Takes a payroll back before it is approved: its beneficiaries are free for the next one. */
export async function withdrawPayroll(unit: StagedUnit, id: string, reason: string, { ifMatch }: Asking): Promise<number> {
  const { state } = await unit.load(payrollDecider, id);
  const drafted = draftFor(state, unit.actor);
  const { version } = await unit.decide(payrollDecider, id, { type: 'Withdraw', by: unit.actor, at: unit.at, today: unit.today, reason }, aboutPayroll(drafted), { ifMatch });
  for (const line of await linesOf(unit.tx, drafted)) await unit.decide(instructionDecider, line.instruction, { type: 'Withdraw', payroll: id }, aboutInstruction(line));
  return version;
}
