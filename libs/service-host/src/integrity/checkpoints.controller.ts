import { Rejection } from '@hearth/event-sourcing';
import { type Checkpoint, LogGoneBack } from '@hearth/event-store';
import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow } from '../http/auth.guard.ts';
import { Asking } from '../http/request.ts';
import { RUNTIME, type Runtime } from '../runtime.ts';
import type { Checkpoints } from './checkpoints.ts';

const LISTED = 100;

/** Checkpoints sign what the log holds. Who ordered one stands in it. */
@ApiTags('operations')
@Controller('operations/checkpoints')
@Allow('operations', 'auditor')
export class CheckpointsController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get() @ApiOperation({ summary: 'The newest checkpoints, without what they cover' })
  async list(): Promise<{ items: Checkpoint[]; total: number; next: null }> {
    const items = await this.checkpoints.newest(LISTED);
    return { items, total: items[0]?.number ?? 0, next: null };
  }

  @Post() @HttpCode(200) @Allow('operations') @ApiOperation({ summary: 'Signs what has come since the last one; answers with the newest' })
  async make(@Asking() asking: Asking): Promise<{ checkpoint: Checkpoint | null; made: boolean }> {
    const made = await this.checkpoints.make({ by: asking.officer.sub, evenFirst: true }).catch((error: unknown) => {
      throw error instanceof LogGoneBack ? new Rejection('log-differs', error.message) : error;
    });
    return { checkpoint: made?.checkpoint ?? (await this.checkpoints.newest(1))[0] ?? null, made: made !== null };
  }

  @Get('file') @ApiOperation({ summary: 'All checkpoints with what they cover: what an auditor keeps' })
  async file(@Res() reply: FastifyReply): Promise<void> {
    const file = await this.checkpoints.file();
    if (file === null) throw new Rejection('not-found', 'There is no checkpoint yet.', { status: 404 });
    const { name } = this.runtime.definition;
    await reply.type('application/octet-stream').header('content-disposition', `attachment; filename="${name}.checkpoints.jsonl"`).send(file);
  }

  private get checkpoints(): Checkpoints {
    const { checkpoints } = this.runtime;
    if (checkpoints === null) throw new Rejection('not-found', 'This service makes no checkpoints: it was given no folder for them.', { status: 404 });
    return checkpoints;
  }
}
