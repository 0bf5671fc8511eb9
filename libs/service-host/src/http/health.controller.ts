import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RUNTIME, type Runtime } from '../runtime.ts';
import { Open } from './auth.guard.ts';

/** Liveness looks at the consumer's last poll, not only at the process; readiness at everything a request needs. */
@Controller()
@Open()
export class HealthController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get('health/live') @ApiExcludeEndpoint()
  async live(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const alive = await aliveNow(this.runtime);
    void reply.status(alive ? 200 : 503);
    return { status: alive ? 'up' : 'stuck', service: this.runtime.definition.name };
  }

  @Get('health/ready') @ApiExcludeEndpoint()
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const ready = await readyNow(this.runtime);
    void reply.status(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'not-ready' };
  }

  @Get('metrics') @ApiExcludeEndpoint()
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('content-type', this.runtime.registry.contentType);
    return this.runtime.registry.metrics();
  }
}

const LIVENESS_SECONDS = 60;

/**
 * False when the consumer has read nothing for too long although broker and database answer: its loop has ended or hangs in a handler, and
 * only a new start helps. A broker or a database that is away is no reason to start again: that would bring neither back.
 */
export async function aliveNow({ inbox, store, environment }: Runtime): Promise<boolean> {
  if (inbox.silentMs() < (environment.livenessSeconds ?? LIVENESS_SECONDS) * 1000) return true;
  const [broker, database] = await Promise.all([environment.bus.health(), store.pool.query('SELECT 1').then(() => true, () => false)]);
  return !(broker.connected && database);
}

/** The database answers, and the projections have caught up with it. */
export async function readyNow(runtime: Runtime): Promise<boolean> {
  return runtime.store.pool.query('SELECT 1').then(() => runtime.runner.quiet(), () => false);
}
