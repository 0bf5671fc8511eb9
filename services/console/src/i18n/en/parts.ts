import type { Translation } from '../translation.ts';
import type { parts as source } from '../zh/parts.ts';

export const parts: Translation<typeof source> = {
  after: 'Next: {{what}}',
  forbidden: 'Not yet: {{action}} — {{rule}}',
  columnsAndDensity: 'Columns and density',
  pager: 'Pages',
  matrix: {
    label: 'Verification matrix: people and sources',
    people: 'Members and supporters',
    state: {
      consistent: 'Consistent',
      'no-record': 'No record',
      open: 'Differs',
      settled: 'Settled',
      waiting: 'Waiting',
      down: 'Down',
      waived: 'Waived',
      'not-asked': 'Not asked',
    },
  },
  comparison: {
    item: 'Item',
    declared: 'Declared',
    found: 'Found',
    difference: 'Difference',
    reference: 'Reference',
  },
  asOf: {
    label: 'As of',
    day: 'As of',
    previous: 'Previous event',
    next: 'Next event',
    knowledge: 'Which past',
    knownNow: 'As known now',
    knownThen: 'As known then',
    later_one: '{{count}} later event not counted',
    later_other: '{{count}} later events not counted',
    noneLater: 'All events are counted',
    backToToday: 'Back to today',
  },
  bulk: {
    label: 'Bulk actions',
    selected_one: '{{count}} selected',
    selected_other: '{{count}} selected',
    clear: 'Clear the selection',
  },
  bar: {
    fresh_one: '{{count}} new',
    fresh_other: '{{count}} new',
    changed_one: '{{count}} changed',
    changed_other: '{{count}} changed',
  },
  filter: {
    set: '{{filter}}: {{value}}',
    remove: 'Remove filter {{filter}}: {{value}}',
    label: 'Filters',
  },
  reveal: {
    open: 'Show {{what}} (a purpose is asked)',
    title: 'Show {{what}}',
    text: 'Shown for 60 seconds, one field at a time. The look is recorded, and the person can see who looked, when and why.',
    purpose: 'Purpose',
    for: {
      application: 'Handling an application',
      verification: 'Verifying means',
      review: 'Review',
      payment: 'Payment or return',
      complaint: 'Handling a complaint',
    },
    show: 'Show for 60 s',
    field: {
      idNumber: 'ID number',
      phone: 'Phone',
      address: 'Address',
      account: 'Account',
    },
  },
  state: {
    partial: '{{source}} is not available now; the rest has loaded.',
    noRight: 'Your role may not see this',
    noRightText: 'Needed: {{roles}}.',
    erased: 'This person\'s data was erased; totals stay.',
    offline: 'Offline. What is open can be read, and what you type is kept on this device.',
  },
  confirm: {
    title: 'Please confirm',
  },
  date: {
    open: 'Open the calendar',
    wrong: 'Write the date like {{example}}',
  },
};
