import { ascending, budgetShares, countedIn, eligibleShares, Evaluation, type Population } from '../evaluate/population.ts';
import type { CompareOptions } from '../evaluate/compare.ts';
import type { Figures } from '../evaluate/figures.ts';
import { scoreAll, variablePlaces } from '../evaluate/score-survey.ts';
import { fitFormula } from '../fit/fit.ts';
import type { FitOptions } from '../fit/options.ts';
import type { Formula } from '../formula/formula.ts';
import { Scorer } from '../formula/scorer.ts';
import type { SampleDesign } from '../linear/design-covariance.ts';
import { SplitMix } from '../random.ts';
import type { Survey } from '../survey/survey.ts';
import { householdsAt } from '../survey/survey-columns.ts';

/** Figures whose spread is studied, in the order in which a replicate gives them. */
export const FIGURES = ['families', 'children', 'cost', 'inclusion', 'exclusion', 'inclusionExtreme', 'exclusionExtreme', 'above[0]', 'above[1]', 'above[2]', 'above[3]', 'below[0]', 'below[1]', 'below[2]', 'below[3]', 'cgh', 'coverage', 'leakage'] as const;

/** All a worker needs; plain data, so that it can be sent to one. */
export interface StudyInput {
  readonly population: Population;
  readonly scores: readonly Float64Array[];
  readonly formulas: readonly Formula[];
  readonly options: CompareOptions;
  readonly design: SampleDesign;
  /** PSU of each household of the population. */
  readonly psu: Int32Array;
  readonly seed: number;
  /** Supplied replicate weights of the population; they win over resampling. */
  readonly supplied: readonly Float64Array[];
  /** To fit the formulas anew in each replicate: the survey, and for each household of the population its place in it. */
  readonly refit: { readonly survey: Survey; readonly places: Int32Array; readonly fits: readonly FitOptions[] } | null;
}

const flat = (figures: Figures): (number | null)[] => [figures.families, figures.children, figures.cost, figures.inclusion, figures.exclusion, figures.inclusionExtreme, figures.exclusionExtreme, ...figures.above, ...figures.below, figures.cgh, figures.coverage, figures.leakage];

/**
 * Rescaled bootstrap: in each stratum m_h − 1 of its m_h PSUs are drawn with replacement and weights become w · m_h/(m_h − 1) · times drawn.
 * Source: J. N. K. Rao and C. F. J. Wu (1988), Resampling Inference with Complex Survey Data.
 */
export class ReplicateStudy {
  private readonly evaluation: Evaluation;
  private readonly orders: readonly Uint32Array[];
  private readonly psusOf: readonly (readonly number[])[];

  constructor(private readonly input: StudyInput) {
    this.evaluation = new Evaluation(input.population, input.options);
    this.orders = input.scores.map((scores, f) => ascending(scores, input.formulas[f]!.eligibility.poorest === 'lowest' ? 1 : -1));
    const psusOf = input.design.psus.map((): number[] => []);
    for (const [psu, h] of input.design.stratumOf.entries()) psusOf[h]!.push(psu);
    this.psusOf = psusOf;
  }

  /** The figures with the weights as they are, formula after formula. */
  whole(): (number | null)[] {
    return this.figuresWith(this.input.population.weight, this.input.scores, this.input.formulas, this.orders);
  }

  /** The figures of one replicate; the same for the same seed, whoever works it out. */
  replicate(number: number): (number | null)[] {
    const { population, refit, supplied, psu, design } = this.input, given = supplied[number], factors = given ? null : this.factors(number);
    const weight = given ?? population.weight.map((w, i) => w * factors![psu[i]!]!);
    if (!refit) return this.figuresWith(weight, this.input.scores, this.input.formulas, this.orders);
    const formulas = this.refitted(factors ? refit.survey.weight.map((w, i) => w * factors[design.psu[i]!]!) : refit.survey.replicates[number]!);
    const all = scoreAll({ scorers: formulas.map((formula) => new Scorer(formula)), at: formulas.map((formula) => variablePlaces(formula, refit.survey.map.variables)) }, refit.survey);
    const scores = all.map((one) => Float64Array.from(refit.places, (place) => one[place]!));
    return this.figuresWith(weight, scores, formulas, scores.map((one, f) => ascending(one, formulas[f]!.eligibility.poorest === 'lowest' ? 1 : -1)));
  }

  private factors(number: number): Float64Array {
    const random = SplitMix.of(this.input.seed, number), factors = new Float64Array(this.input.design.stratumOf.length);
    for (const psus of this.psusOf) {
      const m = psus.length;
      for (let draw = 1; draw < m; draw++) {
        const psu = psus[random.below(m)]!;
        factors[psu] = factors[psu]! + m / (m - 1);
      }
    }
    return factors;
  }

  /** The formulas as a replicate's weights of the whole survey make them. */
  private refitted(weights: Float64Array): Formula[] {
    const { survey, fits } = this.input.refit!, drawn = Array.from({ length: survey.n }, (_, i) => i).filter((i) => weights[i]! > 0);
    const sample = householdsAt(survey, drawn), weight = Float64Array.from(drawn, (i) => weights[i]!);
    // Standard errors are of no use here, and the cheapest are the classic ones.
    return fits.map((fit) => fitFormula({ ...sample, weight }, { ...fit, se: fit.method === 'logit' ? 'design' : 'classic' }, { file: '', author: '', fittedOn: '' }));
  }

  private figuresWith(weight: Float64Array, scores: readonly Float64Array[], formulas: readonly Formula[], orders: readonly Uint32Array[]): (number | null)[] {
    const { options, population } = this.input, counted = countedIn(population, weight, options.unit);
    const budget = options.budget === 'poor' ? this.evaluation.poorIn(counted) : options.budget;
    return formulas.flatMap((formula, f) => {
      const shares = budget === null ? eligibleShares(formula, scores[f]!) : budgetShares(orders[f]!, scores[f]!, counted, budget);
      return flat(this.evaluation.figures(weight, counted, shares, budget));
    });
  }
}
