import type { Answer } from '@hearth/contracts';
import { IsArea, IsDay, IsId } from '@hearth/service-host';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsObject, IsOptional, IsString, Length, Matches, Max, Min, ValidateNested } from 'class-validator';

const MOST_AREAS = 500;
/** An officer's own sign for a case: a number of a file, never a name. */
const SIGN = /^[A-Za-z0-9][A-Za-z0-9./_-]{0,63}$/;

export class RegisterFormulaRequest {
  @ApiProperty({ type: Object, description: 'What `hearth lab fit --json` prints, unchanged' }) @IsObject() artefact!: object;
  @ApiProperty({ example: 'PRR 2026, four strata' }) @IsString() @Length(3, 120) name!: string;
  @ApiProperty({ description: 'What it is for and what it was fitted to, for the reviewers and the approver' }) @IsString() @Length(5, 1000) note!: string;
}

export class ReviewRequest {
  @ApiPropertyOptional({ description: 'A household of the register; its answers are taken where none are given' }) @IsOptional() @IsId() household?: string;
  @ApiPropertyOptional({ description: 'Or the officer\'s own sign for a case', example: '2026/114' }) @IsOptional() @Matches(SIGN) case?: string;
  @ApiPropertyOptional({ description: 'Where the case is; of a household its own area when absent' }) @IsOptional() @IsArea() region?: string;
  @ApiProperty({ enum: ['poor', 'not-poor'] }) @IsIn(['poor', 'not-poor']) officerSays!: 'poor' | 'not-poor';
  @ApiPropertyOptional({ type: Object, description: 'Answers by the columns of the formula\'s map' }) @IsOptional() @IsObject() answers?: Record<string, Answer>;
  @ApiProperty({ description: 'Why the officer says so; no names' }) @IsString() @Length(5, 2000) note!: string;
}

export class ExplainRequest {
  @ApiPropertyOptional({ type: Object, description: 'Answers by the columns of the formula\'s map' }) @IsOptional() @IsObject() answers?: Record<string, Answer>;
  @ApiPropertyOptional({ description: 'Or a household of the register' }) @IsOptional() @IsId() household?: string;
}

export class PilotRequest {
  @ApiProperty({ type: [String], example: ['341524'] }) @IsArray() @ArrayMinSize(1) @ArrayMaxSize(MOST_AREAS) @IsArea({ each: true }) areas!: string[];
  @ApiProperty({ description: 'What the pilot is to show' }) @IsString() @Length(5, 1000) note!: string;
}

export class TransitionRequest {
  @ApiProperty({ enum: ['keep-until-review', 'phase-out'] }) @IsIn(['keep-until-review', 'phase-out']) losers!: 'keep-until-review' | 'phase-out';
  @ApiProperty({ description: 'At most so many months', example: 6 }) @IsInt() @Min(1) @Max(60) months!: number;
}

export class PutFormulaInForceRequest {
  @ApiProperty({ example: '2027-01-01' }) @IsDay() from!: string;
  @ApiProperty({ type: [String], example: ['34'] }) @IsArray() @ArrayMinSize(1) @ArrayMaxSize(MOST_AREAS) @IsArea({ each: true }) areas!: string[];
  @ApiProperty({ type: TransitionRequest, description: 'For families that the formula before called eligible and this one does not' }) @IsObject() @ValidateNested() @Type(() => TransitionRequest) transition!: TransitionRequest;
}

export class FormulaReasonRequest { @ApiProperty() @IsString() @Length(5, 1000) reason!: string }
