import type { BenefitCommand, Given } from './application.commands.ts';
import type { ApplicationEvent, CareGrade } from './application.events.ts';
import { evolve } from './application.ts';
import type { ApplicationState, Benefit } from './application.state.ts';
import { orderOf } from './assessment-order.ts';
import { requirePast, requireWho, stamp, type Decisions, type Guard } from './guard.ts';
import { paymentOrders } from './payment-orders.ts';
import { assessmentRunning, careOpen, procedureOf } from './progress.ts';
import { refuse } from './reasons.ts';
import { requireStep } from './steps.ts';

type Of<T extends BenefitCommand['type']> = Extract<BenefitCommand, { type: T }>;

/** Six items of self-care: none failed able, one to three partly lost, four or more fully lost. */
export const gradeOf = (failed: number): CareGrade => (failed === 0 ? 'able' : failed <= 3 ? 'partly-lost' : 'fully-lost');

const approvedBenefit = (s: ApplicationState): Benefit => s.benefit ?? refuse('not-approved');

/** Who tests self-care is who investigates. */
export const mayAssessCare: Guard = (s, by) => {
  if (procedureOf(s).careAssessment !== true) refuse('care-not-needed');
  approvedBenefit(s);
  if (s.orders.length > 0) refuse('listed');
  requireWho(by, s, 5);
};

function assessCare(s: ApplicationState, command: Of<'AssessCare'>): readonly ApplicationEvent[] {
  mayAssessCare(s, command.by);
  requirePast(command.on, command.today);
  const persons = approvedBenefit(s).shares.map((share) => share.person);
  const person = command.person ?? (persons.length === 1 ? persons[0] : undefined);
  if (person === undefined || !persons.includes(person)) return refuse('person-not-in-benefit', {}, { status: 422, field: 'person' });
  const failed = Object.values(command.items).filter((able) => able === false).length;
  const assessed: ApplicationEvent = { type: 'CareAssessed', data: { person, items: command.items, failed, grade: gradeOf(failed), on: command.on, ...stamp(command) }, effectiveOn: command.on };
  const after = evolve(s, assessed);
  // The grade sets the care allowance: once everybody has one, eligibility says the amount again.
  return careOpen(after).length > 0 ? [assessed] : [assessed, orderOf(after, command, 'facts-changed')];
}

export const mayList: Guard = (s, by) => {
  approvedBenefit(s);
  if (s.orders.length > 0) refuse('listed');
  requireStep(s, 15);
  const open = careOpen(s).length;
  if (open > 0) refuse('care-open', { count: open });
  if (assessmentRunning(s)) refuse('assessment-running');
  requireWho(by, s, 15);
};

export const mayChange: Guard = (s, by) => {
  if (approvedBenefit(s).status === 'ended') refuse('benefit-not-active');
  requireWho(by, s, 18);
};

function approvalOf(s: ApplicationState): string {
  return s.decision?.kind === 'approved' ? s.decision.approval : refuse('not-approved');
}

/** One order changes: where there are several, an officer names it, so that nobody is paid what was meant for all. */
function change(s: ApplicationState, command: Of<'ChangeBenefit'>): readonly ApplicationEvent[] {
  mayChange(s, command.by);
  const { order, money, from, reason } = command;
  const { shares, money: before } = approvedBenefit(s);
  if (order === null && s.orders.length > 1) refuse('order-needed', { count: s.orders.length }, { status: 422, field: 'order' });
  const ordered = order === null ? s.orders[0] : s.orders.find((o) => o.order === order) ?? refuse('order-unknown', {}, { status: 422, field: 'order' });
  const own = shares.some((share) => share.person === ordered?.beneficiary);
  const kept = own ? shares.map((share) => (share.person === ordered?.beneficiary ? { ...share, money } : share)) : shares;
  const total = own ? { ...before, minor: kept.reduce((sum, share) => sum + share.money.minor, 0) } : money;
  return [{ type: 'BenefitChanged', data: { approval: approvalOf(s), order, money: total, shares: kept, orders: ordered ? [{ order: ordered.order, money }] : [], from, reason, ...stamp(command) } }];
}

const noted = (s: ApplicationState, event: ApplicationEvent): readonly ApplicationEvent[] => (s.status === 'none' ? [] : [event]);

const ending = (s: ApplicationState, given: Given & { readonly from: string; readonly reason: string }, type: 'BenefitSuspended' | 'BenefitEnded'): readonly ApplicationEvent[] => {
  mayChange(s, given.by);
  return [{ type, data: { approval: approvalOf(s), from: given.from, reason: given.reason, ...stamp(given) } }];
};

function noteDeath(s: ApplicationState, command: Of<'NoteDeath'>): readonly ApplicationEvent[] {
  const { person, on } = command;
  const known = s.benefit?.deaths.some((death) => death.person === person) ?? true;
  return known ? [] : [{ type: 'DeathNoted', data: { person, on, ...stamp(command) }, effectiveOn: on }];
}

/** Steps 15 to 19: the list to finance, what finance and the bank report, and what changes later. */
export const benefitDecisions: Decisions<BenefitCommand> = {
  AssessCare: assessCare,
  SendPaymentList: (s, command) => {
    mayList(s, command.by);
    return paymentOrders(s, command, command.order);
  },
  NotePayroll: (s, command) => {
    const { instruction, payroll, order, period } = command;
    return noted(s, { type: 'PayrollIncluded', data: { instruction, payroll, order, period, ...stamp(command) } });
  },
  NotePayment: (s, command) => {
    const { instruction, outcome, period, on } = command;
    return noted(s, { type: 'PaymentNoted', data: { instruction, outcome, period, on, ...stamp(command) }, effectiveOn: on });
  },
  NoteReconciled: (s, command) => {
    const { payroll, period, on } = command;
    return noted(s, { type: 'FundsReconciled', data: { payroll, period, on, ...stamp(command) }, effectiveOn: on });
  },
  ChangeBenefit: change,
  SuspendBenefit: (s, command) => ending(s, command, 'BenefitSuspended'),
  EndBenefit: (s, command) => ending(s, command, 'BenefitEnded'),
  NoteDeath: noteDeath,
};
