import { Rejection } from '@hearth/event-sourcing';
import type { Formula } from '@hearth/targeting';

interface ScorecardLevel { readonly is: readonly (string | number)[]; readonly weight: number }
/** One question of a scorecard; titles are the names of columns until an author writes what officers are to read. */
interface ScorecardVariable { readonly variable: string; readonly title: { readonly zh: string; readonly mn: string; readonly en: string }; readonly of?: object; readonly levels: readonly ScorecardLevel[] }
/** `eligibility.scorecard` of a rule set. */
export interface RuleSetScorecard { readonly source: string; readonly variables: readonly ScorecardVariable[] }

const CHILDREN = { count: 'members', test: { atMost: ['age', 18] } }, EVERYBODY = { count: 'members', test: { atLeast: ['age', 0] } };

/**
 * A formula of ratios as the scorecard of a rule set: the same integer weights, the same threshold, so the same verdict on every household. It is the
 * way into what families are paid by: an author puts it into a draft, which is tried on the households and approved by another.
 * @throws Rejection no-scorecard (409) for a formula that is no sum of points over the same questions everywhere
 */
export function scorecardOf({ method, variables, weights, hash, map, provenance: { survey, fittedOn } }: Formula): RuleSetScorecard {
  if (method !== 'prr') throw no(`its score by ${method} is no sum of whole points`);
  const elsewhere = variables.find(({ only }) => only !== null);
  if (elsewhere) throw no(`${elsewhere.name} is asked in some places only`);
  return {
    source: `formula ${hash}, poverty risk ratios of ${survey.households} households, fitted on ${fittedOn}`,
    variables: variables.map(({ name, column, kind }) => {
      const levels = weights.filter(({ variable }) => variable === name).map(({ level, weight }) => ({ is: [kind === 'numeric' ? wholeNumber(name, level) : level], weight }));
      const of = column === map.children ? CHILDREN : column === map.size ? EVERYBODY : null;
      return { variable: column, title: { zh: column, mn: column, en: column }, ...(of ? { of } : {}), levels };
    }),
  };
}

function wholeNumber(name: string, level: string): number {
  const value = Number(level);
  if (!Number.isInteger(value)) throw no(`${name} has answers that are no whole numbers`);
  return value;
}

const no = (why: string): Rejection => new Rejection('no-scorecard', `This formula cannot be written as the scorecard of a rule set: ${why}.`);
