import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { log } from '../log.ts';
import { faultOf } from './fault.ts';
import { instanceOf, type Problem, problemOf } from './problem.ts';
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
    if (problem.status >= 500) log.error({ service: this.service, traceId: traceIdOf(request), ...faultOf(error) }, 'request failed');
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    if (typeof problem.params?.['retryAfter'] === 'number') void reply.header('retry-after', String(problem.params['retryAfter']));
    answer(problem, request, reply);
  }
}

function answer(problem: Problem, request: HearthRequest, reply: FastifyReply): void {
  void reply.status(problem.status).header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify({ ...problem, instance: instanceOf(request.url), traceId: traceIdOf(request) }));
}

/** What the router refuses before anybody is asked: an address with a broken escape, or one too long. */
export function refusedByRouter(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  answer(problemOf(error), request, reply);
}
