import type { Programme } from '@hearth/contracts';
import { IsArea, IsPeriod, MoneyRequest } from '@hearth/service-host';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsString, Length, ValidateNested } from 'class-validator';

/** Programmes paid in money by the month. */
export const PAID_PROGRAMMES = ['dibao', 'tekun', 'child-money'] as const satisfies readonly Programme[];

export class PayrollRequest {
  @ApiProperty({ enum: PAID_PROGRAMMES }) @IsIn(PAID_PROGRAMMES) programme!: (typeof PAID_PROGRAMMES)[number];
  @ApiProperty({ example: '2026-12', description: 'This month or an earlier one (back-pay)' }) @IsPeriod() period!: string;
  @ApiProperty({ example: '341524' }) @IsArea() area!: string;
}

export class ApprovalRequest {
  @ApiProperty({ type: () => MoneyRequest, description: 'The total, typed by the checker' }) @ValidateNested() @Type(() => MoneyRequest) total!: MoneyRequest;
}

export class WithdrawalRequest {
  @ApiProperty({ minLength: 3, maxLength: 500 }) @IsString() @Length(3, 500) reason!: string;
}
