import type { Translation } from '../translation.ts';
import type { jobs as source } from '../zh/jobs.ts';

export const jobs: Translation<typeof source> = {
  label: 'Ажлууд',
  running_one: '{{count}} ажил явагдаж байна',
  running_other: '{{count}} ажил явагдаж байна',
  finished_one: '{{count}} ажил',
  finished_other: '{{count}} ажил',
  download: 'Татах',
  state: {
    running: 'Явагдаж байна',
    done: 'Дууссан',
    failed: 'Бүтсэнгүй, дахин оролдож болно',
    cancelled: 'Цуцалсан',
  },
  export: 'Экспорт: {{what}}',
};
