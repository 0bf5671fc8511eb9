import type { Publication } from '@hearth/messaging';
import type { PayrollEvent } from '../payroll/payroll.ts';

type DataOf<T extends PayrollEvent['type']> = Extract<PayrollEvent, { type: T }>['data'];

/** Facts about a payment have the shape of their contracts: what is recorded is what others may know. */
const AS_THEY_ARE = ['InstructionSent', 'PaymentSettled', 'PaymentReturned', 'PaymentCollected', 'PaymentReconciled'] as const;

export const publications: readonly Publication[] = [
  ...AS_THEY_ARE.map((type): Publication => ({ on: type, publish: (event) => ({ type: `hearth.payments.${type}`, version: event.schemaVersion, data: event.data }) })),
  {
    on: 'PayrollApproved',
    publish: (event) => {
      const { at: _, ...data } = event.data as DataOf<'PayrollApproved'>;
      return { type: 'hearth.payments.PayrollApproved', version: 1, data };
    },
  },
  {
    on: 'PeriodReconciled',
    publish: (event) => {
      const { items: _items, by: _by, ...data } = event.data as DataOf<'PeriodReconciled'>;
      return { type: 'hearth.payments.PeriodReconciled', version: 1, data };
    },
  },
];
