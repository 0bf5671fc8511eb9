import type { ObjectionRule, PublicationRule, PublicationStage, RuleSetProcedure } from '@hearth/contracts';
import type { ApplicationState, Done, Objection, Publication, Visit } from './application.state.ts';
import type { LockedRuleSet, Submission } from './application.events.ts';
import { refuse } from './reasons.ts';

/** What has been reached, said only in terms of the rule set the application keeps. */

export const aboutOf = (s: ApplicationState): Submission => s.about ?? refuse('not-found', {}, { status: 404 });
export const ruleSetOf = (s: ApplicationState): LockedRuleSet => s.ruleSet ?? refuse('not-found', {}, { status: 404 });
export const procedureOf = (s: ApplicationState): RuleSetProcedure => ruleSetOf(s).procedure;
export const publicationRule = (s: ApplicationState, stage: PublicationStage): PublicationRule | undefined => procedureOf(s).publications.find((rule) => rule.stage === stage);
export const objectionRule = (s: ApplicationState, stage: PublicationStage): ObjectionRule | undefined => procedureOf(s).objections?.find((rule) => rule.stage === stage);

export const later = (a: Done | null, b: Done | null): Done | null => (a && b ? (a.seq > b.seq ? a : b) : null);
const seqOf = (done: Done | null | undefined): number => done?.seq ?? 0;

export const needsVerification = (s: ApplicationState): boolean => procedureOf(s).verification.sources.length > 0;
export const needsVisit = (s: ApplicationState): boolean => procedureOf(s).visit.investigators > 0;
export const lastVisit = (s: ApplicationState): Visit | undefined => s.visits.at(-1);

/** Step 5: a visit by enough investigators and a report, complete or not. */
export function meansTested(s: ApplicationState): Done | null {
  const visit = s.visits[0] ?? null;
  const report = s.verification?.report?.done ?? null;
  if (!needsVisit(s)) return needsVerification(s) ? report : s.accepted;
  return needsVerification(s) ? later(visit, report) : visit;
}

/** All that the rule set asks for before the rules are applied, recorded by its owner as well. */
export function readyToAssess(s: ApplicationState): boolean {
  if (!s.accepted || (needsVerification(s) && !s.verification?.report)) return false;
  return !needsVisit(s) || (s.visits.length > 0 && s.visits.every((visit) => visit.awaits.length === 0));
}

export const openReconsideration = (s: ApplicationState): ApplicationState['reconsiderations'][number] | undefined => s.reconsiderations.find((r) => !r.decided);
/** Facts still count: nothing is decided, or a refusal is being reconsidered. */
export const undecided = (s: ApplicationState): boolean => s.decision === null || openReconsideration(s) !== undefined;

export const assessmentRunning = (s: ApplicationState): boolean => s.assessment.requested !== null && s.assessment.latest?.assessment !== s.assessment.requested.assessment;
/** Sources or discrepancies are open, so the figures may still change. */
export function provisional(s: ApplicationState): boolean {
  const report = s.verification?.report;
  return needsVerification(s) && (!report || report.openSources.length > 0 || report.openItems > 0);
}

export const lastPublication = (s: ApplicationState, stage: PublicationStage): Publication | undefined => s.publications.findLast((p) => p.stage === stage);
export const openObjections = (s: ApplicationState, stage: PublicationStage): readonly Objection[] => s.objections.filter((o) => o.stage === stage && !o.answered);
const lastAnswered = (s: ApplicationState, stage: PublicationStage): number => Math.max(0, ...s.objections.filter((o) => o.stage === stage).map((o) => seqOf(o.answered)));

/** What the second sheet has to follow: the opinion, or what a reconsideration granted. */
const countyFinding = (s: ApplicationState): Done | null => (s.decision?.kind === 'approved' && s.decision.granted ? s.decision : s.opinion);

/** A publication that ran its time and, where the rule says so, was made again after every objection. */
export function publicationDone(s: ApplicationState, stage: PublicationStage): Done | null {
  const last = lastPublication(s, stage);
  if (!last?.ended) return null;
  if (objectionRule(s, stage)?.publishAgain && (openObjections(s, stage).length > 0 || last.seq < lastAnswered(s, stage))) return null;
  if (stage === 'town') return { ...last.ended, by: last.by };
  const finding = countyFinding(s);
  return finding && last.seq > finding.seq ? { ...last.ended, by: last.by } : null;
}

/**
 * The opinion holds while it rests on the figures that count, no later spot check contradicts it, and no objection came after it.
 * A decision settles it for good.
 */
export function opinionHolds(s: ApplicationState): boolean {
  if (!s.opinion) return false;
  if (s.decision) return true;
  const { latest } = s.assessment;
  const sameFigures = !assessmentRunning(s) && latest !== null && (latest.assessment === s.opinion.assessment || (latest.money?.minor === s.opinion.money?.minor && !latest.provisional));
  const contradicted = s.spotCheck.record?.finding === 'differs' && s.spotCheck.record.seq > s.opinion.seq;
  return sameFigures && !contradicted && openObjections(s, 'county').length === 0 && s.opinion.seq > lastAnswered(s, 'county');
}

/** A refusal is on its way or made: then nothing is published at the county and nothing is paid. */
export const refusing = (s: ApplicationState): boolean => (s.decision ? s.decision.kind === 'refused' : opinionHolds(s) && s.opinion?.opinion === 'refuse');

/** Relatives of staff, doubtful and reported cases: always visited, outside the frame. */
export const alwaysVisited = (s: ApplicationState): boolean => (s.about?.relativeOfStaff ?? false) || s.flags.length > 0 || s.objections.length > 0;

/** Step 12: the draw of the window is closed and, where a visit is due, it is recorded. */
export function spotChecked(s: ApplicationState): Done | null {
  const { assigned, record } = s.spotCheck;
  if (!procedureOf(s).spotCheck) return record;
  if (!assigned) return null;
  return assigned.toVisit ? record : assigned;
}

export const informed = (s: ApplicationState, step: 8 | 14): Done | null => {
  const notice = s.notices.findLast((n) => n.step === step) ?? null;
  const since = step === 8 ? seqOf(publicationDone(s, 'town')) : seqOf(s.decision);
  return notice && notice.seq > since ? notice : null;
};

/** Persons whose care grade the benefit still waits for. */
export function careOpen(s: ApplicationState): readonly string[] {
  if (procedureOf(s).careAssessment !== true) return [];
  return (s.benefit?.shares ?? []).map((share) => share.person).filter((person) => !s.care.some((care) => care.person === person));
}
