import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fitFormula, fitNeeds, type Formula, readColumnMap, readSurvey, sealed } from '@hearth/targeting';
import type { SurveyFile } from '../study/study.ts';

/** Eight households of a line of 20, small enough to reckon by hand: weight, consumption, what the formula predicts, children, area, whether they get the benefit. */
export const HOUSEHOLDS = [
  [10, 10, 15, 2, 'A', 1], [10, 15, 30, 1, 'A', 0], [20, 19, 19, 1, 'B', 0], [10, 25, 18, 3, 'B', 1],
  [10, 50, 60, 1, 'A', 1], [20, 30, 40, 2, 'B', 0], [10, 21, 21.5, 1, 'A', 0], [10, 100, 90, 1, 'B', 0],
] as const;

export const MAP = readColumnMap({
  weight: 'w', consumption: { column: 'c', of: 'head', scale: 'level', period: 'month' }, size: 'size', children: 'kids', area: 'area', beneficiary: 'gets', line: 20, extremeLine: 12, variables: [{ column: 'x', kind: 'numeric' }],
});

/** The survey in a file of its own, and a formula whose score is the column x. */
export class HandMade {
  private readonly folder = mkdtempSync(join(tmpdir(), 'hearth-study-'));
  readonly file: SurveyFile = { path: join(this.folder, 'survey.csv'), map: MAP, name: 'hand-made', source: 'reckoned by hand', synthetic: true };

  constructor() {
    const lines = HOUSEHOLDS.map(([w, c, predicted, kids, area, gets]) => [w, c, Math.log(predicted), kids, kids + 2, area, gets].join(','));
    writeFileSync(this.file.path, `w,c,x,kids,size,area,gets\n${lines.join('\n')}\n`);
  }

  /** ln of predicted consumption is x itself; or, upside down, its opposite. */
  async formula(sign: 1 | -1 = 1): Promise<Formula> {
    const options = { method: 'ols' as const, by: 'none' as const, se: 'classic' as const };
    const { hash: _, ...body } = fitFormula(await readSurvey(this.file.path, MAP, fitNeeds(MAP, options)), options, { file: 'hand-made', author: 'spec', fittedOn: '2026-01-01' });
    const plain = { se: null, t: null, p: null };
    return sealed({ ...body, equations: [{ ...body.equations[0]!, coefficients: [{ name: '(constant)', estimate: 0, ...plain }, { name: 'x', estimate: sign, ...plain }] }] });
  }

  remove(): void { rmSync(this.folder, { recursive: true, force: true }); }
}
