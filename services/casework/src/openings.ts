import type { OpeningPolicy } from '@hearth/event-store';
import { CASE_OFFICERS } from '@hearth/service-host';

/** Who may open what in casework. */
export const openings: OpeningPolicy = {
  'application-file': CASE_OFFICERS, 'work-list': CASE_OFFICERS, 'publication-sheet': CASE_OFFICERS, 'referral': [...CASE_OFFICERS, 'service'],
};
