import type { Translation } from '../translation.ts';
import type { dashboard as source } from '../zh/dashboard.ts';

export const dashboard: Translation<typeof source> = {
  kpi: {
    households: 'Households covered',
    money: 'Paid this month',
  },
  chart: {
    overdue: 'Overdue share',
  },
  map: {
    label: 'Schematic map of the areas',
  },
};
