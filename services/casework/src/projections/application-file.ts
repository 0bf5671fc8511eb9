import type { ApplicationDocument, AssessmentCompleted, Text3, VerificationReported } from '@hearth/contracts';
import type { RecordedEvent } from '@hearth/event-sourcing';
import type { Day } from '@hearth/kernel';
import { type Action, actionsFor } from '../application/actions.ts';
import type { By, KnownPerson, SignedAuthorisation } from '../application/application.commands.ts';
import type { ApplicationState } from '../application/application.state.ts';
import { calendarOf, type ClockView, clockView, lastDayToAsk, otherClocks, type RunningClock, stepClock } from '../application/clocks.ts';
import { decisionRule } from '../application/county.decider.ts';
import { missingDocuments } from '../application/intake.decider.ts';
import { DECISION_TITLE, nextOf } from '../application/next.ts';
import { aboutOf, procedureOf, ruleSetOf } from '../application/progress.ts';
import { stepsOf } from '../application/steps.ts';

/** What of other services' facts the file shows beside its own. */
export interface FileContext {
  readonly today: Day;
  readonly by: By;
  readonly people: readonly KnownPerson[];
  readonly authorisation: SignedAuthorisation | null;
  readonly report: VerificationReported | null;
  readonly assessed: AssessmentCompleted | null;
  readonly history: readonly RecordedEvent[];
}

function clocksOf(s: ApplicationState, today: Day): object {
  const see = <C extends RunningClock>(running: C | null): (C & ClockView) | null => running && clockView(running, calendarOf(s), today, s.status === 'returned');
  const { total, decision, verificationStart, objections, reconsideration } = otherClocks(s);
  return {
    total: see(total), decision: see(decision), verificationStart: see(verificationStart), objections: objections.map((objection) => see(objection)), reconsideration: see(reconsideration), lastDayToAsk: lastDayToAsk(s),
  };
}

const steps = (s: ApplicationState, today: Day): readonly object[] => stepsOf(s).map((view) => {
  const running = stepClock(s, view.step);
  return { ...view, clock: running ? clockView(running, calendarOf(s), today, s.status === 'returned') : null };
});

function documentsOf(s: ApplicationState, { people, authorisation, today }: FileContext): { readonly given: readonly ApplicationDocument[]; readonly missing: readonly ApplicationDocument[]; readonly needed: object } {
  const rules = procedureOf(s).documents;
  const missing = s.accepted ? [] : missingDocuments(rules, s.documents, people, authorisation, today);
  return { given: s.documents, missing, needed: rules };
}

const entryOf = ({ id, type, recordedAt, effectiveOn, version, metadata }: RecordedEvent): object => ({ id, type, at: recordedAt, effectiveOn, version, by: metadata.actor.sub, role: metadata.actor.role });

function decisionOf(s: ApplicationState): object | null {
  return s.decision ? { ...s.decision, title: DECISION_TITLE, who: decisionRule(s).who } : null;
}

/** The application file: the nineteen steps with their clocks, everything recorded so far, and what the asking officer may do next. */
export function fileOf(s: ApplicationState, context: FileContext): { readonly [part: string]: unknown; readonly actions: readonly Action[] } {
  const { today, by, report, assessed, history } = context;
  const about = aboutOf(s);
  const { id, title, source } = ruleSetOf(s);
  const locked: { readonly id: string; readonly title: Text3; readonly source: string; readonly locked: boolean } = { id, title, source, locked: s.accepted !== null };
  return {
    id: about.application,
    application: { ...about, accounts: s.accounts.map(({ person, holder, number }) => ({ person, holder, account: number })), authorisation: s.authorisation, status: s.status, submittedAt: s.submitted?.at ?? null, acceptedAt: s.accepted?.at ?? null },
    ruleSet: locked, steps: steps(s, today), clocks: clocksOf(s, today), next: nextOf(s), documents: documentsOf(s, context),
    verification: s.verification ? { id: s.verification.id, requestedAt: s.verification.requested.at, ...s.verification.report, report } : null,
    assessment: s.assessment.latest ? { ...s.assessment.latest, running: s.assessment.requested?.assessment !== s.assessment.latest.assessment, trace: assessed?.trace ?? [], score: assessed?.score ?? null, asOf: assessed?.asOf ?? null } : null,
    assessmentRequested: s.assessment.requested,
    visits: s.visits, meetings: s.meetings, publications: s.publications, objections: s.objections, notices: s.notices, reviews: s.reviews, flags: s.flags,
    proposal: s.proposal, opinion: s.opinion, spotCheck: s.spotCheck, decision: decisionOf(s), reconsiderations: s.reconsiderations, care: s.care, benefit: s.benefit, orders: s.orders, payments: s.payments,
    actions: actionsFor(s, by), history: history.map(entryOf),
  };
}
