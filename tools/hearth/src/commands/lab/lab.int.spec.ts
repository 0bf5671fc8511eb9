import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const bin = fileURLToPath(new URL('../../../bin/hearth.mjs', import.meta.url));
const PATIENCE_MS = 60_000;
interface Ended { readonly code: number | null; readonly out: string; readonly err: string }

let folder: string;
/** The compiled command line as a user calls it, in the folder of the survey. */
async function lab(...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [bin, 'lab', ...args], { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });
  const [[code], out, err] = await Promise.all([once(child, 'exit') as Promise<[number | null]>, text(child.stdout), text(child.stderr)]);
  return { code, out, err };
}
const document = <T>({ out }: Ended): T => {
  expect(out.indexOf('\n')).toBe(out.length - 1);
  return JSON.parse(out) as T;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-lab-'));
  await lab('synthetic', '--out', '.');
  for (const [name, map, ...more] of [['prr', 'prr-map.json'], ['stepwise', 'full-map.json', '--se', 'cluster']]) writeFileSync(join(folder, `${name}.json`), (await lab('fit', 'survey.csv', '--map', map!, '--method', name!, ...more, '--json')).out);
}, PATIENCE_MS);
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

describe('hearth lab', () => {
  it('fit prints the formula, which score, compare, bootstrap and simulate take as it is', async () => {
    const fit = JSON.parse(readFileSync(join(folder, 'stepwise.json'), 'utf8')) as Record<string, unknown> & { equations: { stratum: string }[] };
    expect(Object.keys(fit).slice(0, 7)).toEqual(['method', 'se', 'hash', 'dropped', 'equations', 'weights', 'loadings']);
    expect([fit['se'], fit.equations.map(({ stratum }) => stratum)]).toEqual(['cluster', ['aimag-centre', 'capital', 'countryside', 'soum-centre']]);
    const score = await lab('score', 'survey.csv', '--formula', 'stepwise.json', '--out', 'scores.csv', '--json');
    expect(document(score)).toMatchObject({ rows: 3308, undecided: 0, formula: fit['hash'], out: 'scores.csv' });
    expect(readFileSync(join(folder, 'scores.csv'), 'utf8').split('\n').slice(0, 2)).toEqual(['household,score,predicted,eligible', expect.stringMatching(/^h0001,\d+\.\d{10,},\d+\.\d{5,},(true|false)$/)]);
  }, PATIENCE_MS);

  it('compare: the same budget, in full precision', async () => {
    const { rows } = document<{ rows: Record<string, number | string>[] }>(await lab('compare', 'survey.csv', '--formula', 'prr.json', 'stepwise.json', '--budget', 'poor', '--json'));
    expect(rows.map((row) => [row['formula'], row['inclusion'] === row['exclusion']])).toEqual([['prr.json', true], ['stepwise.json', true]]);
    expect(Object.keys(rows[0]!)).toEqual(expect.arrayContaining(['families', 'children', 'cost', 'inclusionExtreme', 'exclusionExtreme', 'above', 'below', 'cgh']));
  }, PATIENCE_MS);

  it('bootstrap works on every core, says how far it is, and gives the same on one', async () => {
    const args = ['bootstrap', 'survey.csv', '--formula', 'prr.json', '--budget', 'poor', '--replicates', '20', '--json'], many = await lab(...args, '--workers', '2'), one = await lab(...args, '--workers', '0');
    expect(document(many)).toEqual(document(one));
    expect(document<{ replicates: number; rows: object[] }>(many)).toMatchObject({ replicates: 20, rows: expect.arrayContaining([{ formula: 'prr.json', figure: 'exclusion', estimate: expect.any(Number), low: expect.any(Number), high: expect.any(Number), se: expect.any(Number) }]) });
    expect(many.err).toContain('20 of 20 replicates');
  }, PATIENCE_MS);

  it('simulate, detail, validate and explain answer in one line', async () => {
    writeFileSync(join(folder, 'answers.json'), JSON.stringify({ stratum: 'capital', urban: 1 }));
    const answers = await Promise.all([
      lab('simulate', 'survey.csv', '--formula', 'stepwise.json', '--against', 'prr.json', '--json'), lab('detail', 'survey.csv', '--formula', 'stepwise.json', '--budget', 'poor', '--json'),
      lab('validate', 'survey.csv', '--map', 'prr-map.json', '--method', 'ols', '--folds', '3', '--json'), lab('explain', '--formula', 'prr.json', '--answers', 'answers.json', '--json'),
    ]);
    expect(answers.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(answers.map((answer) => document<object>(answer))).toEqual([
      expect.objectContaining({ costPerMonth: expect.any(Number), gain: expect.any(Object) }), expect.objectContaining({ areas: { rows: expect.any(Array), correlation: expect.any(Object) }, actual: null }),
      expect.objectContaining({ folds: 3, figures: expect.any(Object) }), expect.objectContaining({ score: null, eligible: null, undecided: expect.arrayContaining(['dwelling']) }),
    ]);
  }, PATIENCE_MS);

  it('paper ends with 0 when it holds, and with 1 on a survey on which it does not', async () => {
    const [holds, falls] = await Promise.all([lab('paper', '--json'), lab('paper', '--seed', '2002', '--json')]);
    expect([holds.code, document<{ ok: boolean }>(holds).ok]).toEqual([0, true]);
    expect([falls.code, document<{ ok: boolean }>(falls).ok]).toEqual([1, false]);
  }, PATIENCE_MS);
});

describe('what the laboratory cannot take', () => {
  it.each([
    [2, ['fit', 'survey.csv', '--map', 'prr-map.json', '--method', 'guess'], 'Allowed choices are ols'], [2, ['compare', 'survey.csv', '--formula', 'prr.json', '--budget', 'many'], 'must be a number'],
    [2, ['compare', 'nowhere.csv', '--formula', 'prr.json'], 'nowhere.csv'], [2, ['simulate', 'survey.csv', '--formula', 'prr.json', '--where', 'livestock'], 'must be COLUMN=LEVEL'], [2, [], 'Usage: hearth lab'],
    [1, ['fit', 'broken.csv', '--map', 'prr-map.json', '--method', 'ols'], 'hearth: row 2 (line 3), column weight: “heavy” is not a number'], [1, ['compare', 'survey.csv', '--formula', 'changed.json'], 'was changed since it was made'],
    [2, ['score', 'survey.csv', '--formula', 'prr.json', '--out', 'nowhere/scores.csv'], 'hearth: ENOENT'], [2, ['score', 'survey.csv', '--formula', 'prr.json', '--out', './survey.csv'], 'is the survey itself'],
    [2, ['compare', 'survey.csv', '--formula', 'prr.json', '--bottom', '0'], 'the bottom share is 0'], [2, ['compare', 'survey.csv', '--formula', 'prr.json', '--bracket', '-1'], 'the bracket is -1'], [2, ['compare', 'survey.csv', '--formula', 'prr.json', '--line', '0'], 'the line is 0'],
    [2, ['bootstrap', 'survey.csv', '--formula', 'prr.json', '--workers', '-1'], 'workers is -1'], [1, ['compare', 'survey.csv', '--formula', 'prr.json', '--map', 'bare-map.json', '--unit', 'person'], 'size: is needed to count persons'],
    [1, ['explain', '--formula', 'prr.json', '--answers', 'null.json'], 'must be an object'], [2, ['detail', 'survey.csv', '--formula', 'prr.json', '--unit', 'child'], 'unknown option'],
    [1, ['fit', 'survey.csv', '--map', 'answers.csv', '--method', 'ols'], 'is not JSON'], [1, ['score', 'scores-only.csv', '--formula', 'prr.json'], 'the file has no such column'],
  ] as const)('ends with %d, with nothing on stdout: %j', async (code, args, problem) => {
    const [header, first, second] = readFileSync(join(folder, 'survey.csv'), 'utf8').split('\n') as [string, string, string];
    writeFileSync(join(folder, 'broken.csv'), [header, first, second.replace(/,[^,]+/, ',heavy')].join('\n'));
    writeFileSync(join(folder, 'changed.json'), readFileSync(join(folder, 'prr.json'), 'utf8').replace('"weight":', '"weight":1'));
    writeFileSync(join(folder, 'null.json'), 'null');
    writeFileSync(join(folder, 'bare-map.json'), JSON.stringify({ ...(JSON.parse(readFileSync(join(folder, 'prr-map.json'), 'utf8')) as object), size: null }));
    for (const name of ['answers.csv', 'scores-only.csv']) writeFileSync(join(folder, name), 'a,b\n1,2\n');
    const ended = await lab(...args);
    expect([ended.code, ended.out]).toEqual([code, '']);
    expect(ended.err).toContain(problem);
  }, PATIENCE_MS);

  it('compare and paper write what they found as CSV, XLSX and PDF, and answer as they do without', async () => {
    const plain = await lab('compare', 'survey.csv', '--formula', 'prr.json', 'stepwise.json', '--budget', 'poor', '--json');
    const written = await lab('compare', 'survey.csv', '--formula', 'prr.json', 'stepwise.json', '--budget', 'poor', '--json', '--csv', 'c.csv', '--xlsx', 'c.xlsx', '--pdf', 'c.pdf', '--synthetic');
    expect([written.code, written.out]).toEqual([0, plain.out]);
    const [{ exclusion }] = document<{ rows: [{ exclusion: number }] }>(plain).rows, csv = readFileSync(join(folder, 'c.csv'), 'utf8');
    expect(csv).toContain(`,${exclusion},`);
    expect(csv).toContain('The households of this survey are invented');
    expect([readFileSync(join(folder, 'c.xlsx')).subarray(0, 2).toString(), readFileSync(join(folder, 'c.pdf')).subarray(0, 5).toString()]).toEqual(['PK', '%PDF-']);
    expect(await lab('paper', '--json', '--csv', 'paper.csv', '--language', 'mn')).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'paper.csv'), 'utf8')).toContain('Судалгаатай харьцуулсан нь');
  }, PATIENCE_MS);
});
