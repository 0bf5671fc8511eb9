import type { Day, PublicationStage } from '@hearth/contracts';
import { addDays } from '@hearth/kernel';
import type { CommunityCommand, KnownPerson } from './application.commands.ts';
import type { ApplicationEvent, SheetContent } from './application.events.ts';
import type { ApplicationState } from './application.state.ts';
import { requireAccepted, requireOther, requirePast, requireUndecided, requireWho, stamp, type Decisions, type Guard } from './guard.ts';
import { isAdult } from './intake.decider.ts';
import { answeredBy } from './means-test.decider.ts';
import { aboutOf, assessmentRunning, informed, lastPublication, openObjections, opinionHolds, procedureOf, publicationDone, publicationRule } from './progress.ts';
import { refuse } from './reasons.ts';
import { requireStep } from './steps.ts';

type Of<T extends CommunityCommand['type']> = Extract<CommunityCommand, { type: T }>;

export const mayMeet: Guard = (s, by) => {
  requireUndecided(s);
  requireStep(s, 6);
  if (s.proposal && openObjections(s, 'county').length === 0) refuse('forwarded');
  const { meeting } = procedureOf(s);
  if (meeting?.mode === 'on-objection' && openObjections(s, 'town').length + openObjections(s, 'county').length === 0) refuse('meeting-not-needed');
  requireWho(by, s, 6);
};

function holdMeeting(s: ApplicationState, command: Of<'HoldMeeting'>): readonly ApplicationEvent[] {
  mayMeet(s, command.by);
  const { on, present, representatives, yes, no, abstained } = command;
  requirePast(on, command.today);
  const { numerator, denominator } = procedureOf(s).meeting?.representatives ?? { numerator: 0, denominator: 1 };
  if (representatives * denominator < present * numerator || representatives > present) {
    refuse('too-few-representatives', { representatives, present, needed: Math.ceil((present * numerator) / denominator) }, { status: 422, field: 'representatives' });
  }
  if (yes + no + abstained > present) refuse('votes-exceed-present', {}, { status: 422, field: 'present' });
  const result = yes * 2 > present ? 'supports' as const : 'rejects' as const;
  return [{ type: 'MeetingHeld', data: { on, present, representatives, yes, no, abstained, result, ...stamp(command) }, effectiveOn: on }, ...answeredBy(s, command, 'meeting')];
}

const stepOfStage = (stage: PublicationStage): number => (stage === 'town' ? 7 : 13);

/** The first sheet may show a provisional amount, the second may not: it shows what the opinion, or a granted reconsideration, says. */
export const mayPublish = (stage: PublicationStage): Guard => (s, by) => {
  requireAccepted(s);
  if (!publicationRule(s, stage)) refuse('step-not-taken', { step: stepOfStage(stage) });
  const granted = s.decision?.kind === 'approved' && s.decision.granted;
  if (s.decision && !(granted && stage === 'county')) refuse('decided');
  requireStep(s, stepOfStage(stage));
  const last = lastPublication(s, stage);
  if (last && !last.ended) refuse('publication-running');
  if (publicationDone(s, stage)) refuse('publication-done');
  if (openObjections(s, stage).length > 0) refuse('objections-open', { count: openObjections(s, stage).length });
  if (stage === 'county' && !s.decision) requireApprovingOpinion(s);
  if (assessmentRunning(s)) refuse('assessment-running');
  if (!s.assessment.latest) refuse('assessment-missing');
  requireWho(by, s, stepOfStage(stage));
};

export function requireApprovingOpinion(s: ApplicationState): void {
  if (!opinionHolds(s)) refuse('opinion-missing');
  if (s.opinion?.opinion === 'refuse') refuse('opinion-refuses');
}

/** Never an ID number, address or health; minors as a number only; a minor applicant is not named. */
export function sheetOf(s: ApplicationState, stage: PublicationStage, people: readonly KnownPerson[], on: Day): SheetContent {
  const members = people.filter((person) => person.kind === 'member');
  const adults = members.filter((person) => isAdult(person, on)).map((person) => person.person);
  const withheld = adults.length === 0;
  const { applicant } = aboutOf(s);
  const named = publicationRule(s, stage)?.members !== 'number-only';
  const granted = s.decision?.kind === 'approved' ? s.decision.money : null;
  return {
    applicant: adults.includes(applicant) ? applicant : null, adults: named ? adults.filter((person) => person !== applicant) : [],
    members: members.length, minors: members.length - adults.length, money: granted ?? s.assessment.latest?.money ?? null, withheld,
  };
}

function postPublication(s: ApplicationState, command: Of<'PostPublication'>): readonly ApplicationEvent[] {
  const { stage, today, people } = command;
  mayPublish(stage)(s, command.by);
  const days = publicationRule(s, stage)?.days ?? 0;
  const posted: ApplicationEvent = { type: 'PublicationPosted', data: { stage, postedOn: today, until: addDays(today, days), content: sheetOf(s, stage, people, today), ...stamp(command) } };
  // An announcement has no time for objections: it is made, and that is all.
  return days > 0 ? [posted] : [posted, { type: 'PublicationEnded', data: { stage, on: today, objections: 0, ...stamp(command) } }];
}

/** The day of posting is not counted, the last day is whole: a publication ends with the day after `until`. */
function endPublication(s: ApplicationState, command: Of<'EndPublication'>): readonly ApplicationEvent[] {
  const running = lastPublication(s, command.stage);
  if (!running || running.ended || command.today <= running.until) return [];
  const objections = s.objections.filter((o) => o.stage === command.stage && o.seq > running.seq).length;
  return [{ type: 'PublicationEnded', data: { stage: command.stage, on: running.until, objections, ...stamp(command) }, effectiveOn: running.until }];
}

export const mayObject = (stage: PublicationStage): Guard => (s) => {
  requireUndecided(s);
  const last = lastPublication(s, stage);
  const over = stage === 'town' ? s.proposal !== null : false;
  if (!last || over) refuse('publication-over');
};

export const mayInform = (step: 8 | 14): Guard => (s, by) => {
  requireAccepted(s);
  requireStep(s, step);
  if (step === 8 && s.proposal) refuse('forwarded');
  if (informed(s, step)) refuse('already-informed');
  requireWho(by, s, step);
};

function inform(s: ApplicationState, command: Of<'Inform'>): readonly ApplicationEvent[] {
  mayInform(command.step)(s, command.by);
  const result = command.step === 8 ? s.assessment.latest?.result ?? 'undecided' : s.decision?.kind ?? refuse('not-decided');
  return [{ type: 'ApplicantInformed', data: { step: command.step, on: command.today, result, ...stamp(command) } }];
}

const openReview = (s: ApplicationState): boolean => s.reviews.some((review) => !review.answered);

export const mayRequestReview: Guard = (s, by) => {
  requireUndecided(s);
  requireStep(s, 9);
  if (s.proposal) refuse('forwarded');
  if (openReview(s)) refuse('review-open');
  requireWho(by, s, 9);
};

/** A review is never for the one whose finding it is. */
export const mayAnswerReview: Guard = (s, by) => {
  requireUndecided(s);
  if (!openReview(s)) refuse('no-review');
  requireWho(by, s, 9);
  requireOther(by, [informed(s, 8)?.by, s.meetings.at(-1)?.by]);
};

export const mayFlag: Guard = (s) => { requireUndecided(s); };

/** The town only proposes: a proposal against goes to the county too. */
export const mayForward: Guard = (s, by) => {
  requireUndecided(s);
  if (s.proposal) refuse('forwarded');
  requireStep(s, 10);
  const open = openObjections(s, 'town').length;
  if (open > 0) refuse('objections-open', { count: open });
  if (openReview(s)) refuse('review-open');
  requireWho(by, s, 10);
};

/** Steps 6 to 10, and the second publication, which follows the same rules. */
export const communityDecisions: Decisions<CommunityCommand> = {
  HoldMeeting: holdMeeting, PostPublication: postPublication, EndPublication: endPublication, Inform: inform,
  RaiseObjection: (s, command) => {
    mayObject(command.stage)(s, command.by);
    return [{ type: 'ObjectionRaised', data: { objection: command.objection, stage: command.stage, on: command.today, text: command.text, ...stamp(command) } }];
  },
  RequestReview: (s, command) => {
    mayRequestReview(s, command.by);
    return [{ type: 'ReviewRequested', data: { on: command.today, ...stamp(command) } }];
  },
  AnswerReview: (s, command) => {
    mayAnswerReview(s, command.by);
    return [{ type: 'ReviewAnswered', data: { result: command.result, reason: command.reason, ...stamp(command) } }];
  },
  Flag: (s, command) => {
    mayFlag(s, command.by);
    return [{ type: 'CaseFlagged', data: { flag: command.flag, reason: command.reason, ...stamp(command) } }];
  },
  Forward: (s, command) => {
    mayForward(s, command.by);
    return [{ type: 'ProposalForwarded', data: { proposal: command.proposal, reason: command.reason, ...stamp(command) } }];
  },
};
