import { Rejection } from '@hearth/event-sourcing';
import type { FastifyInstance } from 'fastify';
import { type FieldProblem, shownField } from './problem.ts';

/** No request class of ours nests deeper; whatever walks a body that does would end its stack. */
const DEEPEST = 32;
/** Keys that mean something to the objects they are copied onto. */
const POLLUTING = ['__proto__', 'constructor', 'prototype'];

/** PostgreSQL's text holds no NUL, its jsonb no half of a surrogate pair: one of them in an event, and no projection ever gets past it. */
export const isStorable = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text);

/** The first place where a parsed request holds what cannot be stored as it came, or null. Walks without recursion; never repeats a value. */
export function unstorable(request: unknown): FieldProblem | null {
  const open: { readonly value: unknown; readonly field: string; readonly depth: number }[] = [{ value: request, field: '', depth: 0 }];
  for (let at = open.pop(); at; at = open.pop()) {
    const { value, field, depth } = at;
    if (typeof value === 'string' && !isStorable(value)) return { field: shownField(field), code: 'text', detail: 'holds a character that cannot be stored' };
    if (typeof value === 'number' && !Number.isFinite(value)) return { field: shownField(field), code: 'number', detail: 'is beyond all numbers' };
    if (typeof value !== 'object' || value === null) continue;
    if (depth === DEEPEST) return { field: shownField(field).slice(0, 80), code: 'too-deep', detail: `nests deeper than ${DEEPEST} levels` };
    for (const [key, entry] of Object.entries(value)) {
      if (!isStorable(key) || POLLUTING.includes(key)) return { field: shownField(field), code: 'unknown-field', detail: 'has a field of a name that is not allowed' };
      open.push({ value: entry, field: placeOf(field, key, Array.isArray(value)), depth: depth + 1 });
    }
  }
  return null;
}

const placeOf = (field: string, key: string, inList: boolean): string => (inList ? `${field}[${key}]` : field === '' ? key : `${field}.${key}`);

/** A parameter given twice comes as a list, which nothing that reads parameters expects. */
function repeated(query: unknown): FieldProblem | null {
  const [name] = Object.entries(query ?? {}).find(([, value]) => typeof value !== 'string') ?? [];
  return name === undefined ? null : { field: shownField(name), code: 'repeated', detail: 'stands in the address more than once' };
}

/** Refuses, before anything reads them, addresses and bodies that could not be stored or asked for: 400 `invalid`. */
export function refuseUnstorable(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', (request, _reply, done) => {
    const problem = unstorable(request.params) ?? unstorable(request.query) ?? repeated(request.query) ?? unstorable(request.body);
    done(problem === null ? undefined : new Rejection('invalid', 'The request holds something that cannot be.', { status: 400, errors: [problem] }));
  });
}
