import { readFileSync } from 'node:fs';
import { leftOutWords, readColumnMap, readFormula, SurveyProblem, unknownKeys, type ColumnMap, type Formula, type LeftOut, type NamedFormula } from '@hearth/targeting';
import { CommandProblem, SHORT, USAGE } from '../../exit.ts';

/** Words that are not the answer, on stderr with or without --json. */
export const warn = (line: string): void => { process.stderr.write(`${line}\n`); };

/** What the laboratory refuses becomes one line and an exit code: 2 for a wrong call, 1 for input from which no table can be made. */
export async function asCommand(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SurveyProblem) throw new CommandProblem(error.code === 'option' ? USAGE : SHORT, `hearth: ${error.message}`);
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR' || error.code === 'EACCES')) throw new CommandProblem(USAGE, `hearth: ${error.message}`);
    throw error;
  }
}

/** A file's text without the byte order mark that some editors put first. */
export const textFile = (path: string): string => readFileSync(path, 'utf8').replace(/^\uFEFF/, '');

export function mapFile(path: string): ColumnMap {
  let value: unknown;
  const text = textFile(path);
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SurveyProblem('column-map', {}, `column map ${path}: is not JSON: ${(error as Error).message}`);
  }
  for (const key of unknownKeys(value)) warn(`column map ${path}: nothing reads ${key}`);
  return readColumnMap(value);
}

export const formulaFile = (path: string): Formula => readFormula(textFile(path), path);
export const formulaFiles = (paths: readonly string[]): NamedFormula[] => paths.map((name) => ({ name, formula: formulaFile(name) }));

/** The map to read a survey by: the one given, else the formulas', which must agree on everything but the variables. */
export function mapFor(given: string | undefined, formulas: readonly Formula[]): ColumnMap {
  if (given !== undefined) return mapFile(given);
  const roles = ({ map: { variables: _variables, ...rest } }: Formula): string => JSON.stringify(rest);
  const first = formulas[0]!;
  if (formulas.some((formula) => roles(formula) !== roles(first))) throw new SurveyProblem('option', {}, 'the formulas were fitted with different column maps; say with --map how to read this survey');
  return first.map;
}

/** The lines to judge by: those given, else the map's. */
export function linesFor(flags: { readonly line?: number; readonly extremeLine?: number }, map: ColumnMap): { line: number; extremeLine: number | null } {
  const line = flags.line ?? map.line;
  if (flags.line !== undefined && !(flags.line > 0)) throw new SurveyProblem('option', {}, `the line is ${flags.line}; it must be above 0`);
  if (line === null) throw new SurveyProblem('no-line', {}, 'no poverty line: the column map has none; give --line');
  return { line, extremeLine: flags.extremeLine ?? map.extremeLine };
}

export function sayLeftOut(leftOut: LeftOut): void {
  const words = leftOutWords(leftOut);
  if (words) warn(words);
}

/** A number for people: short, and without a pretence of digits. */
export const short = (value: number | null | undefined, digits = 1): string => (value === null || value === undefined ? '–' : value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits }));

/** Columns of text under one another, the first to the left and the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, c) => Math.max(...rows.map((row) => row[c]!.length)));
  return rows.map((row) => row.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!))).join('  ')).join('\n');
}
