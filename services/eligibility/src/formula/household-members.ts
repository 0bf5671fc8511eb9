import { completedAge } from '@hearth/kernel';
import type { HouseholdFacts } from '../facts/household-facts.ts';

/** How many live in a household, and how many of them are children; null where that is not known. */
export interface Members { readonly size: number; readonly children: number | null }

const CHILD_UNTIL = 18;

/** Children are 0–18 in completed years, as in the surveys that formulas are fitted to; somebody whose age nobody knows may be one. */
export function countMembers(birthDates: readonly (string | null)[], asOf: string): Members | null {
  const born = birthDates.filter((birthDate) => birthDate === null || birthDate <= asOf);
  if (born.length === 0) return null;
  const ages = born.flatMap((birthDate) => (birthDate === null ? [] : [completedAge(birthDate, asOf)]));
  return { size: born.length, children: ages.length < born.length ? null : ages.filter((age) => age <= CHILD_UNTIL).length };
}

/** Those who live in the household and have not died by the day. */
export function membersOf({ members, people }: Pick<HouseholdFacts, 'members' | 'people'>, asOf: string): Members | null {
  const alive = members.map(({ person }) => people.get(person)).filter((person) => person?.died === undefined || person.died > asOf);
  return countMembers(alive.map((person) => person?.birthDate ?? null), asOf);
}
