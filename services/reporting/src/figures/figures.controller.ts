import type { RuleSetDocument } from '@hearth/contracts';
import { EventStore, type Tx } from '@hearth/event-store';
import { KnownFacts } from '@hearth/messaging';
import { Asking, type Clock, CLOCK, csv } from '@hearth/service-host';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';
import { areaChildren } from './children.ts';
import { coverage } from './coverage.ts';
import { money } from './money.ts';
import { overview } from './overview.ts';
import { type Scope, scopeOf } from './scope.ts';
import { spotChecks } from './spot-checks.ts';
import { stepTimes } from './step-times.ts';
import { turnaround } from './turnaround.ts';

const PROGRAMMES = ['dibao', 'tekun', 'child-money'] as const;

export class FigureQuery {
  @ApiPropertyOptional({ description: 'An area inside the officer’s; the officer’s own when absent' }) @IsOptional() @IsString() area?: string;
  @ApiPropertyOptional({ description: 'A day, which ends by the clocks of the area, or an instant; now when absent' }) @IsOptional() @IsString() asOf?: string;
  @ApiPropertyOptional({ enum: PROGRAMMES }) @IsOptional() @IsIn(PROGRAMMES) programme?: (typeof PROGRAMMES)[number];
}

/** Every figure says as of when, for which area and from whose facts; the same path answers CSV. */
@ApiTags('figures')
@Controller()
export class FiguresController {
  constructor(@Inject(EventStore) private readonly store: EventStore, @Inject(KnownFacts) private readonly known: KnownFacts, @Inject(CLOCK) private readonly clock: Clock) {}

  @Get('figures/coverage') @ApiOperation({ summary: 'Who is covered, by area and programme' })
  coverage(@Query() query: FigureQuery, @Asking() asking: Asking): Promise<object | string> { return this.figure(asking, query, ['casework', 'registry'], coverage); }

  @Get('figures/money') @ApiOperation({ summary: 'Money sent, settled, returned, collected' })
  money(@Query() query: FigureQuery, @Asking() asking: Asking): Promise<object | string> { return this.figure(asking, query, ['payments'], money); }

  @Get('figures/step-times') @ApiOperation({ summary: 'Time per sub-step against its limit' })
  stepTimes(@Query() query: FigureQuery, @Asking() asking: Asking): Promise<object | string> {
    return this.figure(asking, query, ['casework', 'eligibility'], async (tx, scope) => stepTimes(tx, scope, await this.ruleSets()));
  }

  @Get('figures/turnaround') @ApiOperation({ summary: 'How long departments take, from request to report' })
  turnaround(@Query() query: FigureQuery, @Asking() asking: Asking): Promise<object | string> { return this.figure(asking, query, ['hiavs'], turnaround); }

  @Get('figures/spot-checks') @ApiOperation({ summary: 'Spot-check coverage' })
  spotChecks(@Query() query: FigureQuery, @Asking() asking: Asking): Promise<object | string> { return this.figure(asking, query, ['casework'], spotChecks); }

  @Get('figures/overview') @ApiOperation({ summary: 'Headline figures with twelve month ends' })
  overview(@Query() query: FigureQuery, @Asking() asking: Asking): Promise<object | string> {
    return this.figure(asking, query, ['casework', 'payments', 'registry'], async (tx, scope) => overview(tx, scope, await stepTimes(tx, scope, await this.ruleSets())));
  }

  @Get('areas/:area/children') @ApiOperation({ summary: 'The areas below, ranked table and map alike' })
  children(@Param('area') area: string, @Query() query: FigureQuery, @Asking() asking: Asking): Promise<object | string> {
    return this.figure(asking, { ...query, area }, ['casework', 'payments'], async (tx, scope) => areaChildren(tx, scope, await this.ruleSets()));
  }

  @Get('counts')
  counts(@Query() query: FigureQuery, @Asking() asking: Asking): Promise<object> {
    const scope = scopeOf(asking, query, this.clock.now());
    return this.store.inTransaction(async (tx) => ({ benefits: (await coverage(tx, scope)).reduce((n, line) => n + line.households, 0), money: (await money(tx, scope)).length }));
  }

  private async figure<T extends object>(asking: Asking, query: FigureQuery, source: readonly string[], reckon: (tx: Tx, scope: Scope) => Promise<readonly T[]>): Promise<object | string> {
    const scope = scopeOf(asking, query, this.clock.now());
    const items = await this.store.inTransaction((tx) => reckon(tx, scope));
    if (!asking.wantsCsv) return { asOf: scope.asOf.toISOString(), area: scope.area, source, items };
    void asking.reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="figures.csv"');
    return csv(items);
  }

  private async ruleSets(): Promise<ReadonlyMap<string, RuleSetDocument>> {
    return new Map((await this.known.list<RuleSetDocument>('rule-set')).map(({ id, body }) => [id, body]));
  }
}
