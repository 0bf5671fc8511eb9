import { createHash } from 'node:crypto';
import canonicalJsonOf from 'canonicalize';
import { SurveyProblem } from '../problems.ts';
import { METHODS, type Formula, type FormulaBody } from './formula.ts';

// The package is CommonJS and its types describe an ES module: the function itself is what arrives.
const canonicalize = canonicalJsonOf as unknown as (value: unknown) => string | undefined;

/** Canonical JSON (RFC 8785); what is undefined is not there. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a value that JSON can say');
  return text;
}

const hashOf = (body: FormulaBody): string => createHash('sha256').update(canonicalJson(body)).digest('hex');

/** Makes a formula of a body by hashing it; keys come out in the order of the conventions. */
export function sealed(body: FormulaBody): Formula {
  const { method, se, ...rest } = body;
  return { method, se, hash: hashOf(body), ...rest };
}

const FORM: readonly (readonly [keyof Formula, (value: unknown) => boolean])[] = [
  ['method', (value) => METHODS.some((method) => method === value)],
  ['by', (value) => value === 'none' || value === 'stratum' || value === 'urban'],
  ...(['equations', 'weights', 'loadings', 'trees', 'variables', 'dropped', 'warnings'] as const).map((key) => [key, Array.isArray] as const),
  ...(['eligibility', 'map', 'provenance'] as const).map((key) => [key, (value: unknown) => typeof value === 'object' && value !== null] as const),
];

/** Reads a formula's JSON. @throws SurveyProblem when it is none, or was changed since it was sealed. */
export function readFormula(text: string, name: string): Formula {
  const refuse = (detail: string): never => { throw new SurveyProblem('formula', {}, `formula ${name}: ${detail}`); };
  let formula: Formula;
  try {
    formula = JSON.parse(text) as Formula;
  } catch {
    return refuse('is not JSON');
  }
  if (typeof formula !== 'object' || formula === null) return refuse('is not a formula');
  for (const [key, fits] of FORM) if (!fits(formula[key])) refuse(`${key} is missing or wrong; write it with \`hearth lab fit\``);
  const { hash, ...body } = formula;
  if (hashOf(body) !== hash) refuse(`was changed since it was made: its hash says ${hash}, its content ${hashOf(body)}`);
  return formula;
}
