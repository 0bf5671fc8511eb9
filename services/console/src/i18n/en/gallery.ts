import type { Translation } from '../translation.ts';
import type { gallery as source } from '../zh/gallery.ts';

export const gallery: Translation<typeof source> = {
  title: 'Parts and states',
  text: 'Every shared part in its states. Names and numbers are invented.',
  state: {
    normal: 'Normal',
    empty: 'Empty',
    loading: 'Loading',
    partial: 'Partial',
    error: 'Error',
    noRight: 'No right',
    erased: 'Erased',
    offline: 'Offline',
    allowed: 'Allowed',
    forbidden: 'Forbidden',
    selected: 'Selected',
  },
  part: {
    lamp: 'Lamp',
    clock: 'Clock',
    steps: 'Steps',
    next: 'Next action',
    matrix: 'Verification matrix and comparison',
    trace: 'Trace',
    timeline: 'As-of and time line',
    table: 'List and bulk bar',
    figure: 'Figure, money, masked number',
    form: 'Form and draft',
    jobs: 'Jobs',
    refusal: 'Refusal',
    chart: 'Chart and map',
    states: 'States',
  },
};
