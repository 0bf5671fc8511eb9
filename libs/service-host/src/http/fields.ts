import { areaProblem, isDay, isPeriod, isUuid } from '@hearth/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min, registerDecorator } from 'class-validator';

/** A class-validator rule made from a check of the kernel. */
const rule = (name: string, message: string, check: (value: unknown) => boolean) => ({ each = false } = {}): PropertyDecorator => (target, property) => {
  registerDecorator({ name, target: target.constructor, propertyName: String(property), options: { each, message: `${each ? 'each of ' : ''}$property ${message}` }, validator: { validate: check } });
};

/** Lower case, as ids are everywhere: the same id in capitals would be another stream. */
export const IsId = rule('id', 'must be a UUID in lower case', isUuid);
export const IsDay = rule('day', 'must be a calendar day, YYYY-MM-DD', (v) => typeof v === 'string' && isDay(v));
export const IsPeriod = rule('period', 'must be a month, YYYY-MM', (v) => typeof v === 'string' && isPeriod(v));
export const IsArea = rule('area', 'must be an area code', (v) => typeof v === 'string' && v !== '*' && !areaProblem(v));

/** Money as it comes in: whole minor units, never negative. */
export class MoneyRequest {
  @ApiProperty({ description: 'Whole minor units: fen, or hundredths of a tugrik', example: 66667 }) @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) minor!: number;
  @ApiProperty({ enum: ['CNY', 'MNT'] }) @IsIn(['CNY', 'MNT']) currency!: 'CNY' | 'MNT';
}
