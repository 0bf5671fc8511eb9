import { Rejection } from '@hearth/event-sourcing';
import type { ProjectionStatus, RebuildStatus } from '@hearth/event-store';
import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Commands } from '../commands/commands.ts';
import { Allow } from '../http/auth.guard.ts';
import { Asking } from '../http/request.ts';
import { RUNTIME, type Runtime } from '../runtime.ts';
import { rebuildDecider, type RebuildState } from './rebuild.decider.ts';
import { rebuildStream } from './rebuild-stream.ts';

/** A projection as an operator sees it: how far it has come, and its rebuild, the running one or the last. */
export interface ProjectionLine extends ProjectionStatus {
  readonly end: number;
  readonly share: number;
  readonly state: 'current' | 'catching-up' | 'failing';
  readonly rebuild: (RebuildState & { readonly position: number | null; readonly end: number | null; readonly share: number | null; readonly failure: RebuildStatus['failure'] }) | null;
}

/** Projections can be built anew beside the ones in use, which go on serving until the new ones take their place. */
@ApiTags('operations')
@Controller('operations/projections')
@Allow('operations')
export class ProjectionsController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime, @Inject(Commands) private readonly commands: Commands) {}

  @Get() @ApiOperation({ summary: 'How far each projection has come, and its rebuild' })
  async list(): Promise<{ items: ProjectionLine[]; total: number; next: null }> {
    const { runner, rebuilds, horizon } = this.runtime;
    const running = await rebuilds.status();
    const items = await Promise.all(runner.status().map((status) => this.line(status, horizon.position, running.find(({ name }) => name === status.name))));
    return { items, total: items.length, next: null };
  }

  @Post(':name/rebuild') @HttpCode(202) @ApiOperation({ summary: 'Builds a projection anew from the first event, beside the one in use' })
  async start(@Param('name') name: string, @Asking() asking: Asking): Promise<object> {
    const { runner, rebuilds } = this.runtime;
    const projection = runner.status().find((status) => status.name === name);
    if (projection === undefined || !rebuilds.knows(name)) throw new Rejection('not-found', 'There is no such projection.', { status: 404 });
    const answer = await this.commands.run(asking, async (unit) => {
      if (!(await rebuilds.begin(unit.tx, name))) throw new Rejection('already-rebuilding', 'This projection is being rebuilt already.');
      const rebuild = unit.newId();
      const about = { household: null, area: null, key: rebuildStream(name) };
      await unit.decide(rebuildDecider, rebuildStream(name), { type: 'StartRebuild', rebuild, projection: name, version: projection.version, by: unit.actor.sub, at: unit.at }, about);
      return { status: 202, body: { name, rebuild, version: projection.version } };
    });
    rebuilds.wake();
    return answer;
  }

  @Delete(':name/rebuild') @HttpCode(200) @ApiOperation({ summary: 'Breaks a rebuild off; the tables in use stay' })
  cancel(@Param('name') name: string, @Asking() asking: Asking): Promise<object> {
    return this.commands.run(asking, async (unit) => {
      if (!this.runtime.rebuilds.knows(name)) throw new Rejection('not-found', 'There is no such projection.', { status: 404 });
      if (!(await this.runtime.rebuilds.cancel(unit.tx, name))) throw new Rejection('no-rebuild', 'This projection is not being rebuilt.');
      const about = { household: null, area: null, key: rebuildStream(name) };
      const { state } = await unit.decide(rebuildDecider, rebuildStream(name), { type: 'CancelRebuild', projection: name, by: unit.actor.sub, at: unit.at }, about);
      return { body: { name, rebuild: state.rebuild } };
    });
  }

  private async line(status: ProjectionStatus, end: number, running: RebuildStatus | undefined): Promise<ProjectionLine> {
    const { state } = await this.runtime.store.load(rebuildDecider, rebuildStream(status.name));
    const { position = null, end: last = null, share = null, failure = null } = running ?? {};
    return {
      ...status, end, share: end === 0 ? 1 : Math.min(1, status.position / end), state: status.failed ? 'failing' : status.lag > 0 ? 'catching-up' : 'current',
      rebuild: state.rebuild === null ? null : { ...state, position, end: last, share, failure },
    };
  }
}
