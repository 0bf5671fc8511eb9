import type { PersonRegistered } from '@hearth/contracts';
import { type FieldError, Rejection } from '@hearth/event-sourcing';
import type { KeyProvider } from '@hearth/event-store';
import { mongolianIdFacts, mongolianIdProblem, normaliseId, residentIdFacts, residentIdProblem } from '@hearth/kernel';
import { identityOf } from '../search/person-tokens.ts';
import type { PersonRequest } from '../household/household.requests.ts';

const FACTS = {
  'cn-resident-id': { problem: residentIdProblem, facts: residentIdFacts },
  'mn-registration': { problem: mongolianIdProblem, facts: (id: string): { birthDate: string; sex: null } => ({ ...mongolianIdFacts(id), sex: null }) },
} as const;

/** What is wrong with the identity number of a person who stands at `place` in a request; empty when nothing is. */
export function idProblems(person: PersonRequest, place: string): FieldError[] {
  const at = (field: string): string => (place === '' ? field : `${place}.${field}`);
  const number = normaliseId(person.idNumber);
  const problem = FACTS[person.idKind].problem(number);
  if (problem) return [{ field: at('idNumber'), code: problem.code, detail: problem.detail }];
  const { birthDate, sex } = FACTS[person.idKind].facts(number);
  if (!sex && !person.sex) return [{ field: at('sex'), code: 'missing', detail: 'must be given: the identity number does not tell it' }];
  return (person.birthDate ?? birthDate) !== birthDate ? [{ field: at('birthDate'), code: 'differs', detail: 'is not the birth date in the identity number' }] : [];
}

type Placed = readonly [place: string, person: PersonRequest];

/** Ids that the caller chose and gave to two people. */
function idsTwice(people: readonly Placed[]): FieldError[] {
  return people.filter(([, { id }], i) => id && people.findIndex(([, other]) => other.id === id) < i).map(([place]) => ({ field: `${place}.id`, code: 'twice', detail: 'is the id of another person too' }));
}

/** @throws Rejection invalid (422) naming, by place, every identity number that cannot be, and every id given twice. */
export function requireIds(people: readonly Placed[]): void {
  const errors = [...people.flatMap(([place, person]) => idProblems(person, place)), ...idsTwice(people)];
  if (errors.length > 0) throw new Rejection('invalid', 'Some identity numbers or ids are not acceptable.', { status: 422, errors });
}

export interface Identified {
  readonly person: PersonRegistered;
  /** The identity number as it is indexed; for the claim, and kept nowhere. */
  readonly identity: string;
}

/** The person as the registry records it: direct identifiers sealed under the person's own key, the rest readable for rules and figures. */
export async function identify(keys: KeyProvider, person: string, household: string | null, request: PersonRequest): Promise<Identified> {
  const number = normaliseId(request.idNumber);
  const facts = FACTS[request.idKind].facts(number);
  const registered: PersonRegistered = {
    person, household, name: await keys.seal(person, request.name.trim()), idNumber: await keys.seal(person, number), idKind: request.idKind,
    idToken: `person:${person}`, birthDate: facts.birthDate, sex: facts.sex ?? sexOf(request),
    hukouArea: request.hukouArea ?? null, hukouKind: request.hukouKind ?? null, disability: request.disability ? { kind: request.disability.kind, level: request.disability.level } : null,
    phone: request.phone ? await keys.seal(person, request.phone.trim()) : null, workCapacity: request.workCapacity ?? 'unknown', student: request.student ?? false,
  };
  return { person: registered, identity: identityOf(request.idKind, number) };
}

function sexOf({ sex }: PersonRequest): 'male' | 'female' {
  if (!sex) throw new Rejection('invalid', 'sex must be given.', { status: 422 });
  return sex;
}
