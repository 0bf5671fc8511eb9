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
  live(): object { return { status: 'up' }; }

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

/** The database answers, and the projections have caught up with it. */
export async function readyNow(runtime: Runtime): Promise<boolean> {
  return runtime.store.pool.query('SELECT 1').then(() => runtime.runner.quiet(), () => false);
}
