import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fitFormula, fitNeeds, readSurvey, type Equation, type FitOptions, type Formula, type Grouping, type Method, type StandardErrors } from '@hearth/targeting';
import { OK } from '../../exit.ts';
import { output } from '../../output.ts';
import { asCommand, mapFile, sayLeftOut, table, warn } from './inputs.ts';

/** The flags that say how to fit. */
export interface MethodFlags { readonly method: Method; readonly se?: StandardErrors; readonly by: Grouping; readonly tau?: number; readonly lambda?: number; readonly folds?: number; readonly seed?: number }
export interface FitFlags extends MethodFlags { readonly map: string; readonly out?: string; readonly author: string; readonly date?: string; readonly json?: boolean }

export const fitOptions = ({ method, se, by, tau, lambda, folds, seed }: MethodFlags): FitOptions => ({
  method, by, ...(se === undefined ? {} : { se }), ...(tau === undefined ? {} : { tau }), ...(lambda === undefined ? {} : { lambda }), ...(folds === undefined ? {} : { folds }), ...(seed === undefined ? {} : { seed }),
});

/** `hearth lab fit`: the formula's JSON is the answer; a summary for people without --json. */
export const fit = (path: string, flags: FitFlags): Promise<number> => asCommand(async () => {
  const map = mapFile(flags.map), options = fitOptions(flags), survey = await readSurvey(path, map, fitNeeds(map, options));
  sayLeftOut(survey.leftOut);
  const formula = fitFormula(survey, options, { file: basename(path), author: flags.author, fittedOn: flags.date ?? new Date().toISOString().slice(0, 10) });
  for (const warning of formula.warnings) warn(warning);
  if (flags.out !== undefined) writeFileSync(flags.out, `${JSON.stringify(formula)}\n`);
  output(flags.json ?? false).answer(formula, words(formula));
  return OK;
});

const digits = (value: number | null): string => (value === null ? '–' : value.toPrecision(6));

function equationWords({ stratum, n, k, df, r2, aic, coefficients }: Equation): string {
  const rows = coefficients.map(({ name, estimate, se, t, p }) => [`  ${name}`, digits(estimate), digits(se), digits(t), p === null ? '–' : p.toFixed(4)]);
  return `${stratum}: ${n} households, ${k} coefficients, df ${df ?? '–'}, R² ${digits(r2)}, AIC ${digits(aic)}\n${table([['', 'estimate', 's.e.', 't', 'p'], ...rows])}`;
}

function words({ method, se, hash, equations, weights, loadings, trees, dropped }: Formula): string {
  const parts = [`${method}${se ? `, standard errors ${se}` : ''}, hash ${hash}`, ...equations.map(equationWords)];
  if (weights.length > 0) parts.push(table([['weight in 1/10,000', ''], ...weights.map(({ variable, level, weight }) => [`${variable}=${level}`, String(weight)])]));
  if (loadings.length > 0) parts.push(table([['loading', ''], ...loadings.map(({ name, loading }) => [name, digits(loading)])]));
  if (trees.length > 0) parts.push(`${trees.length} trees`);
  if (dropped.length > 0) parts.push(`dropped: ${dropped.join(', ')}`);
  return parts.join('\n\n');
}
