import { Rejection } from '@hearth/event-sourcing';
import { Body, Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { epochRaised } from '../log-epoch.ts';
import { RUNTIME, type Runtime } from '../runtime.ts';
import { Allow } from './auth.guard.ts';
import { Asking } from './request.ts';

export class SkipRequest {
  @ApiProperty({ description: 'Why the fact may be left out; kept with the officer.', minLength: 5 }) @IsString() @Length(5, 500) reason!: string;
}

/** What operators see and may do with facts that could not be applied. */
@ApiTags('operations')
@Controller('operations')
@Allow('operations')
export class OperationsController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get('status')
  async status(): Promise<object> {
    const { relay, inbox, runner } = this.runtime;
    return { service: this.runtime.definition.name, logEpoch: this.runtime.logEpoch, epochRaised: await epochRaised(this.runtime.store), relay: await relay.status(), inbox: await inbox.status(), projections: runner.status() };
  }

  @Get('dead-letters')
  async deadLetters(): Promise<object> {
    const items = await this.runtime.inbox.deadLetters();
    return { items, total: items.length, next: null };
  }

  @Post('dead-letters/:id/retry') @HttpCode(200)
  async retry(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<object> {
    return this.outcome(id, await this.runtime.inbox.retry(id, asking.officer));
  }

  @Post('dead-letters/:id/skip') @HttpCode(200)
  async skip(@Param('id', ParseUUIDPipe) id: string, @Body() request: SkipRequest, @Asking() asking: Asking): Promise<object> {
    return this.outcome(id, await this.runtime.inbox.skip(id, request.reason, asking.officer));
  }

  private async outcome(id: string, done: boolean): Promise<object> {
    if (done) return { id };
    const open = (await this.runtime.inbox.deadLetters()).some((letter) => letter.id === id);
    throw open ? new Rejection('fails-still', 'The fact still cannot be applied; its error is in the list.') : new Rejection('not-found', 'There is no such dead letter.', { status: 404 });
  }
}
