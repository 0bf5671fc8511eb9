import type { CaseFacts, CasePerson } from './case-facts.ts';
import type { EligibilityRules, Test } from './document.ts';
import { holds } from './expressions.ts';
import { type Scored, scoreOf } from './score.ts';
import type { AskedMember } from './standing-lines.ts';
import { type Frame, HouseholdSubject, PersonSubject, type Subject } from './subjects.ts';
import type { Fraction } from './fraction.ts';
import type { Truth } from './truth.ts';

/** One case under one rule set: who counts first, then the score, so that everything after can ask for both. */
export class CaseFrame implements Frame {
  /** The living members that belong on the day, with whether they count; null when nobody knows the members. */
  readonly asked: readonly AskedMember[] | null;
  readonly counted: readonly PersonSubject[] | null;
  readonly scored: Scored | null;
  /** Who does not count but is asked for themselves. */
  readonly alone: readonly PersonSubject[];

  constructor(readonly rules: EligibilityRules, readonly facts: CaseFacts) {
    const { asOf, members } = facts;
    const present = members?.filter(({ died, from }) => (died === null || died > asOf) && (from === null || from <= asOf)) ?? null;
    this.counted = null;
    this.scored = null;
    this.asked = present?.map((person) => ({ person, counts: holds(rules.counted.test, new PersonSubject(this, person)) })) ?? null;
    const apart = (person: CasePerson): Truth => (rules.counted.alone ? holds(rules.counted.alone, new PersonSubject(this, person)) : false);
    this.alone = (this.asked ?? []).filter(({ person, counts }) => counts === false && apart(person) === true).map(({ person }) => new PersonSubject(this, person));
    const certain = this.asked?.every(({ counts }) => counts !== null) ?? false;
    this.counted = certain ? this.asked!.filter(({ counts }) => counts).map(({ person }) => new PersonSubject(this, person)) : null;
    this.scored = rules.scorecard && scoreOf(rules.scorecard, this.household);
  }

  get score(): Fraction | null { return this.scored?.sum ?? null; }
  get household(): HouseholdSubject { return new HouseholdSubject(this); }
  ask(test: Test, subject: Subject): Truth { return holds(test, subject); }
}
