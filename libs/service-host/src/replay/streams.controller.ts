import { Rejection, type RecordedEvent } from '@hearth/event-sourcing';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Min } from 'class-validator';
import { Allow, requireArea } from '../http/auth.guard.ts';
import { Asking } from '../http/request.ts';
import { RUNTIME, type Runtime } from '../runtime.ts';

export class StreamQuery {
  @ApiPropertyOptional({ description: 'A day, an instant, or position:N: what had been recorded by then' }) @IsOptional() @IsString() asOf?: string;
  @ApiPropertyOptional({ minimum: 0, description: 'What the log held up to this position; the same as asOf=position:N' }) @IsOptional() @Type(() => Number) @IsInt() @Min(0) position?: number;
  @ApiPropertyOptional({ minimum: 0, description: 'The first so many facts' }) @IsOptional() @Type(() => Number) @IsInt() @Min(0) version?: number;
}

/** `household-7c9d1c9e-…` */
const STREAM = /^[a-z][a-z0-9-]{0,60}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The facts of one stream as the log holds them: personal fields stay sealed, whoever asks. */
@ApiTags('operations')
@Controller('operations/streams')
@Allow('auditor', 'operations')
export class StreamsController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get(':stream') @ApiOperation({ summary: 'The facts of one stream, as of a time, a position or a version; personal fields stay sealed' })
  async stream(@Param('stream') stream: string, @Query() query: StreamQuery, @Asking() asking: Asking): Promise<object> {
    const all = STREAM.test(stream) ? (await this.runtime.store.read(stream)).events : [];
    if (all.length === 0) throw new Rejection('not-found', 'There is no such stream.', { status: 404 });
    requireArea(asking.officer, areaOf(all));
    const position = Math.min(query.position ?? Infinity, asking.asOfPosition ?? Infinity);
    const at = asking.asOfPosition === null ? asking.asOf?.toISOString() : undefined;
    const events = all.filter((event) => event.position <= position && event.version <= (query.version ?? Infinity) && (at === undefined || event.recordedAt <= at));
    return { stream, logEpoch: this.runtime.logEpoch, version: events.at(-1)?.version ?? 0, total: all.length, events };
  }
}

/** Where it lay last. */
const areaOf = (events: readonly RecordedEvent[]): string | null => events.findLast(({ metadata }) => metadata.area !== null)?.metadata.area ?? null;
