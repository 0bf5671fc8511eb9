import type { Translation } from '../translation.ts';
import type { application as source } from '../zh/application.ts';

export const application: Translation<typeof source> = {
  action: {
    'settle-items': 'Settle the discrepancies',
  },
  settle: {
    declared: 'Keep declared',
    found: 'Take found',
  },
};
