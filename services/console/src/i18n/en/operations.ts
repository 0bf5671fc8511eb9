import type { Translation } from '../translation.ts';
import type { operations as source } from '../zh/operations.ts';

export const operations: Translation<typeof source> = {
  title: 'Operations',
  refreshed: 'Refreshed every 5 seconds',
  services: {
    title: 'Services',
    name: 'Service',
    out: 'To publish',
    in: 'To read',
    lists: 'Lists behind',
    held: 'Held facts',
    letters: 'Failed facts',
    state: 'State',
    fine: 'Running',
    behind: 'Catching up',
    broken: 'Needs attention',
    silent: 'No answer',
    seconds: '{{count}} s',
  },
  departments: {
    title: 'Department lines',
    name: 'Department',
    open: 'Waiting',
    late: 'Late',
    since: 'Since',
    fault: 'Last fault',
  },
  letters: {
    title: 'Facts that could not be applied',
    none: 'None',
    behind_one: '{{count}} waits behind it',
    behind_other: '{{count}} wait behind it',
    attempts_one: 'tried once',
    attempts_other: 'tried {{count}} times',
    retry: 'Retry',
    skip: 'Skip',
    skipTitle: 'Skip this fact',
    skipText: 'Once skipped it never reaches this service\'s records; the reason and the officer are kept.',
    short: 'Say why, in 5 characters or more',
  },
  line: {
    closed: 'Open',
    open: 'Broken, tried again later',
    probing: 'Being tried',
    'not-configured': 'Not connected',
  },
};
