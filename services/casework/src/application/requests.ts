import { UUID_PATTERN } from '@hearth/kernel';
import { IsDay, IsPeriod, MoneyRequest } from '@hearth/service-host';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min, ValidateNested } from 'class-validator';

const OFFICER = /^[A-Za-z0-9][A-Za-z0-9:._-]{0,99}$/;
const CODE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const ONE_CASE = 'must be a lower-case UUID';
/** An id as this platform writes them: upper-case letters would be another text for the same id. */
export const IsId = (): PropertyDecorator => Matches(UUID_PATTERN, { message: `$property ${ONE_CASE}` });
export const IsIds = (): PropertyDecorator => Matches(UUID_PATTERN, { each: true, message: `each of $property ${ONE_CASE}` });

const PROGRAMMES = ['dibao', 'tekun', 'child-money'] as const;
const DOCUMENT_KINDS = [
  'application-form', 'identity', 'household-register', 'authorisation', 'income-statement', 'disability-certificate', 'hardship-certificate', 'marriage-certificate', 'birth-certificate',
  'vaccination-certificate', 'school-certificate', 'questionnaire',
] as const;
export type Stage = 'town' | 'county';
const STAGES = ['town', 'county'] as const;

export class DocumentRequest {
  @ApiProperty({ enum: DOCUMENT_KINDS }) @IsIn(DOCUMENT_KINDS) kind!: (typeof DOCUMENT_KINDS)[number];
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose document; left out when it is the household’s' }) @IsOptional() @IsId() person?: string;
  @ApiPropertyOptional({ description: 'Where the scan is kept; not stored yet' }) @IsOptional() @IsString() @Length(1, 200) reference?: string;
}

export class AccountRequest {
  @ApiProperty({ format: 'uuid' }) @IsId() holder!: string;
  @ApiProperty({ description: 'Spaces are ignored' }) @Matches(/^[0-9A-Za-z ]{6,40}$/, { message: 'number must be 6 to 40 letters, digits and spaces' }) number!: string;
}
export class PersonAccountRequest extends AccountRequest {
  @ApiProperty({ format: 'uuid', description: 'Whose benefit goes to this account' }) @IsId() person!: string;
}

export class SubmitRequest {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsId() id?: string;
  @ApiProperty({ format: 'uuid' }) @IsId() household!: string;
  @ApiProperty({ enum: PROGRAMMES }) @IsIn(PROGRAMMES) programme!: (typeof PROGRAMMES)[number];
  @ApiProperty({ format: 'uuid' }) @IsId() applicant!: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsId() authorisation?: string;
  @ApiProperty({ type: () => [DocumentRequest] }) @IsArray() @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => DocumentRequest) documents!: DocumentRequest[];
  @ApiProperty({ type: () => AccountRequest }) @ValidateNested() @Type(() => AccountRequest) account!: AccountRequest;
  @ApiPropertyOptional({ type: () => [PersonAccountRequest], description: 'Accounts of single persons, where a benefit is paid for each' }) @IsOptional() @IsArray() @ArrayMaxSize(40) @ValidateNested({ each: true }) @Type(() => PersonAccountRequest) accounts?: PersonAccountRequest[];
  @ApiPropertyOptional() @IsOptional() @IsBoolean() relativeOfStaff?: boolean;
}

export class DocumentsRequest {
  @ApiProperty({ type: () => [DocumentRequest] }) @IsArray() @ArrayNotEmpty() @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => DocumentRequest) documents!: DocumentRequest[];
}

export class VerificationsRequest {
  @ApiProperty({ type: [String], format: 'uuid' }) @IsArray() @ArrayNotEmpty() @ArrayMaxSize(200) @IsIds() applications!: string[];
}

export class MeetingRequest {
  @ApiProperty() @IsDay() on!: string;
  @ApiProperty() @IsInt() @Min(1) @Max(1000) present!: number;
  @ApiProperty({ description: 'Village or resident representatives among those present' }) @IsInt() @Min(0) @Max(1000) representatives!: number;
  @ApiProperty() @IsInt() @Min(0) @Max(1000) yes!: number;
  @ApiProperty() @IsInt() @Min(0) @Max(1000) no!: number;
  @ApiProperty() @IsInt() @Min(0) @Max(1000) abstained!: number;
}

export class PublicationRequest {
  @ApiProperty({ enum: STAGES }) @IsIn(STAGES) stage!: Stage;
}

export class ObjectionRequest extends PublicationRequest {
  @ApiPropertyOptional({ description: 'Kept sealed under the applicant’s key' }) @IsOptional() @IsString() @Length(1, 2000) text?: string;
}

export class NoticeRequest {
  @ApiProperty({ enum: [8, 14] }) @IsIn([8, 14]) step!: 8 | 14;
}

/** An officer's reasons; they must not name a person. */
export class ReasonRequest {
  @ApiProperty({ minLength: 1, maxLength: 2000 }) @IsString() @Length(1, 2000) reason!: string;
}

export class ReviewAnswerRequest extends ReasonRequest {
  @ApiProperty({ enum: ['kept', 'changed'] }) @IsIn(['kept', 'changed']) result!: 'kept' | 'changed';
}

export class FlagRequest extends ReasonRequest {
  @ApiProperty({ enum: ['doubtful', 'reported'] }) @IsIn(['doubtful', 'reported']) flag!: 'doubtful' | 'reported';
}

export class ProposalRequest extends ReasonRequest {
  @ApiProperty({ enum: ['for', 'against'] }) @IsIn(['for', 'against']) proposal!: 'for' | 'against';
}

export class OpinionRequest extends ReasonRequest {
  @ApiProperty({ enum: ['approve', 'refuse'] }) @IsIn(['approve', 'refuse']) opinion!: 'approve' | 'refuse';
}

export class SpotCheckRequest {
  @ApiProperty({ type: [String], description: 'Officers who visited; none of the town’s investigators' }) @IsArray() @ArrayNotEmpty() @ArrayMaxSize(10) @Matches(OFFICER, { each: true }) visitors!: string[];
  @ApiProperty() @IsDay() on!: string;
  @ApiProperty({ enum: ['agrees', 'differs'] }) @IsIn(['agrees', 'differs']) finding!: 'agrees' | 'differs';
}

export class DecisionRequest extends ReasonRequest {
  @ApiProperty({ enum: ['approve', 'refuse'] }) @IsIn(['approve', 'refuse']) decision!: 'approve' | 'refuse';
}

export class ReconsiderationDecisionRequest extends ReasonRequest {
  @ApiProperty({ enum: ['upheld', 'granted'] }) @IsIn(['upheld', 'granted']) result!: 'upheld' | 'granted';
}

export class CareItemsRequest {
  @ApiProperty() @IsBoolean() eat!: boolean;
  @ApiProperty() @IsBoolean() dress!: boolean;
  @ApiProperty({ description: 'Get in and out of bed' }) @IsBoolean() bed!: boolean;
  @ApiProperty() @IsBoolean() toilet!: boolean;
  @ApiProperty({ description: 'Walk indoors' }) @IsBoolean() walk!: boolean;
  @ApiProperty() @IsBoolean() bathe!: boolean;
}

export class CareAssessmentRequest {
  @ApiProperty({ type: () => CareItemsRequest, description: 'What the person can do alone' }) @ValidateNested() @Type(() => CareItemsRequest) items!: CareItemsRequest;
  @ApiPropertyOptional({ format: 'uuid', description: 'Needed when the benefit is for several persons' }) @IsOptional() @IsId() person?: string;
  @ApiPropertyOptional() @IsOptional() @IsDay() on?: string;
}

export class BenefitChangeRequest {
  @ApiProperty({ enum: ['changed', 'suspended', 'ended'] }) @IsIn(['changed', 'suspended', 'ended']) kind!: 'changed' | 'suspended' | 'ended';
  @ApiProperty({ example: '2026-12' }) @IsPeriod() from!: string;
  @ApiProperty({ description: 'A code: income-changed, death, moved, request, …', example: 'income-changed' }) @Matches(CODE) @Length(1, 60) reason!: string;
  @ApiPropertyOptional({ type: () => MoneyRequest, description: 'The new monthly amount, when it changes' }) @IsOptional() @ValidateNested() @Type(() => MoneyRequest) money?: MoneyRequest;
  @ApiPropertyOptional({ format: 'uuid', description: 'One order; all of the benefit when left out' }) @IsOptional() @IsId() order?: string;
}

export class InvestigatorsRequest {
  @ApiProperty({ type: [String], description: 'Officers who visited, at least as many as the rule set asks' }) @IsArray() @ArrayNotEmpty() @ArrayMaxSize(10) @Matches(OFFICER, { each: true }) investigators!: string[];
  @ApiProperty() @IsDay() on!: string;
}
