import type { OpeningPolicy } from '@hearth/event-store';
import { CASE_OFFICERS } from '@hearth/service-host';

/** Who may open what in HIAVS. */
export const openings: OpeningPolicy = {
  'verification-file': CASE_OFFICERS, 'verification-list': CASE_OFFICERS, 'change-notices': CASE_OFFICERS,
  // A department is told name and number of whom it is asked about; the tokens find whom a department tells of.
  'inquiry': ['service'], 'blind-index': ['service'],
};
