import { simulateProgramme, SurveyProblem, type Change, type Poverty, type Programme } from '@hearth/targeting';
import { OK } from '../../exit.ts';
import { output } from '../../output.ts';
import { asCommand, formulaFile, linesFor, mapFile, mapFor, sayLeftOut, short, table, warn } from './inputs.ts';

export interface SimulateFlags { readonly formula?: string; readonly against?: string; readonly map?: string; readonly amount: number; readonly againstAmount?: number; readonly per: 'child' | 'household'; readonly childrenColumn?: string; readonly where?: readonly string[]; readonly cap?: number; readonly line?: number; readonly extremeLine?: number; readonly json?: boolean }

function condition(text: string): Programme['conditions'][number] {
  const [column, levels] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
  if (!text.includes('=') || column === '' || levels === '') throw new SurveyProblem('option', {}, `--where ${text}: must be COLUMN=LEVEL or COLUMN=LEVEL|LEVEL`);
  return { column, oneOf: levels.split('|') };
}

/** `hearth lab simulate`: a programme on a survey, against none or the one in force. */
export const simulate = (path: string, flags: SimulateFlags): Promise<number> => asCommand(async () => {
  const formula = flags.formula === undefined ? null : formulaFile(flags.formula), inForce = flags.against === undefined ? null : formulaFile(flags.against);
  const known = [formula, inForce].filter((one) => one !== null);
  if (known.length === 0 && flags.map === undefined) throw new SurveyProblem('option', {}, 'without a formula the survey needs a --map');
  const map = known.length === 0 ? mapFile(flags.map!) : mapFor(flags.map, known), { line } = linesFor(flags, map);
  const programme: Programme = { formula, amount: flags.amount, per: flags.per, childrenColumn: flags.childrenColumn ?? null, conditions: (flags.where ?? []).map(condition), cap: flags.cap ?? null };
  const against: Programme | null = inForce || flags.againstAmount !== undefined ? { formula: inForce, amount: flags.againstAmount ?? flags.amount, per: flags.per, childrenColumn: null, conditions: [], cap: null } : null;
  const result = await simulateProgramme(path, map, programme, against, line);
  sayLeftOut(result.leftOut);
  if (result.undecided > 0) warn(`${result.undecided} households are undecided by a formula, which pays them nothing`);
  const change = ({ families, children, money }: Change): string => `${short(families, 0)} families, ${short(children, 0)} children, ${short(money, 0)} a month`;
  const poverty = (name: string, { households, persons, gap }: Poverty): string[] => [name, short(persons, 2), short(households, 2), short(gap, 2)];
  output(flags.json ?? false).answer({ ...result, line, programme: { ...programme, formula: formula?.hash ?? null }, against: against && { ...against, formula: inForce?.hash ?? null } }, [
    `${short(result.families, 0)} families, ${short(result.children, 0)} children, ${short(result.costPerMonth, 0)} a month${result.capped ? ' (the cap)' : ''}`, `gain: ${change(result.gain)}`, `lose: ${change(result.lose)}`,
    table([['poverty', 'persons %', 'households %', 'gap %'], poverty('without', result.poverty.without), poverty('with', result.poverty.with), ...(result.poverty.against ? [poverty('with the other', result.poverty.against)] : [])]),
    `payment of a family: ${short(result.paymentShareOfLine, 3)} of the line; per head ${short(result.perHeadShareOfLine, 3)}`,
  ].join('\n'));
  return OK;
});
