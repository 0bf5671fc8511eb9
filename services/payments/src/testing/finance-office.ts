import { type Decider, type DomainEvent, fold, Rejection } from '@hearth/event-sourcing';
import { sum } from '@hearth/kernel';
import { entitlementDecider } from '../entitlement/entitlement.decider.ts';
import { instructionDecider } from '../instruction/instruction.decider.ts';
import { type InstructionEvent, instructionName } from '../instruction/instruction.ts';
import { type Before, type Candidate, collectDue, outdatedReason } from '../payroll/due.ts';
import { payrollDecider } from '../payroll/payroll.decider.ts';
import { cny, drafted, id, opened } from './samples.ts';

const maker = { sub: 'finance1' }, checker = { sub: 'finance2' };
const file = { messageId: 'm', createdAt: '2027-06-01T00:00:00.000Z', executionDate: '2027-06-02', debtor: { name: 'n', account: 'a', bank: 'b' }, sha256: '' };
const NOBODY: Before = new Map();
export const TODAY = '2027-06-01';

/** A draft as a maker saw it: what it would append, and the versions it rests on. */
interface Plan { readonly due: ReturnType<typeof collectDue>; readonly versions: ReadonlyMap<string, number>; readonly payroll: string; readonly period: string }

/** A finance office on a log in memory: the service's own deciders, appends with expected versions, nothing else. */
export class FinanceOffice {
  readonly streams = new Map<string, readonly DomainEvent[]>();
  /** All events in the order they happened. */
  private log: readonly DomainEvent[] = [];
  readonly payrolls: string[] = [];
  readonly orders: string[] = [];

  events<E extends DomainEvent>(decider: { readonly stream: string }, name: string): readonly E[] {
    return (this.streams.get(`${decider.stream}-${name}`) ?? []) as readonly E[];
  }

  state<C, E extends DomainEvent, S>(decider: Decider<C, E, S>, name: string): S {
    return fold(decider, this.events<E>(decider, name));
  }

  /** One command on one stream; a refusal changes nothing. */
  do<C, E extends DomainEvent, S>(decider: Decider<C, E, S>, name: string, command: C): boolean {
    return this.atomically(() => { this.append(decider, name, command); });
  }

  order(beneficiary: number, minor: number, from: string): void {
    const order = id(1000 + this.orders.length);
    this.orders.push(order);
    this.do(entitlementDecider, order, { type: 'Open', data: opened({ order, beneficiary: id(beneficiary), payee: id(500 + beneficiary), money: cny(minor), from }) });
  }

  plan(period: string): Plan {
    const payroll = id(9000 + this.payrolls.length);
    const candidates = this.orders.flatMap((order): Candidate[] => {
      const entitlement = this.state(entitlementDecider, order);
      const instruction = instructionName('dibao', entitlement.opened?.beneficiary ?? '', period);
      return [{ entitlement, instruction, taken: this.state(instructionDecider, instruction), payable: true }];
    });
    const due = collectDue(candidates, NOBODY, { payroll, programme: 'dibao', period, currency: 'CNY' });
    return { due, payroll, period, versions: new Map(due.lines.map(({ instruction }) => [instruction, this.events(instructionDecider, instruction).length])) };
  }

  /** All streams or none, each at the version the plan saw: as `append` does it. */
  carryOut({ due, versions, payroll, period }: Plan): boolean {
    const moved = [...versions].some(([instruction, version]) => this.events(instructionDecider, instruction).length !== version) || this.payrolls.includes(payroll);
    if (moved) return false;
    return this.atomically(() => {
      this.append(payrollDecider, payroll, { type: 'Draft', data: drafted({ payroll, period, instructions: due.lines.map(({ instruction }) => instruction), total: due.total }), today: TODAY });
      for (const line of due.lines) this.append(instructionDecider, line.instruction, { type: 'Prepare', data: line });
      this.payrolls.push(payroll);
    });
  }

  submit(payroll: string): boolean {
    return this.do(payrollDecider, payroll, { type: 'Submit', by: maker, at: file.createdAt, today: TODAY, outdated: this.outdated(payroll) });
  }

  approve(payroll: string): boolean {
    const { drafted: draft } = this.state(payrollDecider, payroll);
    return this.atomically(() => {
      this.append(payrollDecider, payroll, { type: 'Approve', by: checker, at: file.createdAt, today: TODAY, total: draft?.total ?? cny(0), outdated: this.outdated(payroll), file });
      for (const instruction of draft?.instructions ?? []) this.append(instructionDecider, instruction, { type: 'Send', payroll, at: file.createdAt });
    });
  }

  withdraw(payroll: string): boolean {
    const { drafted: draft } = this.state(payrollDecider, payroll);
    return this.atomically(() => {
      this.append(payrollDecider, payroll, { type: 'Withdraw', by: maker, at: file.createdAt, today: TODAY, reason: 'again' });
      for (const instruction of draft?.instructions ?? []) this.append(instructionDecider, instruction, { type: 'Withdraw', payroll });
    });
  }

  /** What was sent to the bank, in order. */
  sent(): Extract<InstructionEvent, { type: 'InstructionSent' }>['data'][] {
    return this.log.flatMap((event) => (event.type === 'InstructionSent' ? [event.data as Extract<InstructionEvent, { type: 'InstructionSent' }>['data']] : []));
  }

  /** Payrolls whose total is not the sum of their instructions. */
  unbalanced(): string[] {
    return this.payrolls.filter((payroll) => {
      const { drafted: draft, status } = this.state(payrollDecider, payroll);
      const lines = (draft?.instructions ?? []).map((instruction) => this.state(instructionDecider, instruction).prepared);
      // A withdrawn payroll's beneficiaries may stand on another one with another amount.
      return status !== 'withdrawn' && sum(lines.map((line) => line?.money ?? cny(0)), 'CNY').minor !== draft?.total.minor;
    });
  }

  private outdated(payroll: string): { field: string; code: string; detail: string }[] {
    return (this.state(payrollDecider, payroll).drafted?.instructions ?? []).flatMap((instruction) => {
      const { prepared } = this.state(instructionDecider, instruction);
      const code = prepared && outdatedReason(this.state(entitlementDecider, prepared.order), prepared);
      return code ? [{ field: instruction, code, detail: '' }] : [];
    });
  }

  private append<C, E extends DomainEvent, S>(decider: Decider<C, E, S>, name: string, command: C): void {
    const before = this.events<E>(decider, name);
    const events = decider.decide(command, fold(decider, before));
    this.streams.set(`${decider.stream}-${name}`, [...before, ...events]);
    this.log = [...this.log, ...events];
  }

  private atomically(work: () => void): boolean {
    const [before, log] = [new Map(this.streams), this.log];
    try {
      work();
      return true;
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      this.log = log;
      this.streams.clear();
      for (const [name, events] of before) this.streams.set(name, events);
      return false;
    }
  }
}
