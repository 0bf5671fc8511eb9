import { SurveyProblem } from '../problems.ts';
import { weightedQuantile } from '../quantile.ts';
import type { Judged } from './judge.ts';

/** One characteristic: its weighted mean (numeric) or share in % (a level) among the wrongly excluded and among the poor who are reached. */
export interface ProfileRow { readonly variable: string; readonly level: string | null; readonly excluded: number; readonly reached: number }
export interface ExcludedProfile {
  readonly excluded: number;
  readonly reached: number;
  /** Median consumption of the wrongly excluded as a share of the line (the paper finds 0.8 for C1). */
  readonly medianShareOfLine: number | null;
  readonly rows: readonly ProfileRow[];
}

/** Who the wrongly excluded are, beside the poor who are reached. */
export function excludedProfile({ survey, line, shares, formula }: Judged): ExcludedProfile {
  const poor = survey.consumption!.map((c) => (c < line ? 1 : 0)), out = survey.weight.map((w, i) => w * poor[i]! * (1 - shares[i]!)), inside = survey.weight.map((w, i) => w * poor[i]! * shares[i]!);
  const total = (weights: Float64Array): number => weights.reduce((sum, w) => sum + w, 0), excluded = total(out), reached = total(inside);
  const mean = (weights: Float64Array, value: (i: number) => number): number => { const whole = total(weights); return whole === 0 ? 0 : weights.reduce((sum, w, i) => sum + w * value(i), 0) / whole; };
  const rows = formula.variables.flatMap(({ name, levels }, v): ProfileRow[] => {
    const answers = survey.variables[v]!;
    if (answers.kind === 'numeric') return [{ variable: name, level: null, excluded: mean(out, (i) => answers.values[i]!), reached: mean(inside, (i) => answers.values[i]!) }];
    return levels.map((level) => {
      const has = (i: number): number => (answers.codes[i]! >= 0 && answers.levels[answers.codes[i]!] === level ? 100 : 0);
      return { variable: name, level, excluded: mean(out, has), reached: mean(inside, has) };
    });
  });
  return { excluded, reached, medianShareOfLine: excluded > 0 ? weightedQuantile(survey.consumption!, out, 0.5) / line : null, rows };
}

/** Actual beneficiaries set against those the formula would select: errors of carrying out apart from errors of the formula. Weighted households. */
export interface ActualAgainstFormula {
  readonly both: number;
  /** Beneficiaries whom the formula would not select, and households it would select that get nothing. */
  readonly onlyActual: number;
  readonly onlyFormula: number;
  readonly neither: number;
  /** Errors in fact, errors had the formula been applied without fault, and the part that is due to carrying it out; points of percentages. */
  readonly actual: { readonly inclusion: number | null; readonly exclusion: number | null };
  readonly design: ActualAgainstFormula['actual'];
  readonly implementation: ActualAgainstFormula['actual'];
}

/** @throws SurveyProblem when the map has no column of beneficiaries */
export function actualAgainstFormula({ survey, line, shares }: Judged): ActualAgainstFormula {
  const { beneficiary } = survey;
  if (!beneficiary) throw new SurveyProblem('column-map', {}, 'column map, beneficiary: is needed to compare with actual beneficiaries');
  let both = 0, onlyActual = 0, onlyFormula = 0, neither = 0;
  for (let i = 0; i < survey.n; i++) {
    const w = survey.weight[i]!, share = shares[i]!;
    if (beneficiary[i] === 1) { both += w * share; onlyActual += w * (1 - share); } else { onlyFormula += w * share; neither += w * (1 - share); }
  }
  const actual = errors(survey, line, (i) => beneficiary[i]!), design = errors(survey, line, (i) => shares[i]!);
  const apart = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);
  return { both, onlyActual, onlyFormula, neither, actual, design, implementation: { inclusion: apart(actual.inclusion, design.inclusion), exclusion: apart(actual.exclusion, design.exclusion) } };
}

function errors({ n, weight, consumption }: Judged['survey'], line: number, share: (i: number) => number): ActualAgainstFormula['actual'] {
  let taken = 0, takenPoor = 0, poor = 0;
  for (let i = 0; i < n; i++) {
    taken += weight[i]! * share(i);
    if (consumption![i]! >= line) continue;
    poor += weight[i]!;
    takenPoor += weight[i]! * share(i);
  }
  return { inclusion: taken > 0 ? (100 * (taken - takenPoor)) / taken : null, exclusion: poor > 0 ? (100 * (poor - takenPoor)) / poor : null };
}
