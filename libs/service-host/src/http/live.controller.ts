import { isWithin } from '@hearth/kernel';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RUNTIME, type Runtime } from '../runtime.ts';
import type { HearthRequest, Officer } from './request.ts';

const HEARTBEAT_MS = 15_000;
const BATCH = 200;

/** What changed in this service, as it becomes readable: `{stream, version, kind, household, service}`, no personal data, cut to the officer's area. */
@ApiTags('live')
@Controller('live')
export class LiveController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get() @ApiProduces('text/event-stream') @ApiOperation({ summary: 'What changed, as it becomes readable; goes on after `Last-Event-ID`' })
  async stream(@Req() request: HearthRequest, @Res() reply: FastifyReply): Promise<void> {
    const officer = request.officer!;
    const raw = reply.raw;
    reply.hijack();
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache', 'x-accel-buffering': 'no' });
    let after = this.startOf(request.headers['last-event-id']);
    let sending = Promise.resolve();
    const send = (): void => { sending = sending.then(async () => { after = await this.sendFrom(after, officer, (text) => raw.write(text)); }).catch(() => { raw.destroy(); }); };
    const stop = this.runtime.passed.onPassed(send);
    const beat = setInterval(() => raw.write(': alive\n\n'), HEARTBEAT_MS);
    raw.on('close', () => { clearInterval(beat); stop(); });
    raw.write(`id: ${this.runtime.logEpoch}:${after}\n\n`); // where it begins, so that a stream that breaks before the first change resumes here
    send();
  }

  private startOf(lastEventId: unknown): number {
    const position = /^(\d+):(\d+)$/.exec(typeof lastEventId === 'string' ? lastEventId : '');
    return position && Number(position[1]) === this.runtime.logEpoch ? Number(position[2]) : this.runtime.passed.position;
  }

  private async sendFrom(after: number, officer: Officer, write: (text: string) => void): Promise<number> {
    const until = this.runtime.passed.position;
    let at = after;
    while (at < until) {
      const events = await this.runtime.store.readFrom(at, until, BATCH);
      for (const event of events) {
        const { household, area } = event.metadata;
        if (officer.area !== '*' && (area === null || !isWithin(area, officer.area))) continue;
        write(`id: ${this.runtime.logEpoch}:${event.position}\ndata: ${JSON.stringify({ service: this.runtime.definition.name, stream: event.stream, version: event.version, kind: event.type, household })}\n\n`);
      }
      at = events.at(-1)?.position ?? until;
    }
    return Math.max(at, after);
  }
}
