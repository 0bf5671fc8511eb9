import type { Source } from '@hearth/contracts';
import { IsDay, MoneyRequest } from '@hearth/service-host';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Max, Min, ValidateNested } from 'class-validator';
import { SOURCES } from '../departments/department-lines.ts';

const DECISIONS = ['declared', 'found', 'other'] as const;

export class SettlementRequest {
  @ApiProperty({ enum: DECISIONS, description: 'Which figure counts' }) @IsIn(DECISIONS) decision!: (typeof DECISIONS)[number];
  @ApiPropertyOptional({ type: () => MoneyRequest, description: 'The amount that counts, for `other`' }) @IsOptional() @ValidateNested() @Type(() => MoneyRequest) value?: MoneyRequest;
  @ApiPropertyOptional({ description: 'The number that counts, for `other` on what is counted', minimum: 0 }) @IsOptional() @IsInt() @Min(0) @Max(10_000) count?: number;
  @ApiProperty({ minLength: 3, maxLength: 2000, description: 'Why; published without the names of people' }) @IsString() @Length(3, 2000) reason!: string;
}

export class WaiverRequest {
  @ApiProperty({ enum: SOURCES }) @IsIn(SOURCES) source!: Source;
  @ApiProperty({ minLength: 3, maxLength: 2000 }) @IsString() @Length(3, 2000) reason!: string;
  @ApiProperty({ example: '2027-01-15', description: 'When the department is asked again' }) @IsDay() recheckOn!: string;
}
