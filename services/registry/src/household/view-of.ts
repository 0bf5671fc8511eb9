import { Rejection } from '@hearth/event-sourcing';
import { endOfDay, isDay, timeZoneOf } from '@hearth/kernel';
import { type Asking, IsDay } from '@hearth/service-host';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';
import type { KnownBy } from '../record/beneficiary-record.ts';

export class HouseholdQuery {
  @ApiPropertyOptional({ description: 'A day, an instant, or position:N of this log: what was known then; now when absent' }) @IsOptional() @IsString() asOf?: string;
  @ApiPropertyOptional({ description: 'A day: of what is known, what was true on that day' }) @IsOptional() @IsDay() effectiveOn?: string;
}

export class RecordQuery extends HouseholdQuery {
  @ApiPropertyOptional({ enum: ['now', 'then'], description: 'Without effectiveOn: what is known today about the day asOf (now), or what was known on it (then)' }) @IsOptional() @IsIn(['now', 'then']) known?: 'now' | 'then';
}

/** By when something had to be recorded to be known: a day asked about ends where the household lives. */
export function knownByOf(area: string, asked: string | undefined, { asOf, asOfPosition }: Pick<Asking, 'asOf' | 'asOfPosition'>): KnownBy | null {
  if (asOf === null) return null;
  return { at: isDay(asked) ? new Date(endOfDay(asked, timeZoneOf(area))) : asOf, position: asOfPosition };
}

/** @throws Rejection not-found (404): the household was registered later, or not known of yet. */
export function notThen(): never {
  throw new Rejection('not-found', 'There was no such household on that day, by what was known.', { status: 404 });
}
