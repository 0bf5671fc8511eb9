import { ExpectedVersionConflict, KeysUnavailable, OpeningRefused, PersonErased } from '@hearth/event-store';
import { Rejection } from '@hearth/event-sourcing';
import { HttpException } from '@nestjs/common';
import { STATUS_CODES } from 'node:http';

/** One field of a refused request: where, which rule, in words. Never the value. */
export interface FieldProblem { readonly field: string; readonly code: string; readonly detail: string }

/** RFC 9457 problem details as every service answers them. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly instance?: string;
  readonly traceId?: string;
  readonly errors?: readonly FieldProblem[];
  readonly params?: Readonly<Record<string, string | number>>;
}

const of = (status: number, code: string, detail: string, more: Partial<Problem> = {}): Problem =>
  ({ type: `urn:hearth:problem:${code}`, title: STATUS_CODES[status] ?? 'Error', status, detail, code, ...more });

const PLAIN: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: ['malformed', 'The request could not be read.'],
  401: ['not-signed-in', 'Sign in: the request carries no valid token.'],
  403: ['forbidden', 'You may not do this.'],
  404: ['not-found', 'There is nothing at this address.'],
  405: ['method', 'This address does not know that method.'],
  413: ['too-large', 'The body is larger than this address accepts.'],
  414: ['too-long', 'The address is longer than any of this service.'],
  415: ['media-type', 'This address does not read that content type.'],
  429: ['too-many', 'Too many requests; try again later.'],
};

const KNOWN_FIELD = /^(?:[A-Za-z][A-Za-z_-]{0,39}|\d{1,5}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The place a problem names: words, places in lists and ids as they came. What else somebody may have typed where a name of a field belongs is left out. */
export const shownField = (field: string): string => field.replaceAll(/[^.[\]]+/g, (part) => (KNOWN_FIELD.test(part) ? part : '…'));
const placed = (errors: readonly FieldProblem[]): FieldProblem[] => errors.map(({ field, ...problem }) => ({ field: shownField(field), ...problem }));

/** What an exception says to the caller. Anything unforeseen is a 500 without detail: its cause goes to the log, never to the answer. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Rejection) {
    return of(error.status, error.code, error.message, { ...(error.errors ? { errors: error.errors } : {}), ...(error.params ? { params: error.params } : {}) });
  }
  if (error instanceof ExpectedVersionConflict) return of(409, 'changed-meanwhile', 'Somebody changed this at the same moment. Load it again and repeat.');
  if (error instanceof PersonErased) return of(409, 'person-erased', 'The data of this person have been erased; nothing more can be recorded of them.');
  if (error instanceof OpeningRefused) return of(403, 'opening-refused', 'Your role may not see personal data for this purpose.', { params: { purpose: error.purpose } });
  if (error instanceof KeysUnavailable) return of(503, 'keys-unavailable', 'Personal data cannot be opened at this moment: the keys cannot be reached.', { params: { retryAfter: 5 } });
  if (error instanceof HttpException) return fromHttp(error);
  const status = statusOf(error);
  if (status !== undefined && status < 500) return of(status, ...(PLAIN[status] ?? ['refused', 'The request was refused.']));
  return of(500, 'fault', 'The service failed; the fault is logged under the trace id. What was not answered with success did not happen.');
}

function fromHttp(error: HttpException): Problem {
  const status: number = error.getStatus();
  const body = error.getResponse();
  if (typeof body === 'object' && 'errors' in body) {
    return of(status, 'invalid', 'Some fields are not acceptable.', { errors: placed((body as { errors: FieldProblem[] }).errors) });
  }
  const plain = PLAIN[status];
  if (status === 400 && typeof body === 'object' && /uuid/i.test(error.message)) return of(status, 'malformed-id', 'The id in the address is not a UUID.');
  return plain ? of(status, ...plain) : of(status, 'refused', STATUS_CODES[status] ?? 'Refused');
}

const KNOWN_SEGMENT = /^(?:[a-z][a-z-]*|\d{4}-\d{2}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/;

/** The address a problem names: words, periods and ids as they came; anything else somebody may have typed into it is left out. */
export const instanceOf = (url: string): string => (url.split('?')[0] ?? '').split('/').map((segment) => (KNOWN_SEGMENT.test(segment) ? segment : '…')).join('/');

/** Fastify's own errors (body too large, not JSON) carry `statusCode`. */
function statusOf(error: unknown): number | undefined {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}
