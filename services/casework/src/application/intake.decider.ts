import type { ApplicationDocument, NeededDocument } from '@hearth/contracts';
import { completedAge, type Day } from '@hearth/kernel';
import type { IntakeCommand, KnownPerson, SignedAuthorisation } from './application.commands.ts';
import type { ApplicationEvent } from './application.events.ts';
import type { ApplicationState } from './application.state.ts';
import { requireRole, requireWho, stamp, type Decisions, type Guard } from './guard.ts';
import { assessmentOrder } from './assessment-order.ts';
import { evolve } from './application.ts';
import { procedureOf } from './progress.ts';
import { refuse } from './reasons.ts';

/** Of age in both countries. */
export const ADULT = 18;

export const isAdult = (person: KnownPerson, on: Day): boolean => completedAge(person.birthDate, on) >= ADULT;

function concerned(rule: NeededDocument, people: readonly KnownPerson[], on: Day): readonly (string | null)[] {
  const members = people.filter((person) => person.kind === 'member');
  const groups: Readonly<Record<NeededDocument['for'], readonly KnownPerson[] | null>> = {
    application: null, 'each-member': members, 'each-adult': members.filter((person) => isAdult(person, on)),
    'each-child': members.filter((person) => !isAdult(person, on)), 'each-supporter': people.filter((person) => person.kind === 'supporter'),
  };
  const group = groups[rule.for];
  if (!group) return [null];
  const { from, to } = rule.ages ?? { from: 0, to: Number.MAX_SAFE_INTEGER };
  return group.filter((person) => { const age = completedAge(person.birthDate, on); return age >= from && age <= to; }).map((person) => person.person);
}

/** Everything the rule set asks for and the family has not brought, in one list. An authorisation counts as the register has it, signed and not ended. */
export function missingDocuments(needed: readonly NeededDocument[], given: readonly ApplicationDocument[], people: readonly KnownPerson[], authorisation: SignedAuthorisation | null, on: Day): readonly ApplicationDocument[] {
  const signed = (person: string | null): boolean => authorisation !== null && !authorisation.ended && person !== null && authorisation.signers.includes(person);
  const brought = (kind: ApplicationDocument['kind'], person: string | null): boolean => given.some((document) => document.kind === kind && document.person === person);
  return needed.filter((rule) => rule.needed).flatMap((rule) => concerned(rule, people, on)
    .filter((person) => !(rule.kind === 'authorisation' ? signed(person) : brought(rule.kind, person)))
    .map((person) => ({ kind: rule.kind, person })));
}

function requireKnown(documents: readonly ApplicationDocument[], people: readonly KnownPerson[]): void {
  if (documents.some(({ person }) => person !== null && !people.some((known) => known.person === person))) refuse('person-not-in-household', {}, { status: 422, field: 'documents' });
}

export const mayCheck: Guard = (s, by) => {
  if (s.status === 'none') refuse('not-found', {}, { status: 404 });
  if (s.accepted) refuse('already-accepted');
  requireWho(by, s, 2);
};

export const maySupply: Guard = (s) => {
  if (s.status === 'none') refuse('not-found', {}, { status: 404 });
  if (s.accepted) refuse('already-accepted');
};

function submit(s: ApplicationState, command: Extract<IntakeCommand, { type: 'Submit' }>): readonly ApplicationEvent[] {
  const { submission, ruleSet, people, by } = command;
  if (s.status !== 'none') refuse('already-submitted');
  if (!ruleSet) return refuse('no-rule-set', {}, { status: 422, field: 'programme' });
  requireRole(by, ruleSet.procedure.steps.find((step) => step.step === 1)?.who ?? []);
  if (!people.some((person) => person.kind === 'member' && person.person === submission.applicant)) refuse('applicant-not-member', {}, { status: 422, field: 'applicant' });
  requireKnown(submission.documents, people);
  const paid = submission.accounts.flatMap(({ holder, person }) => (person === null ? [holder] : [holder, person]));
  if (paid.some((id) => !people.some((person) => person.person === id))) refuse('person-not-in-household', {}, { status: 422, field: 'account' });
  return [{ type: 'ApplicationSubmitted', data: { ...submission, ruleSet, ...stamp(command) } }];
}

function check(s: ApplicationState, command: Extract<IntakeCommand, { type: 'Check' }>): readonly ApplicationEvent[] {
  mayCheck(s, command.by);
  const missing = missingDocuments(procedureOf(s).documents, s.documents, command.people, command.authorisation, command.today);
  if (missing.length > 0) return [{ type: 'ApplicationReturned', data: { missing, ...stamp(command) } }];
  const { ruleSet } = command;
  if (!ruleSet || !s.about) return refuse('no-rule-set', {}, { status: 422 });
  const accepted: ApplicationEvent = { type: 'ApplicationAccepted', data: { programme: s.about.programme, ruleSet, authorisation: command.authorisation?.id ?? null, ...stamp(command) } };
  return [accepted, ...assessmentOrder(evolve(s, accepted), command, 'first')];
}

function supply(s: ApplicationState, command: Extract<IntakeCommand, { type: 'SupplyDocuments' }>): readonly ApplicationEvent[] {
  maySupply(s, command.by);
  requireKnown(command.documents, command.people);
  return [{ type: 'DocumentsSupplied', data: { documents: command.documents, ...stamp(command) } }];
}

/** Steps 1 to 4: nothing is refused at the door; what is incomplete goes back with all that is missing. */
export const intakeDecisions: Decisions<IntakeCommand> = { Submit: submit, SupplyDocuments: supply, Check: check };
