import type { OpeningPolicy } from '@hearth/event-store';
import { CASE_OFFICERS } from '@hearth/service-host';

/** Who may open what in payments. */
export const openings: OpeningPolicy = {
  'entitlement-list': CASE_OFFICERS, 'payment-list': CASE_OFFICERS, 'payment-file': CASE_OFFICERS, 'payroll': CASE_OFFICERS,
  // Names and account numbers in full, for the bank.
  'payroll-check': ['finance-maker'], 'bank-file': ['finance-maker', 'finance-checker'],
};
