import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMULA_NAMES, reproducePaper, syntheticSurvey, type PaperCell } from '@hearth/targeting';
import { OK, SHORT } from '../../exit.ts';
import { output } from '../../output.ts';
import { asCommand, short, table } from './inputs.ts';
import { type ReportFlags, writeReports } from './reports.ts';

export interface PaperFlags extends ReportFlags { readonly seed?: number; readonly json?: boolean }
export interface SyntheticFlags { readonly out: string; readonly seed?: number }

/** `hearth lab paper`: falls short (1) when an ordering of the paper does not hold or Table 3 is more than 4 points away. */
export const paper = (flags: PaperFlags): Promise<number> => asCommand(async () => {
  const whole = await reproducePaper(flags.seed), { formulas, ...result } = whole, { table2, table3, table4, orderings, table3Points, ok } = result;
  const words = [
    `the synthetic survey of seed ${result.seed}: invented households, weights re-estimated; each cell is ours (the paper's, deviation)`,
    `Table 2, each formula's own threshold\n${printed(table2)}`, `Table 3, the poorest as many as are poor\n${printed(table3)}`, `Table 4, errors by distance to the line\n${printed(table4)}`,
    ...orderings.map(({ figure, order, holds }) => `${holds ? '✓' : '✗'} ${figure}: ${order}`), `${table3Points <= 4 ? '✓' : '✗'} Table 3 within 4 points: ${short(table3Points, 2)} at most`,
  ].join('\n\n');
  output(flags.json ?? false).answer({ ...result, formulas: formulas.map(({ name, formula: { hash, method } }) => ({ name, hash, method })) }, words);
  await writeReports(flags, ({ paperReport }, writtenAt) => paperReport(whole, flags.language, writtenAt));
  return ok ? OK : SHORT;
});

function printed(cells: readonly PaperCell[]): string {
  const figures = [...new Set(cells.map(({ figure }) => figure))];
  const cell = ({ unit, ours, paper: theirs, deviation }: PaperCell): string => (unit === '%' ? `${short(ours)} (${theirs}, ${deviation >= 0 ? '+' : ''}${short(deviation)})` : `${short(ours, 0)} (${short(theirs, 0)}, ${deviation >= 0 ? '+' : ''}${short(deviation)} %)`);
  return table([['', ...FORMULA_NAMES], ...figures.map((figure) => [figure, ...FORMULA_NAMES.map((formula) => cell(cells.find((one) => one.figure === figure && one.formula === formula)!))])]);
}

/** `hearth lab synthetic`: the survey behind `lab paper`, to work with. */
export const synthetic = (flags: SyntheticFlags): Promise<number> => asCommand(() => {
  const { csv, prrMap, fullMap } = syntheticSurvey(flags.seed);
  mkdirSync(flags.out, { recursive: true });
  writeFileSync(join(flags.out, 'survey.csv'), csv);
  writeFileSync(join(flags.out, 'prr-map.json'), `${JSON.stringify(prrMap, null, 2)}\n`);
  writeFileSync(join(flags.out, 'full-map.json'), `${JSON.stringify(fullMap, null, 2)}\n`);
  process.stderr.write(`${join(flags.out, 'survey.csv')}, prr-map.json (PRR and C), full-map.json (C1 and PC)\n`);
  return Promise.resolve(OK);
});
