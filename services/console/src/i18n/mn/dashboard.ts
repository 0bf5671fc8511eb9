import type { Translation } from '../translation.ts';
import type { dashboard as source } from '../zh/dashboard.ts';

export const dashboard: Translation<typeof source> = {
  kpi: {
    households: 'Хамрагдсан өрх',
    money: 'Энэ сарын зарцуулалт',
  },
  chart: {
    overdue: 'Хугацаа хэтэрсэн хувь',
  },
  map: {
    label: 'Нутаг дэвсгэрийн бүдүүвч зураг',
  },
};
