import type { InstructionSent, PaymentCollected, PaymentReconciled, PaymentReturned, PaymentSettled } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { ALL_AREAS } from '@hearth/kernel';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { reached } from '../milestones.ts';

const COLUMN: Readonly<Record<string, string>> = {
  'hearth.payments.PaymentSettled': 'settled_at', 'hearth.payments.PaymentReturned': 'returned_at', 'hearth.payments.PaymentCollected': 'collected_at', 'hearth.payments.PaymentReconciled': 'reconciled_at',
};

/** Money by what became of it. */
@Controller()
export class PaymentsConsumer {
  @Consumes('hearth.payments.InstructionSent', [1])
  async sent(@Payload() fact: Fact<InstructionSent>, @Ctx() { tx }: FactContext): Promise<void> {
    const { instruction, household, programme, period, money, application } = fact.data;
    await tx.query('INSERT INTO instruction (instruction, household, area, programme, period, minor, currency, sent_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8) ON CONFLICT DO NOTHING', [instruction, household, fact.area ?? ALL_AREAS, programme, period, money.minor, money.currency, fact.time]);
    await reached(tx, application, 'sent', fact);
  }

  @Consumes(Object.keys(COLUMN), [1])
  async became(@Payload() fact: Fact<PaymentSettled | PaymentReturned | PaymentCollected | PaymentReconciled>, @Ctx() { tx }: FactContext): Promise<void> {
    const column = COLUMN[fact.type];
    await tx.query(`UPDATE instruction SET ${column} = coalesce(${column}, $2) WHERE instruction = $1`, [fact.data.instruction, fact.time]);
    if (column === 'collected_at') await reached(tx, fact.data.application, 'collected', fact);
    if (column === 'reconciled_at') await reached(tx, fact.data.application, 'reconciled', fact);
  }
}
