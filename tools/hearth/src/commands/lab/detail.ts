import { actualAgainstFormula, areaTable, errorCurve, excludedProfile, judgeSurvey, quadrants } from '@hearth/targeting';
import { OK } from '../../exit.ts';
import { output } from '../../output.ts';
import type { TableFlags } from './compare.ts';
import { asCommand, formulaFile, linesFor, mapFor, sayLeftOut, short, table } from './inputs.ts';

export interface DetailFlags extends Pick<TableFlags, 'line' | 'extremeLine' | 'budget' | 'amount'> { readonly formula: string; readonly map?: string; readonly json?: boolean }

/** `hearth lab detail`: what lies behind one formula's errors. Areas and actual beneficiaries are there where the map names their columns. */
export const detail = (path: string, flags: DetailFlags): Promise<number> => asCommand(async () => {
  const formula = formulaFile(flags.formula), map = mapFor(flags.map, [formula]), { line } = linesFor(flags, map);
  const judged = await judgeSurvey(path, map, formula, line, flags.budget ?? null);
  sayLeftOut(judged.survey.leftOut);
  const document = {
    formula: formula.hash, quadrants: quadrants(judged), curve: errorCurve(judged), profile: excludedProfile(judged),
    areas: map.area === null ? null : areaTable(judged, flags.amount), actual: map.beneficiary === null ? null : actualAgainstFormula(judged),
  };
  const areas = document.areas?.rows.map(({ area, families, coverage, poverty }) => [area, short(families, 0), short(coverage), short(poverty)]) ?? [];
  const profile = document.profile.rows.map(({ variable, level, excluded, reached }) => [level === null ? variable : `${variable}=${level}`, short(excluded), short(reached)]);
  output(flags.json ?? false).answer(document, [
    `median consumption of the wrongly excluded: ${short(document.profile.medianShareOfLine, 2)} of the line`, table([['the poor', 'excluded', 'reached'], ...profile]),
    ...(areas.length > 0 ? [table([['area', 'families', 'coverage %', 'poverty %'], ...areas])] : []),
  ].join('\n\n'));
  return OK;
});
