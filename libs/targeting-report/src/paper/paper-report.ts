import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FORMULA_NAMES, MARGINS, type PaperCell, type PaperResult, syntheticSurvey } from '@hearth/targeting';
import type { Cell, Report, ReportTable } from '../report/report.ts';
import { figureName } from '../report/figure-names.ts';
import { type Language, type Words, wordsIn } from '../report/words.ts';
import { studyOptions } from '../study/options.ts';
import { study } from '../study/study.ts';

/** What the synthetic survey is called wherever it is studied. */
export const SYNTHETIC_SOURCE = (seed: number): string => `invented by hearth lab synthetic, seed ${seed}`;

/** The paper's tables beside ours, and then a study of the same formulas on the same synthetic survey. */
export async function paperReport(paper: PaperResult, language: Language, writtenAt: string): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-paper-')), path = join(folder, 'synthetic-2002.csv'), { csv, fullMap: map } = syntheticSurvey(paper.seed), w = wordsIn(language);
  try {
    writeFileSync(path, csv);
    const survey = { path, map, name: 'synthetic-2002', source: SYNTHETIC_SOURCE(paper.seed), synthetic: true };
    const result = await study(survey, paper.formulas, studyOptions({ amount: MARGINS.transfer, seed: paper.seed }, map));
    return { title: w('paper'), result, language, writtenAt, before: paperTables(paper, w) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function paperTables({ table2, table3, table4, orderings }: PaperResult, w: Words): ReportTable[] {
  return [
    beside('2', w('coverageTable'), table2, w), beside('3', w('errorsTable'), table3, w), beside('4', w('distancesTable'), table4, w),
    { key: w('ordering'), title: w('ordering'), columns: [{ title: w('figure'), kind: 'text' }, { title: w('ordering'), kind: 'text' }, { title: w('holds'), kind: 'text' }], rows: orderings.map(({ figure, order, holds }) => [figureName(figure, w), order, w(holds ? 'yes' : 'no')]) },
  ];
}

/** A row for each figure; for each formula ours, the paper's, and how far they are apart. */
function beside(table: string, title: string, cells: readonly PaperCell[], w: Words): ReportTable {
  const figures = [...new Set(cells.map(({ figure }) => figure))];
  return {
    key: `${w('published')} ${table}`, title: `${w('paper')}: ${title}`, hint: w('paperSource'),
    columns: [{ title: w('figure'), kind: 'text' }, ...FORMULA_NAMES.flatMap((name) => (['ours', 'published', 'deviation'] as const).map((key) => ({ title: `${name}, ${w(key)}`, kind: 'ratio' as const })))],
    rows: figures.map((figure): Cell[] => [figure === 'cost' ? w('costMillions') : figureName(figure, w), ...FORMULA_NAMES.flatMap((name): Cell[] => { const cell = cells.find((one) => one.figure === figure && one.formula === name); return cell ? [cell.ours, cell.paper, cell.deviation] : [null, null, null]; })]),
  };
}
