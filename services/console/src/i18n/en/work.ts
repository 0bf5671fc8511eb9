import type { Translation } from '../translation.ts';
import type { work as source } from '../zh/work.ts';

export const work: Translation<typeof source> = {
  title: 'Work list',
  empty: {
    title: 'Nothing to do',
    text: 'No file fits these filters. New applications and whatever falls due appear here by themselves.',
  },
  column: {
    due: 'Due',
  },
  bulk: {
    verify: 'Verify',
  },
};
