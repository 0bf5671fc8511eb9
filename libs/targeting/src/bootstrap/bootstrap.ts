import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { checkCompareOptions, type CompareOptions, type NamedFormula } from '../evaluate/compare.ts';
import { groupingRoles, inDomain, readTogether, scoreAll, variablePlaces } from '../evaluate/score-survey.ts';
import { fitNeeds, type FitOptions } from '../fit/options.ts';
import type { Formula } from '../formula/formula.ts';
import { sampleDesign } from '../linear/design-covariance.ts';
import { SurveyProblem } from '../problems.ts';
import { weightedQuantile } from '../quantile.ts';
import type { ColumnMap } from '../survey/column-map.ts';
import type { Role } from '../survey/household-fields.ts';
import { readSurvey, type Survey } from '../survey/survey.ts';
import { FIGURES, ReplicateStudy, type StudyInput } from './replicate-study.ts';

export interface BootstrapOptions extends CompareOptions {
  readonly replicates: number;
  readonly seed: number;
  /** Fit each formula anew in every replicate; otherwise it stays as it is. */
  readonly refit: boolean;
  /** Threads besides this one; 0 works in this one. Default: one per core. */
  readonly workers?: number;
}

/** A figure with its 95 % percentile interval and standard error over the replicates. */
export interface BootstrapRow { readonly formula: string; readonly figure: string; readonly estimate: number | null; readonly low: number | null; readonly high: number | null; readonly se: number | null }
export interface BootstrapResult { readonly replicates: number; readonly seed: number; readonly rows: readonly BootstrapRow[] }

/** The options a formula was fitted with. */
export function fitOptionsOf({ method, by, se, provenance: { options } }: Formula): FitOptions {
  const number = (key: string): number | undefined => (typeof options[key] === 'number' ? options[key] : undefined);
  const tau = number('tau'), lambda = number('lambda'), share = number('share');
  return { method, by: by === 'none' ? ((options['by'] ?? 'none') as FitOptions['by'] & string) : by, ...(se ? { se } : {}), ...(tau === undefined ? {} : { tau }), ...(lambda === undefined ? {} : { lambda }), ...(share === undefined ? {} : { share }) };
}

/** Reads a survey, scores it and gives every figure of every formula a confidence interval. @param progress called with the replicates done */
export async function bootstrapSurvey(path: string, map: ColumnMap, formulas: readonly NamedFormula[], options: BootstrapOptions, progress: (done: number) => void = () => undefined): Promise<BootstrapResult> {
  checkCompareOptions(options, map);
  const { workers = availableParallelism() } = options;
  if (!Number.isInteger(workers) || workers < 0) throw new SurveyProblem('option', {}, `workers is ${workers}; it must be a whole number from 0`);
  const list = formulas.map(({ formula }) => formula), together = readTogether(list), fits = list.map(fitOptionsOf);
  const roles = new Set<Role>(['weight', 'consumption', 'children', 'stratum', 'cluster', 'replicates', ...(options.unit === 'person' ? ['size' as const] : []), ...groupingRoles(list, map), ...(options.refit ? fits.flatMap((fit) => [...fitNeeds(map, fit).roles]) : [])]);
  if (options.refit && list.some((formula) => JSON.stringify(formula.map.variables) !== JSON.stringify(map.variables))) throw new SurveyProblem('option', {}, 'to fit anew, every formula must be of the same column map as the survey');
  const survey = await readSurvey(path, map, { roles, variables: options.refit ? map.variables : together.variables });
  const at = options.refit ? list.map((formula) => variablePlaces(formula, map.variables)) : together.at;
  const input = studyInput(survey, list, { scorers: together.scorers, at }, options, fits);
  const replicates = input.supplied.length > 0 ? input.supplied.length : options.replicates;
  if (!Number.isInteger(replicates) || replicates < 2) throw new SurveyProblem('option', {}, `replicates is ${replicates}; it must be a whole number from 2`);
  const figures = await allReplicates(input, replicates, workers, progress);
  return { replicates, seed: options.seed, rows: rowsOf(formulas, new ReplicateStudy(input).whole(), figures) };
}

function studyInput(survey: Survey, formulas: readonly Formula[], together: Parameters<typeof scoreAll>[0], options: BootstrapOptions, fits: readonly FitOptions[]): StudyInput {
  const scored = scoreAll(together, survey), design = sampleDesign(survey);
  const places = Int32Array.from({ length: survey.n }, (_, i) => i).filter((i) => inDomain(survey, i) && scored.every((one) => !Number.isNaN(one[i])));
  if (places.length === 0) throw new SurveyProblem('no-households', {}, 'no household is left to evaluate');
  if (survey.replicates.length === 0) for (const [h, m] of design.psus.entries()) if (m === 1) throw new SurveyProblem('one-psu', { stratum: design.strata[h]! }, 'has one primary sampling unit only; resampling needs two or more in every stratum');
  const pick = (values: Float64Array | null): Float64Array => Float64Array.from(places, (i) => values?.[i] ?? 1);
  return {
    population: { n: places.length, weight: pick(survey.weight), consumption: pick(survey.consumption), children: pick(survey.children), size: pick(survey.size) },
    scores: scored.map(pick), formulas, options, design, psu: Int32Array.from(places, (i) => design.psu[i]!), seed: options.seed, supplied: survey.replicates.map(pick),
    refit: options.refit ? { survey, places, fits } : null,
  };
}

async function allReplicates(input: StudyInput, replicates: number, workers: number, progress: (done: number) => void): Promise<(number | null)[][]> {
  const figures: (number | null)[][] = [];
  let done = 0;
  const keep = (number: number, one: (number | null)[]): void => { figures[number] = one; progress(++done); };
  if (workers === 0) {
    const study = new ReplicateStudy(input);
    for (let number = 0; number < replicates; number++) keep(number, study.replicate(number));
    return figures;
  }
  const step = Math.min(workers, replicates);
  await Promise.all(Array.from({ length: step }, async (_, first) => {
    const worker = new Worker(new URL('./replicate-worker.js', import.meta.url), { workerData: { input, first, step, replicates } });
    worker.on('message', ({ number, figures: one }: { number: number; figures: (number | null)[] }) => { keep(number, one); });
    // A worker that fails emits `error`, which `once` turns into a rejection.
    await once(worker, 'exit');
  }));
  return figures;
}

function rowsOf(formulas: readonly NamedFormula[], whole: readonly (number | null)[], figures: readonly (readonly (number | null)[])[]): BootstrapRow[] {
  return whole.map((estimate, at) => {
    const known = Float64Array.from(figures.flatMap((one) => one[at] ?? [])), ones = new Float64Array(known.length).fill(1);
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length, se = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length - 1));
    const enough = known.length > 1 && estimate !== null;
    return {
      formula: formulas[Math.floor(at / FIGURES.length)]!.name, figure: FIGURES[at % FIGURES.length]!, estimate,
      low: enough ? weightedQuantile(known, ones, 0.025) : null, high: enough ? weightedQuantile(known, ones, 0.975) : null, se: enough ? se : null,
    };
  });
}
