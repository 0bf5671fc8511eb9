import type { Translation } from '../translation.ts';
import type { verification as source } from '../zh/verification.ts';

export const verification: Translation<typeof source> = {
  title: 'Verification',
  empty: 'No verification',
  emptyText: 'They appear as soon as a town asks for one.',
  column: {
    requested: 'Asked',
    answered: 'Answered',
    differences: 'Differences',
    missing: 'Silent sources',
    outcome: 'Outcome',
    start: 'Start within',
  },
  status: {
    asking: 'Asking',
    open: 'Open',
    done: 'Done',
  },
  filter: {
    status: 'Status',
    outcome: 'Outcome',
  },
  departments: 'Lines to the departments',
  started: 'Started',
  line: {
    down: 'Down',
    open: 'Open',
    late_one: '{{count}} late',
    late_other: '{{count}} late',
  },
  back: 'Verifications',
  of: 'Verification: {{name}}',
  openFile: 'Open the file',
  waiveTitle: 'Waive a silent source',
  waiveText: 'Give the reason and the day it is checked again; the clocks do not stop.',
  waiveSource: 'Source',
  recheckOn: 'Checked again on',
  waived: '{{source}}: {{reason}}, checked again {{date}}',
  retried: 'Asked again',
  receipt: 'Receipt {{receipt}}',
  purpose: 'Purpose: {{purpose}}',
};
