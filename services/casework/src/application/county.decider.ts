import type { DecisionRule, ReconsiderationRule } from '@hearth/contracts';
import { addMonths, periodOf } from '@hearth/kernel';
import { asWritten, type ApprovalInput, type CountyCommand, type Given } from './application.commands.ts';
import type { ApplicationEvent, Approval } from './application.events.ts';
import type { ApplicationState } from './application.state.ts';
import { evolve } from './application.ts';
import { assessmentOrder } from './assessment-order.ts';
import { requireApprovingOpinion } from './community.decider.ts';
import { requireOther, requirePast, requireRole, requireUndecided, requireWho, stamp, type Decisions, type Guard } from './guard.ts';
import { paymentOrders } from './payment-orders.ts';
import {
  aboutOf, assessmentRunning, lastPublication, needsVerification, openObjections, openReconsideration, opinionHolds, procedureOf, provisional, ruleSetOf,
} from './progress.ts';
import { type ReasonCode, refuse } from './reasons.ts';
import { DECISION, needed, requireBefore, requireStep, stepRule } from './steps.ts';

type Of<T extends CountyCommand['type']> = Extract<CountyCommand, { type: T }>;

const SIXTY_DAYS = { limit: 60, unit: 'day' } as const;
export const decisionRule = (s: ApplicationState): DecisionRule => procedureOf(s).decision ?? { who: ['county-approver'], differentFrom: ['proposal', 'opinion'] };
export const reconsiderationRule = (s: ApplicationState): ReconsiderationRule =>
  procedureOf(s).reconsideration ?? { who: ['county-reconsideration'], within: SIXTY_DAYS, decideWithin: SIXTY_DAYS };

/** A figure that counts: all sources answered or waived by name, every discrepancy settled by a person, the rules applied to that. */
export function requireFinalAssessment(s: ApplicationState): void {
  const report = s.verification?.report;
  if (needsVerification(s) && procedureOf(s).verification.countyOpinionWaits) {
    if (!report) refuse('report-missing');
    if (report && report.openSources.length > 0) refuse('sources-open', { sources: report.openSources.join(', ') });
    if (report && report.openItems > 0) refuse('discrepancies-open', { count: report.openItems });
  }
  if (assessmentRunning(s)) refuse('assessment-running');
  if (!s.assessment.latest) refuse('assessment-missing');
  if (s.assessment.latest?.provisional || provisional(s)) refuse('assessment-provisional');
}

function requireEligible(s: ApplicationState): void {
  requireFinalAssessment(s);
  if (s.assessment.latest?.result !== 'eligible') refuse('assessment-not-eligible');
}

export const mayGiveOpinion: Guard = (s, by) => {
  requireUndecided(s);
  if (stepRule(s, 10)?.mode === 'required' && !s.proposal) refuse('not-forwarded');
  requireStep(s, 11);
  const open = openObjections(s, 'county').length;
  if (open > 0) refuse('objections-open', { count: open });
  if (opinionHolds(s) && lastPublication(s, 'county')) refuse('opinion-given');
  requireFinalAssessment(s);
  requireWho(by, s, 11);
  requireOther(by, [s.proposal?.by]);
};

function giveOpinion(s: ApplicationState, command: Of<'GiveOpinion'>): readonly ApplicationEvent[] {
  mayGiveOpinion(s, command.by);
  if (command.opinion === 'approve') requireEligible(s);
  return [{ type: 'OpinionGiven', data: { opinion: command.opinion, reason: command.reason, assessment: s.assessment.latest?.assessment ?? refuse('assessment-missing'), ...stamp(command) } }];
}

/** The visitor comes with fresh eyes: nobody who investigated for the town. */
export const maySpotCheck: Guard = (s, by) => {
  requireUndecided(s);
  if (!s.proposal) refuse('not-forwarded');
  if (s.spotCheck.record) refuse('spot-check-recorded');
  const due = procedureOf(s).spotCheck ? s.spotCheck.assigned?.toVisit ?? false : needed(s, 12);
  if (!due) refuse('spot-check-not-drawn');
  requireStep(s, 12);
  requireWho(by, s, 12);
};

function recordSpotCheck(s: ApplicationState, command: Of<'RecordSpotCheck'>): readonly ApplicationEvent[] {
  maySpotCheck(s, command.by);
  const { visitors, on, finding, today } = command;
  requirePast(on, today);
  const investigators = s.visits.flatMap((visit) => visit.investigators);
  if (visitors.some((visitor) => investigators.includes(visitor))) refuse('visitor-investigated', {}, { status: 422, field: 'visitors' });
  return [{ type: 'SpotCheckRecorded', data: { draw: s.spotCheck.assigned?.draw ?? null, visitors, on, finding, ...stamp(command) }, effectiveOn: on }];
}

/** Four eyes at the county: whoever proposed or gave the opinion does not decide. */
export const mayDecide = (decision: 'approve' | 'refuse'): Guard => (s, by) => {
  requireUndecided(s);
  requireBefore(s, decision === 'approve' ? DECISION : 13);
  const open = openObjections(s, 'county').length;
  if (open > 0) refuse('objections-open', { count: open });
  const sheet = lastPublication(s, 'county');
  if (sheet && !sheet.ended) refuse('publication-running');
  const opinionTaken = stepRule(s, 11)?.mode === 'required';
  if (decision === 'approve') {
    if (opinionTaken) requireApprovingOpinion(s);
    requireEligible(s);
  } else if (assessmentRunning(s)) refuse('assessment-running');
  if (!s.assessment.latest) refuse('assessment-missing');
  const rule = decisionRule(s);
  requireRole(by, rule.who);
  requireOther(by, rule.differentFrom.map((what) => (what === 'proposal' ? s.proposal?.by : s.opinion?.by)));
};

/** No person is paid twice by programmes that exclude each other. Those of other households' decisions stand in the claims. */
function requireNotEnrolledElsewhere(s: ApplicationState, { enrolments }: ApprovalInput): void {
  const { exclusive } = procedureOf(s);
  const persons = (s.assessment.latest?.shares ?? []).map((share) => share.person);
  const clash = enrolments.find((e) => exclusive?.programmes.some((programme) => programme === e.programme)
    && (e.person === null ? e.approval === null : persons.includes(e.person)));
  if (clash) refuse(alreadyIn(clash.programme));
}

export const alreadyIn = (programme: string): ReasonCode => (programme === 'tekun' ? 'already-in-tekun' : programme === 'child-money' ? 'already-in-child-money' : 'already-in-dibao');

function approve(s: ApplicationState, command: Given & ApprovalInput): readonly ApplicationEvent[] {
  requireNotEnrolledElsewhere(s, command);
  const { latest } = s.assessment;
  const { id, payment } = ruleSetOf(s);
  if (!latest?.money) return refuse('assessment-not-eligible');
  const approval: Approval = {
    approval: command.approval, programme: aboutOf(s).programme, of: payment.per, money: latest.money, shares: latest.shares,
    from: addMonths(periodOf(command.today), 1), assessment: latest.assessment, ruleSet: id,
  };
  const approved: ApplicationEvent = { type: 'BenefitApproved', data: { ...approval, ...stamp(command) } };
  return procedureOf(s).payOnApproval ? [approved, ...paymentOrders(evolve(s, approved), command, command.order)] : [approved];
}

function decide(s: ApplicationState, command: Of<'Decide'>): readonly ApplicationEvent[] {
  mayDecide(command.decision)(s, command.by);
  if (command.decision === 'approve') return approve(s, command);
  return [{ type: 'BenefitRefused', data: { reasons: [...(s.assessment.latest?.reasons ?? []), asWritten(command.reason)], final: false, on: command.today, ...stamp(command) } }];
}

export const mayAskReconsideration: Guard = (s) => {
  if (s.decision?.kind !== 'refused') refuse('not-refused');
  if (s.decision?.kind === 'refused' && s.decision.final) refuse('refusal-final');
  if (s.reconsiderations.some((r) => !r.decided)) refuse('reconsideration-open');
};

/** Whatever the family brings now is looked at: the rules are applied again at once. */
function requestReconsideration(s: ApplicationState, command: Of<'RequestReconsideration'>): readonly ApplicationEvent[] {
  mayAskReconsideration(s, command.by);
  const requested: ApplicationEvent = { type: 'ReconsiderationRequested', data: { reconsideration: command.reconsideration, reason: command.reason, on: command.today, ...stamp(command) } };
  const after = evolve(s, requested);
  return [requested, ...assessmentOrder(after, command, 'facts-changed')];
}

/** Never by anybody who decided before. */
export const mayReconsider: Guard = (s, by) => {
  if (!openReconsideration(s)) refuse('no-reconsideration');
  requireRole(by, reconsiderationRule(s).who);
  requireOther(by, [s.proposal?.by, s.opinion?.by, s.decision?.by, s.decision?.kind === 'refused' ? s.decision.firstBy : null]);
};

function decideReconsideration(s: ApplicationState, command: Of<'DecideReconsideration'>): readonly ApplicationEvent[] {
  const { decision } = s;
  const open = openReconsideration(s);
  if (open?.reconsideration !== command.reconsideration || decision?.kind !== 'refused') return refuse('no-reconsideration');
  mayReconsider(s, command.by);
  const { reconsideration, result, reason, today } = command;
  const decided: ApplicationEvent = { type: 'ReconsiderationDecided', data: { reconsideration, result, reason, on: today, ...stamp(command) } };
  if (result === 'granted') {
    requireEligible(s);
    return [decided, ...approve(evolve(s, decided), command)];
  }
  return [decided, { type: 'BenefitRefused', data: { reasons: [...(s.assessment.latest?.reasons ?? decision.reasons), asWritten(reason)], final: true, on: today, ...stamp(command) } }];
}

function closeRefusal(s: ApplicationState, command: Of<'CloseRefusal'>): readonly ApplicationEvent[] {
  const { decision } = s;
  if (decision?.kind !== 'refused' || decision.final || openReconsideration(s) || command.today <= command.lastDay) return [];
  return [{ type: 'BenefitRefused', data: { reasons: decision.reasons, final: true, on: command.lastDay, ...stamp(command) }, effectiveOn: command.lastDay }];
}

function assignSpotCheck(s: ApplicationState, command: Of<'AssignSpotCheck'>): readonly ApplicationEvent[] {
  if (!s.proposal) refuse('not-forwarded');
  if (s.spotCheck.assigned) refuse('spot-check-assigned');
  const { draw, group, toVisit } = command;
  return [{ type: 'SpotCheckAssigned', data: { draw, group, toVisit, ...stamp(command) } }];
}

/** Steps 11, 12 and the decisions. */
export const countyDecisions: Decisions<CountyCommand> = {
  GiveOpinion: giveOpinion, AssignSpotCheck: assignSpotCheck, RecordSpotCheck: recordSpotCheck, Decide: decide,
  RequestReconsideration: requestReconsideration, DecideReconsideration: decideReconsideration, CloseRefusal: closeRefusal,
};
