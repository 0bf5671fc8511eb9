import { bootstrapSurvey } from '@hearth/targeting';
import { OK } from '../../exit.ts';
import { output } from '../../output.ts';
import { compareOptions, type TableFlags } from './compare.ts';
import { asCommand, formulaFiles, mapFor, short, table, warn } from './inputs.ts';

export interface BootstrapFlags extends TableFlags { readonly formula: readonly string[]; readonly map?: string; readonly replicates: number; readonly seed: number; readonly workers?: number; readonly refit?: boolean; readonly json?: boolean }

/** `hearth lab bootstrap`: 95 % intervals, on every core; says on stderr how far it is. */
export const bootstrap = (path: string, flags: BootstrapFlags): Promise<number> => asCommand(async () => {
  const formulas = formulaFiles(flags.formula), map = mapFor(flags.map, formulas.map(({ formula }) => formula)), step = Math.max(1, Math.floor(flags.replicates / 10));
  const options = { ...compareOptions(flags, map), replicates: flags.replicates, seed: flags.seed, refit: flags.refit ?? false, ...(flags.workers === undefined ? {} : { workers: flags.workers }) };
  const result = await bootstrapSurvey(path, map, formulas, options, (done) => { if (done % step === 0) warn(`${done} of ${flags.replicates} replicates`); });
  const rows = result.rows.map(({ formula, figure, estimate, low, high }) => [`${formula} ${figure}`, short(estimate, 2), short(low, 2), short(high, 2)]);
  output(flags.json ?? false).answer(result, table([['', 'estimate', '2.5 %', '97.5 %'], ...rows]));
  return OK;
});
