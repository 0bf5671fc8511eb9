import { streamId, Rejection } from '@hearth/event-sourcing';
import { NO_STREAM } from '@hearth/event-store';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { Commands } from '../commands/commands.ts';
import { Allow } from '../http/auth.guard.ts';
import { Asking } from '../http/request.ts';
import { RUNTIME, type Runtime } from '../runtime.ts';
import { republishes } from './republish.events.ts';

export class RepublishRequest {
  @ApiProperty({ description: 'First position of the log to be published again; 0: all of it.', minimum: 0 }) @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) from!: number;
}

/** A subscriber that came late, or lost what it had, gets everything again; who has had it knows by its id. */
@ApiTags('operations')
@Controller('operations/relay')
@Allow('operations')
export class RelayController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime, @Inject(Commands) private readonly commands: Commands) {}

  @Post('republish') @HttpCode(202) @ApiOperation({ summary: 'Publishes everything again from a position on' })
  async republish(@Body() { from }: RepublishRequest, @Asking() asking: Asking): Promise<object> {
    const { relay, store } = this.runtime;
    const answer = await this.commands.run(asking, async ({ tx, actor, now, newId }) => {
      const published = await relay.republish(from, tx);
      if (published === null) throw new Rejection('nothing-published', 'Nothing has been published to this broker yet.');
      const id = newId();
      await store.append(
        [{ stream: streamId(republishes.stream, id), expected: NO_STREAM, events: [republishes.fact({ type: 'RepublishOrdered', data: { from, published } })], household: null, area: null, key: id }],
        { actor, now, correlationId: asking.correlationId, causationId: null, traceparent: asking.traceparent, basis: [] }, tx);
      return { status: 202, body: { from, to: published } };
    });
    relay.look();
    return answer;
  }
}
