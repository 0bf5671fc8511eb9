import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReadStream } from 'node:fs';
import { type Formula, type Households, numberColumns, readColumnMap, readFormula, scoreFile, Scorer, sealed } from '@hearth/targeting';
import { parse } from 'csv-parse';
import { openPython, type PythonYardstick } from './python.ts';
import { type Absent, type Contest, type Contestant, hold } from './rounds.ts';
import type { BenchRow } from './statistics.ts';

const HOUSEHOLDS = 1_000_000;
const IN_FILE = 200_000;
const WIDTHS = [20, 60];
const RUNS = 5;

/** Households scored by a linear formula: a million in memory, and a file of them read, scored and written. */
export async function score(say: (line: string) => void): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-bench-'));
  const opened: PythonYardstick[] = [];
  try {
    const contests: Contest[] = [];
    for (const width of WIDTHS) {
      say(`making ${HOUSEHOLDS} households with ${width} columns, here and in NumPy`);
      const numpy = await openPython('scores.py', [String(HOUSEHOLDS), String(width)], 'NumPy');
      if (typeof numpy !== 'string') opened.push(numpy);
      contests.push({ case: `1M households, ${width} columns`, unit: 'households/s', ours: inMemory(width), yardsticks: [product(numpy)] });
    }
    say(`writing a file of ${IN_FILE} households with ${WIDTHS[0]} columns`);
    const file = await written(join(folder, 'survey.csv'), WIDTHS[0] ?? 0);
    contests.push({ case: `CSV, ${WIDTHS[0]} columns`, unit: 'households/s', ours: fromFile(file, WIDTHS[0] ?? 0), yardsticks: [reading(file)] });
    return await hold(contests, say);
  } finally {
    await Promise.all(opened.map((one) => one.close()));
    await rm(folder, { recursive: true, force: true });
  }
}

const nameOf = (column: number): string => `x${column}`;
const slopeOf = (column: number): number => Math.sin(column + 1);
const answerOf = (household: number, column: number): number => Math.round(Math.cos(household * (column + 1)) * 1000) / 100;

/** A formula with one equation, as `hearth lab fit` would write it. */
function formulaOf(width: number): Formula {
  const names = Array.from({ length: width }, (_, c) => nameOf(c));
  const map = readColumnMap({ household: 'household', variables: names.map((column) => ({ column, kind: 'numeric' })) });
  const coefficients = [{ name: '(constant)', estimate: 1 }, ...names.map((name, c) => ({ name, estimate: slopeOf(c) }))].map((one) => ({ ...one, se: null, t: null, p: null }));
  const formula = sealed({
    method: 'ols', se: null, dropped: [], weights: [], loadings: [], trees: [], by: 'none', warnings: [], map, variables: map.variables.map((variable) => ({ ...variable, name: variable.column, levels: [] })),
    equations: [{ stratum: 'all', n: 0, k: width + 1, df: null, r2: null, r2Adjusted: null, aic: null, selected: names, dropped: [], coefficients }],
    eligibility: { poorest: 'lowest', when: 'below', cutoff: 0 }, provenance: { survey: { file: '', sha256: '', rows: 0, households: 0, leftOut: { rows: 0, byColumn: {}, first: [] } }, options: {}, fittedOn: '', author: '' },
  });
  return readFormula(JSON.stringify(formula), 'bench');
}

/** Columns of answers as `readSurvey` holds them. */
function inMemory(width: number): Contestant {
  const scorer = new Scorer(formulaOf(width)), columns = numberColumns(HOUSEHOLDS, width);
  for (const [c, column] of columns.entries()) for (let i = 0; i < HOUSEHOLDS; i += 1) column[i] = answerOf(i, c);
  const nothing = new Float64Array(0);
  const households: Households = {
    n: HOUSEHOLDS, row: nothing, household: null, weight: nothing, consumption: null, logConsumption: null, size: null, children: null, urban: null, beneficiary: null, stratum: null, cluster: null, area: null, fold: null, replicates: [],
    variables: columns.map((values) => ({ kind: 'numeric', values })), complete: new Uint8Array(HOUSEHOLDS).fill(1),
  };
  return { name: 'hearth', measure: () => Promise.resolve(fastest(() => { scorer.score(households); })) };
}

/** Households a second of the fastest of a few runs: the first ones meet cold memory. */
function fastest(run: () => void): number {
  const times = Array.from({ length: RUNS }, () => { const began = performance.now(); run(); return performance.now() - began; });
  return (HOUSEHOLDS / Math.min(...times)) * 1000;
}

function product(numpy: PythonYardstick | string): Contestant | Absent {
  if (typeof numpy === 'string') return { name: 'numpy', reason: numpy };
  return { name: 'numpy', measure: async () => {
    const times: number[] = [];
    for (let n = 0; n < RUNS; n += 1) times.push((await numpy.run()).ms);
    return (HOUSEHOLDS / Math.min(...times)) * 1000;
  } };
}

async function written(path: string, width: number): Promise<string> {
  const file = await open(path, 'w');
  await file.write(`household,${Array.from({ length: width }, (_, c) => nameOf(c)).join()}\n`);
  for (let from = 0; from < IN_FILE; from += 1000) await file.write(Array.from({ length: 1000 }, (_, at) => `h${from + at},${Array.from({ length: width }, (__, c) => answerOf(from + at, c)).join()}\n`).join(''));
  await file.close();
  return path;
}

/** Read, scored and written out as text, which is thrown away. */
function fromFile(path: string, width: number): Contestant {
  const formula = formulaOf(width);
  return { name: 'hearth', measure: async () => {
    const began = performance.now();
    const { rows } = await scoreFile(path, formula.map, formula, () => Promise.resolve());
    return (rows / (performance.now() - began)) * 1000;
  } };
}

/** The yardstick only reads the fields as texts. */
function reading(path: string): Contestant {
  return { name: 'csv-parse', measure: async () => {
    const began = performance.now();
    let rows = -1;
    for await (const _ of createReadStream(path).pipe(parse())) rows += 1;
    return (rows / (performance.now() - began)) * 1000;
  } };
}
