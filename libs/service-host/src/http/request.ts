import { randomBytes, randomUUID } from 'node:crypto';
import type { Actor } from '@hearth/event-sourcing';
import { Rejection } from '@hearth/event-sourcing';
import { isUuid } from '@hearth/kernel';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface Officer extends Actor { readonly name?: string }
/** What `?asOf=` says, read once for each request. */
export interface AskedAsOf { readonly at: Date; readonly position: number | null }
export type HearthRequest = FastifyRequest & { officer?: Officer; traceparent?: string; asOf?: AskedAsOf };

/** Who asks, and the conditions of the request that every command and list needs. */
export interface Asking {
  readonly officer: Officer;
  readonly idempotencyKey: string | null;
  /** Version named by If-Match, or null. */
  readonly ifMatch: number | null;
  readonly correlationId: string;
  readonly traceparent: string;
  /** The instant the caller asks about (`?asOf=`), or null for now; of a position, the time of the last fact up to it. */
  readonly asOf: Date | null;
  /** The position of this service's log the caller asks about (`?asOf=position:42`); rows and streams go by it. */
  readonly asOfPosition: number | null;
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
  return {
    officer: request.officer, reply,
    idempotencyKey: idempotencyKeyOf(request.headers['idempotency-key']),
    ifMatch: ifMatchOf(request.headers['if-match']),
    correlationId: headerUuid(request.headers['x-correlation-id']) ?? randomUUID(),
    traceparent: traceparentOf(request),
    asOf: request.asOf?.at ?? null,
    asOfPosition: request.asOf?.position ?? null,
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

const headerUuid = (value: unknown): string | null => (isUuid(value) ? value : null);

/** W3C trace context of the request, or a new one. */
export function traceparentOf(request: HearthRequest): string {
  const given = request.headers['traceparent'];
  request.traceparent ??= typeof given === 'string' && /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(given) ? given : `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
  return request.traceparent;
}

export const traceIdOf = (request: HearthRequest): string => traceparentOf(request).split('-')[1]!;
