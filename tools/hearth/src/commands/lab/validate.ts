import { fitNeeds, outOfSample, readSurvey, type Role } from '@hearth/targeting';
import { OK } from '../../exit.ts';
import { output } from '../../output.ts';
import { compareOptions, type TableFlags } from './compare.ts';
import { fitOptions, type MethodFlags } from './fit.ts';
import { asCommand, mapFile, sayLeftOut, short, table } from './inputs.ts';

export interface ValidateFlags extends MethodFlags, TableFlags { readonly map: string; readonly json?: boolean }

/** `hearth lab validate`: k-fold evaluation by whole clusters. */
export const validate = (path: string, flags: ValidateFlags): Promise<number> => asCommand(async () => {
  const map = mapFile(flags.map), options = fitOptions(flags), needs = fitNeeds(map, options), roles: Role[] = ['children', 'fold', ...(flags.unit === 'person' ? ['size' as const] : [])];
  const survey = await readSurvey(path, map, { ...needs, roles: new Set([...needs.roles, ...roles]) });
  sayLeftOut(survey.leftOut);
  const result = outOfSample(survey, options, compareOptions(flags, map), flags.folds ?? 5, flags.seed ?? 2002), { figures } = result;
  const rows = [['inclusion error %', figures.inclusion], ['exclusion error %', figures.exclusion], ['exclusion error, extreme %', figures.exclusionExtreme], ['coverage %', figures.coverage], ['mean squared error', result.meanSquaredError]] as const;
  output(flags.json ?? false).answer({ method: flags.method, ...result }, table([[`${flags.method}, ${result.folds} folds`, 'out of sample'], ...rows.map(([name, value]) => [name, short(value, 2)])]));
  return OK;
});
