import type { PayrollStatus } from '../../api/payments.ts';

/** Colour only where something needs a hand or is finished. */
export const statusTone: Readonly<Record<PayrollStatus, string>> = { draft: '', submitted: 'warn', approved: 'accent', closed: 'ok', withdrawn: 'line' };
