import type { InstructionSent, PaymentCollected, PaymentReconciled, PaymentReturned, PaymentSettled, PayrollApproved, PeriodReconciled } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { DataOf } from '../application/application.events.ts';
import { givenBy } from '../application/case-desk.ts';
import { decideOn } from './on-application.ts';

type PaymentFact = PaymentSettled | PaymentReturned | PaymentCollected | PaymentReconciled;

/** Steps 16, 17 and 19, as finance and the bank report them. */
@Controller()
export class PaymentsConsumer {
  @Consumes('hearth.payments.PayrollApproved', [1])
  approved(@Payload() { data }: Fact<PayrollApproved>, @Ctx() { known }: FactContext): Promise<void> { return known.put('payroll', data.payroll, data); }

  @Consumes('hearth.payments.InstructionSent', [1])
  async sent(@Payload() { data }: Fact<InstructionSent>, @Ctx() context: FactContext): Promise<void> {
    const { application, instruction, payroll, order, period } = data;
    await context.tx.query('INSERT INTO payroll_application (payroll, application) VALUES ($1, $2) ON CONFLICT DO NOTHING', [payroll, application]);
    await decideOn(context, application, () => ({ type: 'NotePayroll', instruction, payroll, order, period, ...givenBy(context.unit) }));
    // Payrolls have a key of their own on the topic: the end of the period may have been heard first.
    const closed = await context.known.get<PeriodReconciled>('period', payroll);
    if (closed) await this.reconcile(context, application, closed);
  }

  @Consumes('hearth.payments.PaymentSettled', [1])
  settled(@Payload() { data }: Fact<PaymentSettled>, @Ctx() context: FactContext): Promise<void> { return this.note(context, data, 'settled'); }

  @Consumes('hearth.payments.PaymentReturned', [1])
  returned(@Payload() { data }: Fact<PaymentReturned>, @Ctx() context: FactContext): Promise<void> { return this.note(context, data, 'returned'); }

  @Consumes('hearth.payments.PaymentCollected', [1])
  collected(@Payload() { data }: Fact<PaymentCollected>, @Ctx() context: FactContext): Promise<void> { return this.note(context, data, 'collected'); }

  @Consumes('hearth.payments.PaymentReconciled', [1])
  reconciled(@Payload() { data }: Fact<PaymentReconciled>, @Ctx() context: FactContext): Promise<void> { return this.note(context, data, 'reconciled'); }

  @Consumes('hearth.payments.PeriodReconciled', [1])
  async period(@Payload() { data }: Fact<PeriodReconciled>, @Ctx() context: FactContext): Promise<void> {
    await context.known.put('period', data.payroll, data);
    const { rows } = await context.tx.query<{ application: string }>('SELECT application FROM payroll_application WHERE payroll = $1 ORDER BY application', [data.payroll]);
    for (const { application } of rows) await this.reconcile(context, application, data);
  }

  private note(context: FactContext, { application, instruction, period, on }: PaymentFact, outcome: DataOf<'PaymentNoted'>['outcome']): Promise<void> {
    return decideOn(context, application, () => ({ type: 'NotePayment', instruction, outcome, period, on, ...givenBy(context.unit) }));
  }

  private reconcile(context: FactContext, application: string, { payroll, period, on }: PeriodReconciled): Promise<void> {
    return decideOn(context, application, () => ({ type: 'NoteReconciled', payroll, period, on, ...givenBy(context.unit) }));
  }
}
