import type { Translation } from '../translation.ts';
import type { watch as source } from '../zh/watch.ts';

export const watch: Translation<typeof source> = {
  title: 'Alerts',
  text: 'Numbers that ask for an explanation, not accusations.',
  run: 'Look now',
  ran: '{{households}} households looked at, {{found}} found, {{raised}} new alerts',
  empty: 'No alerts',
  emptyText: 'Nothing in the scored households asks for an explanation.',
  kindLabel: 'Kind',
  numbers: 'Numbers',
  since: 'Since',
  kind: {
    bunching: 'Bunching below the cut-off',
    drift: 'Answers drift',
    'repeated-edits': 'Repeated edits',
    misapplied: 'Formula misapplied',
  },
  about: {
    bunching: 'More households just below the cut-off than expected',
    drift: 'Answers differ from those of neighbours',
    'repeated-edits': 'One answer was changed again and again before it was sent',
    misapplied: 'Recomputed, the result differs from what is recorded',
  },
  status: {
    open: 'Open',
    closed: 'Closed',
  },
  close: 'Close it',
  closeTitle: 'Close: {{kind}}',
  closeText: 'It comes back only on far more households.',
  reason: 'What explains it, or what was done',
};
