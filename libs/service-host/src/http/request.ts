import { randomBytes, randomUUID } from 'node:crypto';
import type { Actor } from '@hearth/event-sourcing';
import { Rejection } from '@hearth/event-sourcing';
import { isDay, isUuid } from '@hearth/kernel';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface Officer extends Actor { readonly name?: string }
export type HearthRequest = FastifyRequest & { officer?: Officer; traceparent?: string };

/** Who asks, and the conditions of the request that every command and list needs. */
export interface Asking {
  readonly officer: Officer;
  readonly idempotencyKey: string | null;
  /** Version named by If-Match, or null. */
  readonly ifMatch: number | null;
  readonly correlationId: string;
  readonly traceparent: string;
  /** The instant the caller asks about (`?asOf=`), or null for now. */
  readonly asOf: Date | null;
  readonly wantsCsv: boolean;
  /** What makes two requests the same command: method, path and body. */
  readonly fingerprint: { readonly method: string; readonly path: string; readonly body: unknown };
  readonly reply: FastifyReply;
}

/** Parameter decorator: the request's {@link Asking}. */
export const Asking = createParamDecorator((_: unknown, context: ExecutionContext): Asking =>
  askingOf(context.switchToHttp().getRequest<HearthRequest>(), context.switchToHttp().getResponse<FastifyReply>()));

export function askingOf(request: HearthRequest, reply: FastifyReply): Asking {
  if (!request.officer) throw new Rejection('not-signed-in', 'Sign in first.', { status: 403 });
  const query = request.query as Record<string, string | undefined>;
  return {
    officer: request.officer, reply,
    idempotencyKey: idempotencyKeyOf(request.headers['idempotency-key']),
    ifMatch: ifMatchOf(request.headers['if-match']),
    correlationId: headerUuid(request.headers['x-correlation-id']) ?? randomUUID(),
    traceparent: traceparentOf(request),
    asOf: asOfOf(query['asOf']),
    wantsCsv: (request.headers.accept ?? '').includes('text/csv'),
    fingerprint: { method: request.method, path: request.url, body: request.body ?? null },
  };
}

function idempotencyKeyOf(value: string | string[] | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(value)) throw new Rejection('idempotency-key', 'Idempotency-Key must be 1 to 200 visible ASCII characters.', { status: 400 });
  return value;
}

function ifMatchOf(value: string | undefined): number | null {
  if (value === undefined || value === '*') return null;
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(value)?.[1];
  if (version === undefined) throw new Rejection('if-match', 'If-Match must be the ETag of an earlier answer, for example "3".', { status: 400 });
  return Number(version);
}

const INSTANT_SHAPE = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** `asOf` is an instant, or a day: then the end of that day (UTC). Anything else is refused, never guessed at. */
function asOfOf(value: string | undefined): Date | null {
  if (value === undefined || value === '') return null;
  const day = INSTANT_SHAPE.exec(value)?.[1] ?? value;
  const date = new Date(day === value ? `${value}T23:59:59.999Z` : value);
  if (!isDay(day) || Number.isNaN(date.getTime())) throw new Rejection('as-of', 'asOf must be a date (2026-11-22) or an RFC 3339 instant.', { status: 400, errors: [{ field: 'asOf', code: 'date', detail: 'not a date' }] });
  return date;
}

const headerUuid = (value: unknown): string | null => (isUuid(value) ? value : null);

/** W3C trace context of the request, or a new one. */
export function traceparentOf(request: HearthRequest): string {
  const given = request.headers['traceparent'];
  request.traceparent ??= typeof given === 'string' && /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(given) ? given : `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
  return request.traceparent;
}

export const traceIdOf = (request: HearthRequest): string => traceparentOf(request).split('-')[1]!;
