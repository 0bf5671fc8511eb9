import { mongolianIdFacts, mongolianIdProblem, normaliseId, residentIdFacts, residentIdProblem } from '@hearth/kernel';
import type { NeededDocument } from '../../api/eligibility.ts';
import { parseAmount } from '../../format/money.ts';
import { ageOn } from '../../parts/day.ts';

export type IdKind = 'cn-resident-id' | 'mn-registration';

export interface PersonDraft {
  readonly key: string;
  readonly name: string;
  readonly idNumber: string;
  readonly relation: string;
  readonly sex: string;
  readonly work: string;
  /** Its kind; empty where there is none. */
  readonly disability: string;
  readonly level: string;
  readonly student: boolean;
  readonly phone: string;
}
export interface IncomeDraft { readonly key: string; readonly person: string; readonly kind: string; readonly amount: string }

export interface ApplyDraft {
  readonly programme: string;
  readonly village: string;
  readonly urban: boolean;
  readonly address: string;
  readonly members: readonly PersonDraft[];
  readonly supporters: readonly PersonDraft[];
  readonly incomes: readonly IncomeDraft[];
  readonly properties: readonly IncomeDraft[];
  /** Keys of documents that are missing; all others were seen. */
  readonly lacking: readonly string[];
  readonly allSeen: boolean;
  readonly unsigned: readonly string[];
  readonly holder: string;
  readonly account: string;
  readonly relative: boolean;
  /** Of the questionnaire, by variable. */
  readonly answers: Readonly<Record<string, string>>;
  /** Set once the registry has the family, so that a retry goes on from there. */
  readonly registered: { readonly id: string; readonly people: Readonly<Record<string, string>>; readonly authorisation: string | null } | null;
}

export const newPerson = (relation: string): PersonDraft =>
  ({ key: crypto.randomUUID(), name: '', idNumber: '', relation, sex: '', work: 'unknown', disability: '', level: '3', student: false, phone: '' });

export const emptyForm = (): ApplyDraft => {
  const head = newPerson('head');
  return {
    programme: '', village: '', urban: false, address: '', members: [head], supporters: [], incomes: [], properties: [], lacking: [], allSeen: false, unsigned: [],
    holder: head.key, account: '', relative: false, answers: {}, registered: null,
  };
};

export interface IdFacts { readonly birthDate: string; readonly sex: string | null }
export interface IdVerdict { readonly problem: 'shape' | 'birth-date' | 'check-digit' | 'twice' | 'mn-shape' | null; readonly facts: IdFacts | null }

/** What is wrong with a number as it stands; while it is still being typed its length is not held against it. */
export function idVerdict(text: string, kind: IdKind, others: readonly string[], today: string, typing = false): IdVerdict {
  const id = normaliseId(text);
  const whole = kind === 'cn-resident-id' ? 18 : 10;
  if (id === '' || (typing && id.length < whole)) return { problem: null, facts: null };
  const problem = kind === 'cn-resident-id' ? residentIdProblem(id, today) : mongolianIdProblem(id, today);
  if (problem) return { problem: problem.code === 'shape' && kind === 'mn-registration' ? 'mn-shape' : problem.code, facts: null };
  const facts = kind === 'cn-resident-id' ? residentIdFacts(id) : { ...mongolianIdFacts(id), sex: null };
  const twice = others.filter((other) => normaliseId(other) === id).length > 0;
  return { problem: twice ? 'twice' : null, facts };
}

export interface KnownPerson { readonly key: string; readonly name: string; readonly birthDate: string | null; readonly kind: 'member' | 'supporter' }
export interface Requirement { readonly key: string; readonly kind: string; readonly person: KnownPerson | null; readonly needed: boolean }

const adult = 18;
export const isAdult = (person: KnownPerson, today: string): boolean => person.birthDate === null || ageOn(person.birthDate, today) >= adult;

function concerned(rule: NeededDocument, people: readonly KnownPerson[], today: string): readonly (KnownPerson | null)[] {
  const members = people.filter((person) => person.kind === 'member');
  if (rule.for === 'application') return [null];
  if (rule.for === 'each-supporter') return people.filter((person) => person.kind === 'supporter');
  const group = rule.for === 'each-member' ? members : members.filter((person) => isAdult(person, today) === (rule.for === 'each-adult'));
  return group.filter((person) => {
    if (!rule.ages || person.birthDate === null) return true;
    const age = ageOn(person.birthDate, today);
    return age >= rule.ages.from && age <= rule.ages.to;
  });
}

/** The checklist of the rule set in force, person by person; authorisations are signed, not brought. */
export function requirements(documents: readonly NeededDocument[], people: readonly KnownPerson[], today: string): Requirement[] {
  return documents.filter((rule) => rule.kind !== 'authorisation').flatMap((rule) => concerned(rule, people, today).map((person): Requirement => ({
    key: `${rule.kind}|${person?.key ?? ''}`, kind: rule.kind, person, needed: rule.needed,
  })));
}

export const asksAuthorisation = (documents: readonly NeededDocument[]): boolean => documents.some((rule) => rule.kind === 'authorisation');

const accountPattern = /^[0-9A-Z]{8,34}$/u;
export const plainAccount = (text: string): string => text.normalize('NFKC').replaceAll(/[\s-]/gu, '').toUpperCase();
export const accountFits = (text: string): boolean => accountPattern.test(plainAccount(text));

export type Lack = 'people' | 'name' | 'relation' | 'village' | 'account' | 'id' | 'amount';
export interface FieldLack { readonly field: string; readonly lack: Lack }

/** Everything that keeps the form from being sent, with the control each belongs to. */
export function lacksOf(form: ApplyDraft, kind: IdKind, today: string): FieldLack[] {
  if (form.registered === null) {
    const people = [...form.members, ...form.supporters];
    const wrongId = (person: PersonDraft): boolean => {
      const { problem, facts } = idVerdict(person.idNumber, kind, people.filter((other) => other !== person).map((other) => other.idNumber), today);
      return problem !== null || facts === null;
    };
    return [
      ...(form.village === '' ? [{ field: 'village', lack: 'village' } as const] : []),
      ...(form.members.length === 0 ? [{ field: 'people', lack: 'people' } as const] : []),
      ...people.flatMap((person): FieldLack[] => [
        ...(person.name.trim() === '' ? [{ field: `${person.key}-name`, lack: 'name' } as const] : []),
        ...(wrongId(person) ? [{ field: `${person.key}-id`, lack: 'id' } as const] : []),
        ...(person.relation === '' ? [{ field: `${person.key}-relation`, lack: 'relation' } as const] : []),
      ]),
      ...[...form.incomes, ...form.properties].filter((line) => parseAmount(line.amount) === null).map((line): FieldLack => ({ field: `${line.key}-amount`, lack: 'amount' })),
      ...accountLack(form),
    ];
  }
  return accountLack(form);
}

const accountLack = (form: ApplyDraft): FieldLack[] => (accountFits(form.account) ? [] : [{ field: 'account', lack: 'account' }]);
