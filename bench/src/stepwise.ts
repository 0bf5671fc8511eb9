import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fitFormula, fitNeeds, readColumnMap, readSurvey, SplitMix, type FitOptions, type Survey } from '@hearth/targeting';
import { openPython } from './python.ts';
import { type Absent, type Contestant, hold } from './rounds.ts';
import type { BenchRow } from './statistics.ts';

const [HOUSEHOLDS, CANDIDATES, THAT_MATTER] = [20_000, 60, 25];
const FIT: FitOptions = { method: 'stepwise', by: 'none', se: 'classic' };

/** A stepwise fit on one survey, from the columns in memory to the equation, against statsmodels taking the same steps. */
export async function stepwise(say: (line: string) => void): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-bench-'));
  say(`making a survey of ${HOUSEHOLDS} households with ${CANDIDATES} candidates`);
  const path = join(folder, 'survey.csv');
  await writeFile(path, surveyText());
  const python = await openPython('stepwise.py', [path], 'NumPy and statsmodels');
  try {
    const names = Array.from({ length: CANDIDATES }, (_, c) => `x${c}`);
    const map = readColumnMap({ weight: 'weight', consumption: { column: 'y', of: 'head', scale: 'level', period: 'month' }, variables: names.map((column) => ({ column, kind: 'numeric' })) });
    const survey = await readSurvey(path, map, fitNeeds(map, FIT));
    const selected = selectedOf(survey);
    const statsmodels: Contestant | Absent = typeof python === 'string' ? { name: 'statsmodels', reason: python } : { name: 'statsmodels', measure: async () => {
      const { ms, words } = await python.run();
      if (words.join() !== selected.join()) throw new Error(`statsmodels selected ${words.join()}, ours ${selected.join()}`);
      return ms;
    } };
    const ours: Contestant = { name: 'hearth', measure: () => {
      const began = performance.now();
      selectedOf(survey);
      return Promise.resolve(performance.now() - began);
    } };
    return await hold([{ case: '20k households, 60 candidates', unit: 'ms', lower: true, ours, yardsticks: [statsmodels] }], say);
  } finally {
    if (typeof python !== 'string') await python.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const selectedOf = (survey: Survey): readonly string[] => fitFormula(survey, FIT, { file: '', author: '', fittedOn: '' }).equations[0]?.selected ?? [];

/** Candidates that hang together, of which some matter; the others stay or leave by chance. */
function surveyText(): string {
  const random = SplitMix.of(7, 0);
  const lines = Array.from({ length: HOUSEHOLDS }, () => {
    const common = random.normal(), answers = Array.from({ length: CANDIDATES }, () => 0.5 * common + random.normal());
    const log = answers.slice(0, THAT_MATTER).reduce((sum, answer, c) => sum + 0.05 * Math.sin(c + 1) * answer, 10 + 0.6 * random.normal());
    return `${Math.exp(log)},${0.5 + random.uniform()},${answers.join()}`;
  });
  return `y,weight,${Array.from({ length: CANDIDATES }, (_, c) => `x${c}`).join()}\n${lines.join('\n')}\n`;
}
