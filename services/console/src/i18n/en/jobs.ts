import type { Translation } from '../translation.ts';
import type { jobs as source } from '../zh/jobs.ts';

export const jobs: Translation<typeof source> = {
  label: 'Jobs',
  running_one: '{{count}} job running',
  running_other: '{{count}} jobs running',
  finished_one: '{{count}} job',
  finished_other: '{{count}} jobs',
  download: 'Download',
  state: {
    running: 'Running',
    done: 'Done',
    failed: 'Failed; it can be tried again',
    cancelled: 'Cancelled',
  },
  export: 'Export: {{what}}',
};
