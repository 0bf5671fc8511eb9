/** Rules applied to facts: pure, without a server, without a clock. */
export { type Assessment, evaluate } from './evaluate.ts';
export { type Asks, asksOf, notAskedFor } from './asks.ts';
export { compareRuleSets, type RuleSetComparison } from './compare.ts';
export { pointsOf } from './score.ts';
export { inForceFor } from './scope.ts';
export type { PaidItem } from './items.ts';
export { readRules } from './read-rules.ts';
export { readCase } from './read-case.ts';
export { Unreadable } from './place.ts';
export type { Basis, CareGrade, CaseCost, CaseFacts, CaseIncome, CasePerson, CaseProperty, OpenFigure } from './case-facts.ts';
export { unknownPerson } from './case-facts.ts';
export type { EligibilityRules, Scorecard } from './document.ts';
