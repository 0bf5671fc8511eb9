import { METHODS, type Grouping, type Method, STANDARD_ERRORS, type StandardErrors } from '@hearth/targeting';
import { IsId } from '@hearth/service-host';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, IsNumber, IsOptional, IsPositive, IsString, Length, Max, Min, Validate, ValidateNested, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';

const MOST_FORMULAS = 12, MOST_REPLICATES = 1000;

@ValidatorConstraint()
class IsBudget implements ValidatorConstraintInterface {
  validate(value: unknown): boolean { return value === 'poor' || (typeof value === 'number' && Number.isFinite(value) && value > 0); }
  defaultMessage(): string { return 'must be `poor` or a number above 0'; }
}

export class ConditionRequest {
  @ApiProperty() @IsString() @Length(1, 200) column!: string;
  @ApiProperty({ type: [String] }) @IsArray() @ArrayMaxSize(200) @IsString({ each: true }) oneOf!: string[];
}

export class AgainstRequest {
  @ApiPropertyOptional({ description: 'Name of a formula of the study; without it everybody' }) @IsOptional() @IsString() formula?: string;
  @ApiProperty() @IsNumber() @IsPositive() amount!: number;
}

export class ProgrammeRequest {
  @ApiPropertyOptional({ description: 'Name of a formula of the study (a method, or a registered formula\'s name); without it everybody' }) @IsOptional() @IsString() formula?: string;
  @ApiProperty({ description: 'A month, in the survey\'s currency' }) @IsNumber() @IsPositive() amount!: number;
  @ApiPropertyOptional({ enum: ['child', 'household'] }) @IsOptional() @IsIn(['child', 'household']) per?: 'child' | 'household';
  @ApiPropertyOptional({ description: 'Column with the children within the age limits' }) @IsOptional() @IsString() childrenColumn?: string;
  @ApiPropertyOptional({ type: [ConditionRequest] }) @IsOptional() @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => ConditionRequest) conditions?: ConditionRequest[];
  @ApiPropertyOptional({ description: 'Most that a month may cost' }) @IsOptional() @IsNumber() @IsPositive() cap?: number;
  @ApiPropertyOptional({ type: AgainstRequest }) @IsOptional() @ValidateNested() @Type(() => AgainstRequest) against?: AgainstRequest;
}

export class StudyRequest {
  @ApiProperty() @IsId() survey!: string;
  @ApiProperty({ example: 'Which formula reaches the poor?' }) @IsString() @Length(3, 200) title!: string;
  @ApiProperty({ enum: METHODS, isArray: true, description: 'Fitted on the survey; each formula is called by its method' }) @IsArray() @ArrayUnique() @IsIn(METHODS, { each: true }) methods!: Method[];
  @ApiPropertyOptional({ type: [String], description: 'Registered formulas' }) @IsOptional() @IsArray() @ArrayUnique() @ArrayMaxSize(MOST_FORMULAS) @IsId({ each: true }) formulas?: string[];
  @ApiPropertyOptional({ enum: ['none', 'urban', 'stratum'] }) @IsOptional() @IsIn(['none', 'urban', 'stratum']) by?: Grouping;
  @ApiPropertyOptional({ enum: STANDARD_ERRORS }) @IsOptional() @IsIn(STANDARD_ERRORS) se?: StandardErrors;
  @ApiPropertyOptional({ description: 'Weighted households to reach, or `poor` (the default): as many as are poor; null: whom each formula calls eligible' }) @IsOptional() @Validate(IsBudget) budget?: number | 'poor' | null;
  @ApiPropertyOptional({ minimum: 0, maximum: MOST_REPLICATES }) @IsOptional() @IsInt() @Min(0) @Max(MOST_REPLICATES) replicates?: number;
  @ApiPropertyOptional() @IsOptional() @IsInt() @Min(0) @Max(4_294_967_295) seed?: number;
  @ApiPropertyOptional({ type: ProgrammeRequest }) @IsOptional() @ValidateNested() @Type(() => ProgrammeRequest) programme?: ProgrammeRequest;
}

export class HandOverRequest {
  @ApiProperty({ enum: METHODS, description: 'Which of the formulas that the study fitted' }) @IsIn(METHODS) method!: Method;
  @ApiPropertyOptional({ description: 'What the formula is called from now on' }) @IsOptional() @IsString() @Length(3, 120) name?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @Length(5, 1000) note?: string;
}
