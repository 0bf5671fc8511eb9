import { fitFormula } from '../fit/fit.ts';
import { foldCodes } from '../fit/folds.ts';
import type { FitOptions } from '../fit/options.ts';
import { Scorer } from '../formula/scorer.ts';
import { SurveyProblem } from '../problems.ts';
import type { Survey } from '../survey/survey.ts';
import { householdsAt } from '../survey/survey-columns.ts';
import type { CompareOptions } from './compare.ts';
import type { Figures } from './figures.ts';
import { ascending, budgetShares, countedIn, eligibleShares, Evaluation, type Population } from './population.ts';
import { inDomain, variablePlaces } from './score-survey.ts';

export interface OutOfSample {
  readonly folds: number;
  /** Figures of scores that each household got from a formula fitted without its cluster. */
  readonly figures: Figures;
  /** Weighted squared error of predicted ln consumption; null for formulas that do not predict it. */
  readonly meanSquaredError: number | null;
  readonly households: number;
  /** Households whose score was undecided: a level that only their fold has. */
  readonly undecided: number;
}

/**
 * k-fold evaluation by whole clusters: each fold is scored by a formula fitted on the others, then all folds are judged together.
 * With a budget, the folds' scores are ranked as one list, so formulas must be on one scale (a principal component's is only roughly so).
 */
export function outOfSample(survey: Survey, fit: FitOptions, options: CompareOptions, folds: number, seed: number): OutOfSample {
  const { count, of } = foldCodes(survey, folds, seed), scores = new Float64Array(survey.n).fill(Number.NaN), eligible = new Float64Array(survey.n);
  let poorest: 'lowest' | 'highest' = 'lowest', predicts = true;
  for (let fold = 0; fold < count; fold++) {
    const places = (inside: boolean): Int32Array => Int32Array.from({ length: survey.n }, (_, i) => i).filter((i) => (of[i] === fold) === inside);
    const rest = places(false), held = places(true);
    if (rest.length === 0 || held.length === 0) continue;
    const formula = fitFormula(householdsAt(survey, rest), fit, { file: '', author: '', fittedOn: '' }), scorer = new Scorer(formula);
    const found = scorer.score(householdsAt(survey, held), variablePlaces(formula, survey.map.variables));
    const shares = options.budget === null ? eligibleShares(formula, found) : null;
    for (const [at, i] of held.entries()) {
      scores[i] = found[at]!;
      eligible[i] = shares?.[at] ?? 0;
    }
    poorest = formula.eligibility.poorest;
    predicts = scorer.predicted(1) !== null;
  }
  const inside = Int32Array.from({ length: survey.n }, (_, i) => i).filter((i) => inDomain(survey, i)), decided = inside.filter((i) => !Number.isNaN(scores[i]));
  if (decided.length === 0) throw new SurveyProblem('no-households', {}, 'no household is left to evaluate');
  return { folds: count, ...judged(survey, decided, scores, eligible, poorest, options), meanSquaredError: predicts ? squaredError(survey, decided, scores) : null, households: decided.length, undecided: inside.length - decided.length };
}

function judged(survey: Survey, places: Int32Array, scores: Float64Array, eligible: Float64Array, poorest: 'lowest' | 'highest', options: CompareOptions): { figures: Figures } {
  const pick = (values: Float64Array | null): Float64Array => Float64Array.from(places, (i) => values?.[i] ?? 1);
  const population: Population = { n: places.length, weight: pick(survey.weight), consumption: pick(survey.consumption), children: pick(survey.children), size: pick(survey.size) };
  const evaluation = new Evaluation(population, options), counted = countedIn(population, population.weight, options.unit), own = pick(scores);
  const budget = options.budget === 'poor' ? evaluation.poorIn(counted) : options.budget;
  const shares = budget === null ? pick(eligible) : budgetShares(ascending(own, poorest === 'lowest' ? 1 : -1), own, counted, budget);
  return { figures: evaluation.figures(population.weight, counted, shares, budget) };
}

function squaredError({ weight, logConsumption }: Survey, places: Int32Array, scores: Float64Array): number {
  let total = 0, sum = 0;
  for (const i of places) {
    total += weight[i]!;
    sum += weight[i]! * (logConsumption![i]! - scores[i]!) ** 2;
  }
  return sum / total;
}
