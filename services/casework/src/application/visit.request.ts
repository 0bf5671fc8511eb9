import { MoneyRequest } from '@hearth/service-host';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, Matches, Max, Min, ValidateNested } from 'class-validator';
import { InvestigatorsRequest, IsId } from './requests.ts';

const INCOME_KINDS = ['wages', 'business', 'property', 'transfers', 'other'] as const;
const PROPERTY_KINDS = ['deposits', 'securities', 'insurance', 'vehicle', 'housing', 'other'] as const;
const MATERIALS = ['brick-concrete', 'brick-wood', 'wood', 'stone', 'earth', 'ger', 'other', 'unknown'] as const;
const OWNERSHIPS = ['owned', 'rented', 'public', 'borrowed', 'other', 'unknown'] as const;
const FUELS = ['electricity', 'gas', 'biogas', 'coal', 'wood', 'straw', 'dung', 'other', 'none', 'unknown'] as const;
const TOILETS = ['flush', 'improved-latrine', 'latrine', 'shared', 'none', 'other', 'unknown'] as const;
const WATERS = ['piped', 'protected', 'delivered', 'distant', 'unprotected', 'surface', 'other', 'unknown'] as const;

export class FoundIncome {
  @ApiProperty({ format: 'uuid' }) @IsId() person!: string;
  @ApiProperty({ enum: INCOME_KINDS }) @IsIn(INCOME_KINDS) kind!: (typeof INCOME_KINDS)[number];
  @ApiProperty({ type: () => MoneyRequest, description: 'Net income of the 12 months' }) @ValidateNested() @Type(() => MoneyRequest) annual!: MoneyRequest;
}

export class FoundProperty {
  @ApiProperty({ format: 'uuid' }) @IsId() person!: string;
  @ApiProperty({ enum: PROPERTY_KINDS }) @IsIn(PROPERTY_KINDS) kind!: (typeof PROPERTY_KINDS)[number];
  @ApiPropertyOptional({ type: () => MoneyRequest }) @IsOptional() @ValidateNested() @Type(() => MoneyRequest) value?: MoneyRequest;
  @ApiProperty() @IsInt() @Min(0) @Max(1000) count!: number;
}

export class FoundDwelling {
  @ApiProperty({ enum: MATERIALS }) @IsIn(MATERIALS) material!: (typeof MATERIALS)[number];
  @ApiProperty({ enum: OWNERSHIPS }) @IsIn(OWNERSHIPS) ownership!: (typeof OWNERSHIPS)[number];
  @ApiPropertyOptional() @IsOptional() @IsInt() @Min(0) @Max(100) rooms?: number;
}

export class FoundLivingConditions {
  @ApiProperty({ enum: FUELS }) @IsIn(FUELS) fuel!: (typeof FUELS)[number];
  @ApiProperty({ enum: TOILETS }) @IsIn(TOILETS) toilet!: (typeof TOILETS)[number];
  @ApiProperty({ enum: WATERS }) @IsIn(WATERS) water!: (typeof WATERS)[number];
  @ApiPropertyOptional() @IsOptional() @IsBoolean() electricity?: boolean;
  @ApiProperty({ type: [String] }) @IsArray() @ArrayMaxSize(40) @Matches(/^[a-z][a-z-]{0,39}$/, { each: true }) assets!: string[];
}

/** What the investigators found; whatever they state replaces a former visit's statement of that kind. */
export class VisitRequest extends InvestigatorsRequest {
  @ApiPropertyOptional({ type: () => [FoundIncome] }) @IsOptional() @IsArray() @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => FoundIncome) incomes?: FoundIncome[];
  @ApiPropertyOptional({ type: () => [FoundProperty] }) @IsOptional() @IsArray() @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => FoundProperty) properties?: FoundProperty[];
  @ApiPropertyOptional({ type: () => FoundDwelling }) @IsOptional() @ValidateNested() @Type(() => FoundDwelling) dwelling?: FoundDwelling;
  @ApiPropertyOptional({ type: () => FoundLivingConditions }) @IsOptional() @ValidateNested() @Type(() => FoundLivingConditions) livingConditions?: FoundLivingConditions;
}
