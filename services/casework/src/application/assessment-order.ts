import type { AssessmentInput, Given } from './application.commands.ts';
import type { ApplicationEvent, AssessmentOrder } from './application.events.ts';
import type { ApplicationState } from './application.state.ts';
import { aboutOf, provisional, readyToAssess, ruleSetOf, undecided } from './progress.ts';

/**
 * The order to apply the rules, as soon as everything is there that the rule set asks for, and again when facts change before the decision
 * (or while a refusal is reconsidered). `s` is the state with the change in it.
 */
export function assessmentOrder(s: ApplicationState, given: Given & AssessmentInput, reason: AssessmentOrder['reason']): readonly ApplicationEvent[] {
  if (!readyToAssess(s) || !undecided(s)) return [];
  return [orderOf(s, given, s.assessment.requested ? (reason === 'first' ? 'facts-changed' : reason) : 'first')];
}

export function orderOf(s: ApplicationState, { at, today, by, assessment, people }: Given & AssessmentInput, reason: AssessmentOrder['reason']): ApplicationEvent {
  const { verification } = s;
  return {
    type: 'AssessmentRequested',
    data: {
      assessment, programme: aboutOf(s).programme, ruleSet: ruleSetOf(s).id, asOf: today, provisional: provisional(s),
      people: people.filter((person) => person.kind === 'member').map((person) => person.person),
      verification: verification?.report ? { id: verification.id, round: verification.report.round } : null, reason, at, by: by.sub,
    },
  };
}
