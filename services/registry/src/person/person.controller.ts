import type { KeyProvider, Sealed } from '@hearth/event-store';
import { Rejection } from '@hearth/event-sourcing';
import { Allow, Asking, Commands, IsDay, KEYS, PersonalData, Rows } from '@hearth/service-host';
import { Body, Controller, Get, Inject, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsString, Length } from 'class-validator';
import { REVEALERS } from '../openings.ts';
import { householdRows } from '../projections/household.projection.ts';
import { personRows, type PersonRow } from '../projections/person.projection.ts';
import { REVEALABLE, type Revealable } from './person.ts';
import { personDecider } from './person.decider.ts';

export class DeathRequest { @ApiProperty({ example: '2026-11-20' }) @IsDay() on!: string; }
export class RevealRequest {
  @ApiProperty({ enum: REVEALABLE }) @IsIn(REVEALABLE) field!: Revealable;
  @ApiProperty({ description: 'Why; kept, and shown to the person concerned', minLength: 3 }) @IsString() @Length(3, 200) purpose!: string;
}

const REVEALED_FOR_MS = 60_000;

@ApiTags('persons')
@Controller('persons')
export class PersonController {
  constructor(@Inject(Commands) private readonly commands: Commands, @Inject(Rows) private readonly rows: Rows, @Inject(PersonalData) private readonly personal: PersonalData, @Inject(KEYS) private readonly keys: KeyProvider) {}

  @Get(':id') @ApiOperation({ summary: 'One person, masked, with who looked at what' })
  async one(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<object> {
    const { idToken: _, ...row } = await this.rows.get(personRows, id, asking);
    const [name, idNumber, phone] = await Promise.all([
      this.personal.one(asking, row.name, 'person-file'), this.personal.one(asking, row.idNumber, 'person-file', 'id'), this.personal.one(asking, row.phone, 'person-file', 'phone'),
    ]);
    return { ...row, name, idNumber, phone };
  }

  @Post(':id/deaths') @Allow('village', 'town', 'county-reviewer', 'soum-social-worker', 'bagh-governor')
  async recordDeath(@Param('id', ParseUUIDPipe) id: string, @Body() request: DeathRequest, @Asking() asking: Asking): Promise<object> {
    const about = await this.placeOf(id, asking);
    return this.commands.run(asking, async (unit) => {
      const { version } = await unit.decide(personDecider, id, { type: 'RecordDeath', person: id, on: request.on, today: unit.today }, about, { ifMatch: asking.ifMatch });
      return { status: 201, body: { id }, version, location: `/api/registry/persons/${id}` };
    });
  }

  /** One field in full, for a purpose, for a minute; the look itself is a fact on the person. */
  @Post(':id/reveals') @Allow(...REVEALERS)
  async reveal(@Param('id', ParseUUIDPipe) id: string, @Body() request: RevealRequest, @Asking() asking: Asking): Promise<object> {
    const row = await this.rows.get(personRows, id, { officer: asking.officer, asOf: null });
    const about = await this.placeOf(id, asking);
    await this.commands.run(asking, async (unit) => {
      await unit.decide(personDecider, id, { type: 'RevealField', person: id, field: request.field, purpose: request.purpose, by: unit.actor.sub, role: unit.actor.role, at: unit.at }, about);
      return { status: 200, body: { id } };
    });
    const value = await this.keys.open(await this.sealedField(row, request.field, asking), { purpose: 'reveal', actor: asking.officer, about: `person-${id} ${request.field}` });
    return { id, field: request.field, value, erased: value === null, until: new Date(Date.now() + REVEALED_FOR_MS).toISOString() };
  }

  private async sealedField(row: PersonRow, field: Revealable, asking: Asking): Promise<Sealed> {
    const sealed = field === 'address' && row.household ? (await this.rows.get(householdRows, row.household, { officer: asking.officer, asOf: null })).address : field === 'address' ? null : row[field];
    if (sealed === null) throw new Rejection('not-recorded', 'Nothing is recorded in this field.', { status: 404 });
    return sealed as Sealed;
  }

  private async placeOf(id: string, asking: Asking): Promise<{ household: string | null; area: string | null }> {
    const row = await this.rows.get(personRows, id, { officer: asking.officer, asOf: null });
    if (!row.household) return { household: null, area: null };
    const { area } = await this.rows.get(householdRows, row.household, { officer: asking.officer, asOf: null });
    return { household: row.household, area };
  }
}
