import type { Translation } from '../translation.ts';
import type { drafts as source } from '../zh/drafts.ts';

export const drafts: Translation<typeof source> = {
  empty: 'Every change is kept on this device; you can leave at any time.',
  saved: 'Draft kept on this device at {{time}}',
  restored: 'Restored the draft of {{time}} from this device.',
  discard: 'Discard the draft',
};
