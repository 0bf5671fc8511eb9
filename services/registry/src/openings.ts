import type { OpeningPolicy } from '@hearth/event-store';
import { CASE_OFFICERS } from '@hearth/service-host';

/** In full, one field at a time, with a reason that the person concerned can read. */
export const REVEALERS = [
  'village', 'town', 'county-reviewer', 'county-approver', 'county-reconsideration', 'verification-officer', 'finance-maker', 'finance-checker', 'soum-social-worker', 'bagh-governor', 'auditor',
] as const;

/** Who may open what in the registry. */
export const openings: OpeningPolicy = {
  'household-list': CASE_OFFICERS, 'household-file': CASE_OFFICERS, 'person-file': CASE_OFFICERS, 'reveal': REVEALERS, 'blind-index': ['service'],
};
