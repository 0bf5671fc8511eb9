import type { PersonDied } from '@hearth/contracts';
import { Consumes, type Fact } from '@hearth/messaging';
import { Body, Controller, Get, HttpCode, Inject, Module, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import { Commands } from '../commands/commands.ts';
import { HearthModule } from '../hearth.module.ts';
import { Allow } from '../http/auth.guard.ts';
import { IsArea, MoneyRequest } from '../http/fields.ts';
import { Asking } from '../http/request.ts';
import { type List, Rows } from '../read/lists.ts';
import { noticeDecider, type NoticeRow, noticeRows, publications } from './noticeboard.ts';

class LineRequest { @ApiProperty() @IsString() @Length(1, 80) text!: string; }
class PostRequest {
  @ApiPropertyOptional() @IsOptional() @IsUUID() id?: string;
  @ApiProperty() @IsString() @Length(1, 200) title!: string;
  @ApiProperty() @IsArea() area!: string;
  @ApiPropertyOptional() @IsOptional() @IsString() kind?: string;
  @ApiPropertyOptional({ type: () => MoneyRequest }) @IsOptional() @ValidateNested() @Type(() => MoneyRequest) cost?: MoneyRequest;
  @ApiPropertyOptional({ type: () => [LineRequest] }) @IsOptional() @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => LineRequest) lines?: LineRequest[];
}
class TitleRequest { @ApiProperty() @IsString() @Length(1, 200) title!: string; }
class CostRequest { @ApiProperty() @ValidateNested() @Type(() => MoneyRequest) cost!: MoneyRequest; }
class DeathRequest { @ApiProperty() @IsUUID() person!: string; @ApiProperty() @IsString() on!: string; }

/** What a suite holds in its hands: commands that wait, faults that carry what must not be told, a consumer that cannot go on. */
export const hands = { gate: Promise.resolve(), inGate: (): void => undefined, fault: null as Error | null, deaths: [] as string[], trouble: (): Error | null => null, hold: Promise.resolve() };

@Controller('notices')
class NoticeController {
  constructor(@Inject(Commands) private readonly commands: Commands, @Inject(Rows) private readonly rows: Rows) {}

  @Post() @Allow('town', 'county-reviewer')
  post(@Body() request: PostRequest, @Asking() asking: Asking): Promise<object> {
    return this.commands.run(asking, async (unit) => {
      const { id = unit.newId(), title, area, kind = 'plain', cost = null } = request;
      const { version } = await unit.decide(noticeDecider, id, { type: 'Post', data: { notice: id, title, area, kind, cost: cost && { minor: cost.minor, currency: cost.currency } } }, { household: null, area });
      hands.inGate();
      await hands.gate;
      return { status: 201, body: { id }, version, location: `/api/noticeboard/notices/${id}` };
    });
  }

  @Post(':id/title') @HttpCode(200) @Allow('town', 'county-reviewer')
  change(@Param('id', ParseUUIDPipe) id: string, @Body() { title }: TitleRequest, @Asking() asking: Asking): Promise<object> {
    return this.commands.run(asking, async (unit) => {
      const { state } = await unit.load(noticeDecider, id);
      const { version } = await unit.decide(noticeDecider, id, { type: 'ChangeTitle', notice: id, title }, { household: null, area: state.posted?.area ?? null }, { ifMatch: asking.ifMatch });
      return { body: { id }, version };
    });
  }

  @Post('costs') @HttpCode(200) @Allow('town')
  costs(@Body() { cost }: CostRequest): object { return { minor: cost.minor }; }

  @Post(':id/deaths') @Allow('town')
  death(@Param('id', ParseUUIDPipe) id: string, @Body() { person, on }: DeathRequest, @Asking() asking: Asking): Promise<object> {
    return this.commands.run(asking, async (unit) => {
      await unit.decide(noticeDecider, id, { type: 'NoteDeath', notice: id, person, on }, { household: null, area: asking.officer.area });
      return { body: { id } };
    });
  }

  @Get()
  list(@Query() query: Record<string, string>, @Asking() asking: Asking): Promise<List<NoticeRow> | string> {
    return this.rows.answer(noticeRows, asking, query, { filters: ['kind'], sortable: ['title'], defaultSort: 'title', columns: ['title', 'kind', 'area', 'cost.minor'] });
  }

  @Get(':id')
  one(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<NoticeRow> { return this.rows.get(noticeRows, id, asking); }
}

@Controller('faults')
class FaultController {
  @Get() fault(): object { throw hands.fault ?? new Error('no fault at hand'); }
  @Post() closed(): object { return {}; }
}

@Controller()
class DeathConsumer {
  @Consumes('hearth.registry.PersonDied', [1])
  async on(@Payload() { data }: Fact<PersonDied>): Promise<void> {
    const trouble = hands.trouble();
    if (trouble) throw trouble;
    await hands.hold;
    hands.deaths.push(data.person);
  }
}

@Module({
  imports: [HearthModule.of({ name: 'noticeboard', title: 'Noticeboard', projections: [noticeRows], publications, consumes: ['registry'] })],
  controllers: [NoticeController, FaultController, DeathConsumer],
})
export class NoticeboardModule {}
