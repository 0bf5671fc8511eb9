import { IsArea, IsDay, IsId, MoneyRequest } from '@hearth/service-host';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayNotEmpty, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min, registerDecorator, ValidateNested,
} from 'class-validator';

export const RELATIONS = ['head', 'spouse', 'child', 'parent', 'grandchild', 'grandparent', 'sibling', 'other'] as const;
export const INCOME_KINDS = ['wages', 'business', 'property', 'transfers', 'other'] as const;
export const PROPERTY_KINDS = ['deposits', 'securities', 'insurance', 'vehicle', 'housing', 'other'] as const;
export const SOURCES = ['household-registration', 'tax', 'vehicles', 'employment', 'bank', 'commercial-insurance', 'securities'] as const;
export const PROGRAMMES = ['dibao', 'tekun', 'child-money', 'medical-assistance', 'education-assistance', 'housing-assistance', 'employment-assistance', 'temporary-assistance', 'disaster-relief'] as const;

export const MATERIALS = ['brick-concrete', 'brick-wood', 'wood', 'stone', 'earth', 'ger', 'other', 'unknown'] as const;
export const OWNERSHIPS = ['owned', 'rented', 'public', 'borrowed', 'other', 'unknown'] as const;
export const FUELS = ['electricity', 'gas', 'biogas', 'coal', 'wood', 'straw', 'dung', 'other', 'none', 'unknown'] as const;
export const TOILETS = ['flush', 'improved-latrine', 'latrine', 'shared', 'none', 'other', 'unknown'] as const;
export const WATERS = ['piped', 'protected', 'delivered', 'distant', 'unprotected', 'surface', 'other', 'unknown'] as const;

const ANSWERS = 200, ANSWER_LENGTH = 200;

/** Answers by variable: text, numbers or unknown, nothing nested. */
const IsAnswers = (): PropertyDecorator => (target, property) => {
  registerDecorator({ name: 'answers', target: target.constructor, propertyName: String(property), options: { message: '$property must hold texts, numbers or null by variable' }, validator: { validate: isAnswers } });
};

function isAnswers(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= ANSWERS && entries.every(([variable, answer]) => /^[A-Za-z][\w-]{0,59}$/.test(variable) && (answer === null || typeof answer === 'number' || (typeof answer === 'string' && answer.length <= ANSWER_LENGTH)));
}

export class DisabilityRequest {
  @ApiProperty({ enum: ['physical', 'visual', 'hearing', 'speech', 'intellectual', 'mental', 'multiple'] }) @IsIn(['physical', 'visual', 'hearing', 'speech', 'intellectual', 'mental', 'multiple']) kind!: 'physical' | 'visual' | 'hearing' | 'speech' | 'intellectual' | 'mental' | 'multiple';
  @ApiProperty({ minimum: 1, maximum: 4 }) @IsInt() @Min(1) @Max(4) level!: number;
}

export class PersonRequest {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsId() id?: string;
  @ApiProperty({ minLength: 1, maxLength: 80 }) @IsString() @Length(1, 80) @Matches(/\S/) name!: string;
  @ApiProperty({ enum: ['cn-resident-id', 'mn-registration'] }) @IsIn(['cn-resident-id', 'mn-registration']) idKind!: 'cn-resident-id' | 'mn-registration';
  @ApiProperty({ description: 'Full-width digits and spaces are accepted and normalised' }) @IsString() @Length(10, 40) idNumber!: string;
  @ApiProperty({ enum: RELATIONS }) @IsIn(RELATIONS) relation!: (typeof RELATIONS)[number];
  @ApiPropertyOptional() @IsOptional() @IsArea() hukouArea?: string;
  @ApiPropertyOptional({ enum: ['agricultural', 'non-agricultural'] }) @IsOptional() @IsIn(['agricultural', 'non-agricultural']) hukouKind?: 'agricultural' | 'non-agricultural';
  @ApiPropertyOptional({ type: () => DisabilityRequest }) @IsOptional() @ValidateNested() @Type(() => DisabilityRequest) disability?: DisabilityRequest;
  @ApiPropertyOptional() @IsOptional() @IsString() @Length(5, 30) phone?: string;
  @ApiPropertyOptional({ enum: ['able', 'partial', 'none', 'unknown'] }) @IsOptional() @IsIn(['able', 'partial', 'none', 'unknown']) workCapacity?: 'able' | 'partial' | 'none' | 'unknown';
  @ApiPropertyOptional() @IsOptional() @IsBoolean() student?: boolean;
  @ApiPropertyOptional({ enum: ['male', 'female'], description: 'Needed where the identity number does not tell it (Mongolia)' }) @IsOptional() @IsIn(['male', 'female']) sex?: 'male' | 'female';
  @ApiPropertyOptional({ description: 'Only compared with the identity number' }) @IsOptional() @IsDay() birthDate?: string;
}

/** A person who joins a household that is registered already, such as a child that was born. */
export class JoinMemberRequest extends PersonRequest { @ApiPropertyOptional({ description: 'Since when; today when left out' }) @IsOptional() @IsDay() on?: string; }

class OfMember {
  @ApiPropertyOptional({ description: 'Index into members, then supporters' }) @IsOptional() @IsInt() @Min(0) member?: number;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsId() person?: string;
}
export class IncomeRequest extends OfMember {
  @ApiProperty({ enum: INCOME_KINDS }) @IsIn(INCOME_KINDS) kind!: (typeof INCOME_KINDS)[number];
  @ApiProperty({ type: () => MoneyRequest, description: 'Net income of the 12 months' }) @ValidateNested() @Type(() => MoneyRequest) annual!: MoneyRequest;
}
export class PropertyRequest extends OfMember {
  @ApiProperty({ enum: PROPERTY_KINDS }) @IsIn(PROPERTY_KINDS) kind!: (typeof PROPERTY_KINDS)[number];
  @ApiPropertyOptional({ type: () => MoneyRequest }) @IsOptional() @ValidateNested() @Type(() => MoneyRequest) value?: MoneyRequest;
  @ApiProperty({ minimum: 0 }) @IsInt() @Min(0) @Max(1000) count!: number;
}
export class DwellingRequest {
  @ApiProperty({ enum: MATERIALS }) @IsIn(MATERIALS) material!: (typeof MATERIALS)[number];
  @ApiProperty({ enum: OWNERSHIPS }) @IsIn(OWNERSHIPS) ownership!: (typeof OWNERSHIPS)[number];
  @ApiPropertyOptional() @IsOptional() @IsInt() @Min(0) @Max(100) rooms?: number;
}
export class LivingConditionsRequest {
  @ApiProperty({ enum: FUELS }) @IsIn(FUELS) fuel!: (typeof FUELS)[number];
  @ApiProperty({ enum: TOILETS }) @IsIn(TOILETS) toilet!: (typeof TOILETS)[number];
  @ApiProperty({ enum: WATERS }) @IsIn(WATERS) water!: (typeof WATERS)[number];
  @ApiPropertyOptional() @IsOptional() @IsBoolean() electricity?: boolean;
  @ApiProperty({ type: [String] }) @IsArray() @ArrayMaxSize(40) @Matches(/^(?=.{1,40}$)[a-z]+(?:-[a-z]+)*$/, { each: true }) assets!: string[];
}
export class AuthorisationRequest {
  @ApiProperty({ enum: PROGRAMMES }) @IsIn(PROGRAMMES) programme!: (typeof PROGRAMMES)[number];
  @ApiProperty({ description: 'Index of the adult who acts for the family' }) @IsInt() @Min(0) agent!: number;
  @ApiProperty({ type: [Number], description: 'Indexes of the members who signed' }) @IsArray() @ArrayNotEmpty() @IsInt({ each: true }) @Min(0, { each: true }) signers!: number[];
  @ApiPropertyOptional({ description: 'The supporters outside the household signed too' }) @IsOptional() @IsBoolean() supportersSign?: boolean;
  @ApiPropertyOptional({ enum: SOURCES, isArray: true }) @IsOptional() @IsArray() @ArrayNotEmpty() @IsIn(SOURCES, { each: true }) sources?: (typeof SOURCES)[number][];
  @ApiPropertyOptional() @IsOptional() @IsDay() on?: string;
}

/** A household with everything the window asks once: people, declarations and the signed authorisation. */
export class RegisterHouseholdRequest {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsId() id?: string;
  @ApiProperty({ description: 'Village or bagh of residence', example: '341524100001' }) @IsArea() area!: string;
  @ApiPropertyOptional() @IsOptional() @IsArea() hukouArea?: string;
  @ApiProperty() @IsBoolean() urban!: boolean;
  @ApiPropertyOptional() @IsOptional() @IsString() @Length(1, 200) address?: string;
  @ApiPropertyOptional() @IsOptional() @IsDay() registeredOn?: string;
  @ApiProperty({ type: () => [PersonRequest] }) @IsArray() @ArrayNotEmpty() @ArrayMaxSize(40) @ValidateNested({ each: true }) @Type(() => PersonRequest) members!: PersonRequest[];
  @ApiPropertyOptional({ type: () => [PersonRequest] }) @IsOptional() @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => PersonRequest) supporters?: PersonRequest[];
  @ApiPropertyOptional({ type: () => [IncomeRequest] }) @IsOptional() @IsArray() @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => IncomeRequest) incomes?: IncomeRequest[];
  @ApiPropertyOptional({ type: () => [PropertyRequest] }) @IsOptional() @IsArray() @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => PropertyRequest) properties?: PropertyRequest[];
  @ApiPropertyOptional({ type: () => DwellingRequest }) @IsOptional() @ValidateNested() @Type(() => DwellingRequest) dwelling?: DwellingRequest;
  @ApiPropertyOptional({ type: () => LivingConditionsRequest }) @IsOptional() @ValidateNested() @Type(() => LivingConditionsRequest) livingConditions?: LivingConditionsRequest;
  @ApiPropertyOptional({ description: 'Answers to a scorecard questionnaire, by variable' }) @IsOptional() @IsAnswers() answers?: Record<string, string | number | null>;
  @ApiPropertyOptional({ type: () => AuthorisationRequest }) @IsOptional() @ValidateNested() @Type(() => AuthorisationRequest) authorisation?: AuthorisationRequest;
}

export class IncomeRecordRequest {
  @ApiProperty({ enum: ['declared'] }) @IsIn(['declared']) origin!: 'declared';
  @ApiPropertyOptional() @IsOptional() @IsDay() from?: string;
  @ApiPropertyOptional() @IsOptional() @IsDay() to?: string;
  @ApiProperty({ type: () => [IncomeRequest] }) @IsArray() @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => IncomeRequest) incomes!: IncomeRequest[];
  @ApiPropertyOptional({ description: 'The day it is true from, when that is not today: a correction of the past' }) @IsOptional() @IsDay() effectiveOn?: string;
}
export class PropertyRecordRequest {
  @ApiProperty({ enum: ['declared'] }) @IsIn(['declared']) origin!: 'declared';
  @ApiProperty({ type: () => [PropertyRequest] }) @IsArray() @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => PropertyRequest) properties!: PropertyRequest[];
  @ApiPropertyOptional({ description: 'The day it is true from, when that is not today: a correction of the past' }) @IsOptional() @IsDay() effectiveOn?: string;
}
export class DwellingRecordRequest {
  @ApiProperty({ enum: ['declared'] }) @IsIn(['declared']) origin!: 'declared';
  @ApiProperty({ type: () => DwellingRequest }) @ValidateNested() @Type(() => DwellingRequest) dwelling!: DwellingRequest;
  @ApiProperty({ type: () => LivingConditionsRequest }) @ValidateNested() @Type(() => LivingConditionsRequest) livingConditions!: LivingConditionsRequest;
  @ApiPropertyOptional() @IsOptional() @IsAnswers() answers?: Record<string, string | number | null>;
  @ApiPropertyOptional({ description: 'The day it is true from, when that is not today: a correction of the past' }) @IsOptional() @IsDay() effectiveOn?: string;
}
export class SignAuthorisationRequest {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsId() id?: string;
  @ApiProperty({ enum: PROGRAMMES }) @IsIn(PROGRAMMES) programme!: (typeof PROGRAMMES)[number];
  @ApiProperty({ format: 'uuid' }) @IsId() agent!: string;
  @ApiProperty({ type: [String] }) @IsArray() @ArrayNotEmpty() @IsId({ each: true }) signers!: string[];
  @ApiPropertyOptional({ enum: SOURCES, isArray: true }) @IsOptional() @IsArray() @ArrayNotEmpty() @IsIn(SOURCES, { each: true }) sources?: (typeof SOURCES)[number][];
  @ApiPropertyOptional() @IsOptional() @IsDay() on?: string;
}
