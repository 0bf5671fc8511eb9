import type { Source, VerificationReported } from '@hearth/contracts';
import type { Given, MeansTestCommand } from './application.commands.ts';
import type { ApplicationEvent, ReportNote } from './application.events.ts';
import { evolve } from './application.ts';
import type { ApplicationState } from './application.state.ts';
import { assessmentOrder } from './assessment-order.ts';
import { dayOf } from '@hearth/kernel';
import { requireAccepted, requirePast, requireWho, stamp, type Decisions, type Guard } from './guard.ts';
import { isAdult } from './intake.decider.ts';
import { aboutOf, needsVerification, needsVisit, objectionRule, openReconsideration, procedureOf, undecided } from './progress.ts';
import { refuse } from './reasons.ts';

type Of<T extends MeansTestCommand['type']> = Extract<MeansTestCommand, { type: T }>;

export const mayVerify: Guard = (s, by) => {
  requireAccepted(s);
  if (!needsVerification(s)) refuse('verification-not-needed');
  if (!undecided(s)) refuse('decided');
  const again = openReconsideration(s);
  if (s.verification && (!again || s.verification.requested.seq > again.seq)) refuse('verification-requested');
  requireWho(by, s, 5);
};

export const mayVisit: Guard = (s, by) => {
  requireAccepted(s);
  if (!needsVisit(s)) refuse('visit-not-needed');
  if (!undecided(s)) refuse('decided');
  requireWho(by, s, 5);
};

/** Every person × source is asked under one authorisation; without the signature of each adult nobody is asked. */
function requestVerification(s: ApplicationState, command: Of<'RequestVerification'>): readonly ApplicationEvent[] {
  mayVerify(s, command.by);
  const { authorisation, people, verification, today } = command;
  if (!authorisation || authorisation.ended) return refuse('authorisation-missing');
  const unsigned = people.filter((person) => isAdult(person, today) && !authorisation.signers.includes(person.person));
  if (unsigned.length > 0) refuse('authorisation-unsigned', { count: unsigned.length });
  const { programme, number } = aboutOf(s);
  return [{
    type: 'VerificationRequested',
    data: { verification, programme, authorisation: authorisation.id, people: people.map((person) => person.person), sources: procedureOf(s).verification.sources, purpose: `${programme}: application ${number}`, ...stamp(command) },
  }];
}

/** What the county has to wait for; how a waived or settled item counts is for eligibility. */
export function noteOf(report: VerificationReported): ReportNote {
  const waived = report.waived.map((waiver) => waiver.source);
  const missing = report.missing.map((answer) => answer.source).filter((source) => !waived.includes(source));
  return {
    verification: report.verification, round: report.round, outcome: report.outcome, reportedAt: report.reportedAt,
    openSources: [...new Set<Source>(missing)], openItems: report.items.filter((item) => item.status === 'open').length, waived: report.waived,
  };
}

function noteReport(s: ApplicationState, command: Of<'NoteReport'>): readonly ApplicationEvent[] {
  const { report } = command;
  if (s.verification?.id !== report.verification || report.round <= (s.verification.report?.round ?? 0)) return [];
  const noted: ApplicationEvent = { type: 'VerificationNoted', data: { ...noteOf(report), ...stamp(command) } };
  return [noted, ...assessmentOrder(evolve(s, noted), command, 'verification-changed')];
}

/** A visit is also the re-investigation that an objection asks for. */
function recordVisit(s: ApplicationState, command: Of<'RecordVisit'>): readonly ApplicationEvent[] {
  const { findings, by, today } = command;
  mayVisit(s, by);
  const least = procedureOf(s).visit.investigators;
  if (new Set(findings.investigators).size < least) refuse('too-few-investigators', { needed: least }, { status: 422, field: 'investigators' });
  if ((findings.dwelling === null) !== (findings.livingConditions === null)) refuse('findings-unpaired', {}, { status: 422, field: 'dwelling' });
  const named = [...(findings.incomes ?? []), ...(findings.properties ?? [])].map((finding) => finding.person);
  if (named.some((id) => !command.people.some((person) => person.person === id))) refuse('person-not-in-household', {}, { status: 422, field: 'incomes' });
  requirePast(findings.on, today);
  if (s.accepted && findings.on < dayOf(s.accepted.at)) refuse('before-acceptance', {}, { status: 422, field: 'on' });
  const visited: ApplicationEvent = { type: 'VisitRecorded', data: { ...findings, ...stamp(command) }, effectiveOn: findings.on };
  const events = [visited, ...answeredBy(s, command, 'visit')];
  return [...events, ...assessmentOrder(events.reduce(evolve, s), command, 'facts-changed')];
}

/** Objections that this kind of answer settles, by the rule of their stage. */
export function answeredBy(s: ApplicationState, given: Given, through: 'visit' | 'meeting'): readonly ApplicationEvent[] {
  const objections = s.objections.filter((o) => !o.answered && (objectionRule(s, o.stage)?.answeredBy.includes(through) ?? false)).map((o) => o.objection);
  return objections.length === 0 ? [] : [{ type: 'ObjectionsAnswered', data: { objections, through, ...stamp(given) } }];
}

/** The registry has recorded what the visit found: now the rules can be applied to it. */
function noteVisitFacts(s: ApplicationState, command: Of<'NoteVisitFacts'>): readonly ApplicationEvent[] {
  const visit = s.visits.find((v) => v.visit === command.visit);
  const facts = command.facts.filter((fact) => visit?.awaits.includes(fact));
  if (facts.length === 0) return [];
  const registered: ApplicationEvent = { type: 'VisitFactsRegistered', data: { visit: command.visit, facts, ...stamp(command) } };
  return [registered, ...assessmentOrder(evolve(s, registered), command, 'facts-changed')];
}

/** After the approval an assessment can only bring the amount that goes with the care grade. */
function noteAssessment(s: ApplicationState, command: Of<'NoteAssessment'>): readonly ApplicationEvent[] {
  const { completed } = command;
  if (s.assessment.requested?.assessment !== completed.assessment || s.assessment.latest?.assessment === completed.assessment) return [];
  const eligible = completed.result === 'eligible';
  const note = {
    assessment: completed.assessment, result: completed.result, money: eligible ? completed.money : null, provisional: completed.provisional,
    shares: eligible ? completed.shares.filter((share) => share.result === 'eligible').map(({ person, money }) => ({ person, money })) : [],
    reasons: eligible ? [] : completed.trace.filter((line) => line.result !== true).map((line) => line.reason),
  };
  const noted: ApplicationEvent = { type: 'AssessmentNoted', data: { ...note, ...stamp(command) } };
  const { decision, benefit } = s;
  if (decision?.kind !== 'approved' || !note.money || note.money.minor === benefit?.money.minor) return [noted];
  return [noted, { type: 'BenefitChanged', data: { approval: decision.approval, order: null, money: note.money, shares: note.shares, orders: s.orders.map((o) => ({ order: o.order, money: note.shares.find((share) => share.person === o.beneficiary)?.money ?? o.money })), from: decision.from, reason: 'care-grade', ...stamp(command) } }];
}

/** Step 5: what the departments and the visitors find, and the assessments that follow by themselves. */
export const meansTestDecisions: Decisions<MeansTestCommand> = {
  RequestVerification: requestVerification, NoteReport: noteReport, RecordVisit: recordVisit, NoteVisitFacts: noteVisitFacts, NoteAssessment: noteAssessment,
  NoteFactsChanged: (s, command) => (s.accepted ? assessmentOrder(s, command, 'facts-changed') : []),
};
