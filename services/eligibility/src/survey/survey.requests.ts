import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsObject, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';

/** Of the text; larger surveys are studied on the command line. */
export const MOST_SURVEY_BYTES = 32 * 1024 * 1024;

export class ImportSurveyRequest {
  @ApiProperty({ example: 'Household survey 2026' }) @IsString() @Length(3, 120) name!: string;
  @ApiProperty({ description: 'Where it comes from, for everybody who reads a study of it' }) @IsString() @Length(3, 500) source!: string;
  @ApiProperty({ description: 'Its households are invented; every document says so' }) @IsBoolean() synthetic!: boolean;
  @ApiProperty({ type: Object, description: 'Column map, as `hearth lab fit --map` takes; columns that it does not name are not stored' }) @IsObject() map!: object;
  @ApiProperty({ description: 'The survey as CSV, at most 32 MiB' }) @IsString() @MaxLength(MOST_SURVEY_BYTES) csv!: string;
}

export class SyntheticSurveyRequest {
  @ApiPropertyOptional({ description: 'Seed of the synthetic survey; without it the one of `hearth lab paper`' }) @IsOptional() @IsInt() @Min(0) @Max(4_294_967_295) seed?: number;
}
