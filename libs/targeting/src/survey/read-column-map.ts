import { SurveyProblem } from '../problems.ts';
import type { ColumnMap, VariableMap } from './column-map.ts';

const ROLES = ['household', 'weight', 'stratum', 'cluster', 'size', 'children', 'urban', 'area', 'beneficiary', 'fold'] as const;
const KEYS = new Set<string>([...ROLES, 'consumption', 'line', 'extremeLine', 'variables', 'replicates']);

const CONSUMPTION_KEYS = new Set(['column', 'of', 'scale', 'period', 'currency']), VARIABLE_KEYS = new Set(['column', 'kind', 'base', 'powers', 'only']);

const refuse = (path: string, detail: string): never => { throw new SurveyProblem('column-map', {}, `column map, ${path}: ${detail}`); };
type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const fields = (value: unknown, path: string): Fields => (isFields(value) ? value : refuse(path, 'must be an object'));

function columnName(value: unknown, path: string): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' && value !== '' ? value : refuse(path, 'must be the name of a column');
}

function positive(value: unknown, path: string): number | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : refuse(path, 'must be a number above 0');
}

function oneOf<T extends string>(value: unknown, path: string, allowed: readonly T[]): T {
  return allowed.find((word) => word === value) ?? refuse(path, `must be one of ${allowed.join(', ')}`);
}

function consumption(value: unknown): ColumnMap['consumption'] {
  if (value === undefined || value === null) return null;
  const { column, of, scale, period, currency } = fields(value, 'consumption');
  return {
    column: columnName(column, 'consumption.column') ?? refuse('consumption.column', 'is missing'),
    of: oneOf(of, 'consumption.of', ['total', 'head']), scale: oneOf(scale, 'consumption.scale', ['level', 'log']),
    period: oneOf(period, 'consumption.period', ['month', 'year']), currency: columnName(currency, 'consumption.currency'),
  };
}

/** Levels are texts; a map may well write 1 for the level `1`. */
function level(value: unknown, path: string): string | null {
  if (value === null) return null;
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : refuse(path, 'must be a level');
}

function powers(value: unknown, path: string): number[] {
  if (value === undefined || value === null) return [];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const whole = list.map((power) => (typeof power === 'number' && Number.isInteger(power) && power >= 1 && power <= 9 ? power : refuse(path, 'must be whole numbers from 1 to 9')));
  return [...new Set(whole)].filter((power) => power > 1).toSorted((a, b) => a - b);
}

function variable(value: unknown, path: string): VariableMap {
  const given = fields(value, path);
  const kind = oneOf(given['kind'], `${path}.kind`, ['numeric', 'category']);
  const base = given['base'] ?? null;
  const list = powers(given['powers'], `${path}.powers`);
  if (kind === 'category' && list.length > 0) refuse(`${path}.powers`, 'a category has no powers');
  const only = given['only'] ?? null;
  return {
    column: columnName(given['column'], `${path}.column`) ?? refuse(`${path}.column`, 'is missing'),
    kind, base: level(base, `${path}.base`), powers: list, only: only === null ? null : oneOf<'urban' | 'rural'>(only, `${path}.only`, ['urban', 'rural']),
  };
}

function distinct(variables: readonly VariableMap[]): void {
  for (const [i, one] of variables.entries()) {
    const twin = variables.findIndex((other) => other.column === one.column && (other.only === null || one.only === null || other.only === one.only));
    if (twin !== i) refuse(`variables[${i}].column`, `${one.column} is there twice`);
  }
}

/** Keys that no one reads, those inside included; a caller shows them, as a misspelt role would otherwise be left out in silence. */
export function unknownKeys(value: unknown): string[] {
  const unread = (within: unknown, known: ReadonlySet<string>, path: string): string[] => (isFields(within) ? Object.keys(within).flatMap((key) => (known.has(key) ? [] : [`${path}${key}`])) : []);
  if (!isFields(value)) return [];
  const { consumption: spent, variables } = value, list: readonly unknown[] = Array.isArray(variables) ? variables : [];
  return [...unread(value, KEYS, ''), ...unread(spent, CONSUMPTION_KEYS, 'consumption.'), ...list.flatMap((one, i) => unread(one, VARIABLE_KEYS, `variables[${i}].`))];
}

/** Checks a column map (JSON already parsed). @throws SurveyProblem with the path of the first error. */
export function readColumnMap(value: unknown): ColumnMap {
  const given = fields(value, 'the whole');
  const list = given['variables'] ?? [];
  const variables = Array.isArray(list) ? list.map((one, i) => variable(one, `variables[${i}]`)) : refuse('variables', 'must be a list');
  distinct(variables);
  const replicates = given['replicates'] ?? [];
  if (!Array.isArray(replicates) || !replicates.every((name) => typeof name === 'string')) return refuse('replicates', 'must be a list of columns');
  const urban = columnName(given['urban'], 'urban');
  if (urban === null && variables.some(({ only }) => only)) refuse('urban', 'is needed: a variable is asked of urban or rural households only');
  const role = (key: (typeof ROLES)[number]): string | null => columnName(given[key], key);
  return {
    household: role('household'), weight: role('weight'), stratum: role('stratum'), cluster: role('cluster'), consumption: consumption(given['consumption']),
    size: role('size'), children: role('children'), urban, area: role('area'), beneficiary: role('beneficiary'), fold: role('fold'), replicates,
    line: positive(given['line'], 'line'), extremeLine: positive(given['extremeLine'], 'extremeLine'), variables,
  };
}
