import { types } from 'node:util';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { log } from '../log.ts';
import { problemOf } from './problem.ts';
import { type HearthRequest, traceIdOf } from './request.ts';

/** Every refusal and every fault leaves a service through here, as application/problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly service: string) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const request = host.switchToHttp().getRequest<HearthRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error);
    const traceId = traceIdOf(request);
    if (problem.status >= 500) log.error({ service: this.service, traceId, ...faultOf(error) }, 'request failed');
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    if (typeof problem.params?.['retryAfter'] === 'number') void reply.header('retry-after', String(problem.params['retryAfter']));
    void reply.status(problem.status).header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify({ ...problem, instance: request.url.split('?')[0], traceId }));
  }
}

/** What may be logged of a fault: PostgreSQL's `detail` and TypeORM's `parameters` hold rows, so only name, code, message and stack. */
function faultOf(error: unknown): Record<string, unknown> {
  if (!types.isNativeError(error)) return { fault: typeof error };
  const code = (error as { code?: unknown }).code;
  return { fault: error.name, message: error.message, ...(typeof code === 'string' ? { code } : {}), stack: error.stack };
}
