import type { Source } from '@hearth/contracts';
import { Rejection } from '@hearth/event-sourcing';
import type { KeyProvider } from '@hearth/event-store';
import { mongolianIdProblem, normaliseId, residentIdProblem } from '@hearth/kernel';
import { KnownFacts } from '@hearth/messaging';
import { Allow, Asking, Commands, IsDay, KEYS, type List, MoneyRequest, PersonalData, Rows } from '@hearth/service-host';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { SOURCES } from '../departments/department-lines.ts';
import { personByNumber } from '../known/id-tokens.ts';
import { type Household, type Person, personsById } from '../known/registry-facts.ts';
import { changeNoticeDecider } from './change-notice.decider.ts';
import { changeNoticeRows, type ChangeNoticeRow } from './change-notice.projection.ts';

export class NoticedItemRequest {
  @ApiProperty() @Matches(/^[a-z][a-z-]{0,39}$/) kind!: string;
  @ApiPropertyOptional({ type: () => MoneyRequest, nullable: true }) @IsOptional() @ValidateNested() @Type(() => MoneyRequest) value?: MoneyRequest | null;
  @ApiPropertyOptional({ type: Number, nullable: true }) @IsOptional() @IsInt() @Min(0) @Max(10_000) count?: number | null;
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Not kept' }) @IsOptional() @IsString() @Length(0, 500) detail?: string | null;
}
export class ChangeNoticeRequest {
  @ApiProperty({ format: 'uuid', description: 'The same notice sent again is taken once' }) @IsUUID() notice!: string;
  @ApiProperty({ enum: SOURCES }) @IsIn(SOURCES) department!: Source;
  @ApiProperty({ example: 'death' }) @Matches(/^[a-z][a-z-]{1,39}$/) kind!: string;
  @ApiProperty() @IsDay() on!: string;
  @ApiProperty({ description: 'Resident identity or registration number; turned into a keyed token, never kept' }) @IsString() @Length(10, 40) idNumber!: string;
  @ApiProperty({ type: () => [NoticedItemRequest] }) @IsArray() @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => NoticedItemRequest) items!: NoticedItemRequest[];
}

@ApiTags('change notices')
@Controller('change-notices')
export class ChangeNoticeController {
  constructor(
    @Inject(Commands) private readonly commands: Commands, @Inject(Rows) private readonly rows: Rows, @Inject(KnownFacts) private readonly known: KnownFacts,
    @Inject(KEYS) private readonly keys: KeyProvider, @Inject(PersonalData) private readonly personal: PersonalData,
  ) {}

  /** The answer is the same whether the person is known here or not: a department does not learn who asks for help. */
  @Post() @HttpCode(202) @Allow('service') @ApiOperation({ summary: 'A department tells of a change by itself' })
  async take(@Body() request: ChangeNoticeRequest, @Asking() asking: Asking): Promise<object> {
    const { notice, department, kind, on } = request;
    const person = await this.personOf(request.idNumber);
    const household = person?.household ?? null;
    const place = household === null ? null : await this.known.get<Household>('household', household);
    const items = request.items.map((item) => ({ kind: item.kind, value: item.value ? { minor: item.value.minor, currency: item.value.currency } : null, count: item.count ?? null }));
    return this.commands.run(asking, async (unit) => {
      await unit.decide(changeNoticeDecider, notice, { type: 'TakeNotice', notice: { notice, department, kind, on, household, person: person?.person ?? null, items, at: unit.at } }, { household, area: place?.area ?? null, key: household ?? notice });
      return { status: 202, body: { id: notice } };
    });
  }

  @Get() @Allow('town', 'county-reviewer', 'verification-officer', 'auditor') @ApiOperation({ summary: 'Changes departments told of, about people of the officer’s area' })
  list(@Query() query: Record<string, string>, @Asking() asking: Asking): Promise<List<ChangeNoticeRow & { readonly name: string | null }> | string> {
    return this.rows.answer(changeNoticeRows, asking, query, {
      filters: ['department', 'kind', 'person', 'household'], sortable: ['at', 'on'], defaultSort: '-at', columns: ['id', 'at', 'department', 'kind', 'on', 'person', 'name'],
      show: async (page) => {
        const persons = await personsById(this.known, page.flatMap((row) => row.person ?? []));
        const names = await this.personal.show(asking, page.map((row) => persons.get(row.person ?? '')?.name ?? null), 'change-notices');
        return page.map((row, i) => ({ ...row, name: names[i] ?? null }));
      },
    });
  }

  private async personOf(text: string): Promise<Person | null> {
    const number = normaliseId(text);
    const kind = !residentIdProblem(number) ? 'cn-resident-id' : !mongolianIdProblem(number) ? 'mn-registration' : null;
    if (!kind) throw new Rejection('invalid', 'idNumber: is no identity number.', { status: 422, errors: [{ field: 'idNumber', code: 'id-number', detail: 'is no identity number' }] });
    const person = await personByNumber(this.keys, this.known, `${kind}:${number}`);
    return person === null ? null : this.known.get<Person>('person', person);
  }
}
