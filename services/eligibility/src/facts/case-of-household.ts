import type { Answer } from '@hearth/contracts';
import { type CaseFacts, type CasePerson, unknownPerson } from '@hearth/rules';
import type { HouseholdFacts, KnownPerson, KnownRelation } from './household-facts.ts';
import { incomesOf, propertiesOf, type Statements } from './figures.ts';

/** What is to be assessed, on which day, and who of the household. */
export interface Asked { readonly asOf: string; readonly area: string | null; readonly people: readonly string[] }

/** The case of a household as rules see it, made of what others have said. Pure. */
export function caseOfHousehold(facts: HouseholdFacts, asked: Asked): CaseFacts {
  const relations = new Map(facts.members.map((member) => [member.person, member]));
  return {
    asOf: asked.asOf, area: facts.household?.area ?? asked.area ?? '', urban: facts.household?.urban ?? null,
    members: asked.people.map((person) => personOf(facts, person, relations.get(person) ?? null, memberStatements(facts))),
    supporters: facts.household === null ? null : facts.supporters.map((supporter) => personOf(facts, supporter.person, supporter, supporterStatements(facts, supporter.person))),
    answers: answersOf(facts),
  };
}

/** Sources are still missing, or discrepancies open. A waived source is not waited for. */
export function reportOpen({ report }: HouseholdFacts): boolean {
  if (report === null) return false;
  const waived = report.waived.map(({ source }) => source);
  return report.missing.some(({ source }) => !waived.includes(source)) || report.items.some(({ status }) => status === 'open');
}

interface Said { readonly incomes: Statements<HouseholdFacts['incomes'][number]['incomes'][number]>; readonly properties: Statements<HouseholdFacts['properties'][number]['properties'][number]> }

const of = <T extends { readonly origin: string }>(list: readonly T[], origin: string): T | null => list.find((one) => one.origin === origin) ?? null;

/** A statement speaks for all members: whom it leaves out has none. */
const memberStatements = ({ incomes, properties }: HouseholdFacts): Said => ({
  incomes: { declared: of(incomes, 'declared')?.incomes ?? null, visit: of(incomes, 'visit')?.incomes ?? null },
  properties: { declared: of(properties, 'declared')?.properties ?? null, visit: of(properties, 'visit')?.properties ?? null },
});

/** A supporter lives elsewhere: the family's statement speaks for them only where it names them; every department together also does. */
function supporterStatements(facts: HouseholdFacts, person: string): Said {
  const { incomes, properties } = memberStatements(facts);
  const answered = facts.report !== null && !facts.report.missing.some((missing) => missing.person === person);
  const naming = <T extends { readonly person: string }>({ declared, visit }: Statements<T>): Statements<T> => {
    const own = (list: readonly T[] | null): readonly T[] | null => (list?.some((one) => one.person === person) ? list : null);
    return { declared: own(declared) ?? (answered ? [] : null), visit: own(visit) };
  };
  return { incomes: naming(incomes), properties: naming(properties) };
}

function personOf(facts: HouseholdFacts, id: string, relation: KnownRelation | null, said: Said): CasePerson {
  const items = facts.report?.items ?? [];
  return {
    ...unknownPerson(id), ...attributesOf(facts.people.get(id)), relation: relation?.relation ?? null, from: relation?.on ?? null,
    care: facts.care.get(id)?.grade ?? null, incomes: incomesOf(id, said.incomes, items), properties: propertiesOf(id, said.properties, items),
  };
}

function attributesOf(person: KnownPerson | undefined): Partial<CasePerson> {
  if (!person) return {};
  const { birthDate, sex, disability, workCapacity, student, hukouKind, died } = person;
  // Registered without a certificate means that there is none: the certificate is asked for at registration.
  return { birthDate, sex, disability: disability ?? 'none', workCapacity: workCapacity === 'unknown' ? null : workCapacity, student, hukouKind, died: died ?? null };
}

/** Answers of the family, with what the visitors answered anew. */
export function answersOf({ dwellings }: Pick<HouseholdFacts, 'dwellings'>): ReadonlyMap<string, Answer> {
  const [declared, visit] = [of(dwellings, 'declared'), of(dwellings, 'visit')];
  return new Map([...Object.entries(declared?.answers ?? {}), ...Object.entries(visit?.answers ?? {}).filter(([, answer]) => answer !== null)]);
}
