export const dashboard = {
  kpi: {
    households: '保障家庭',
    money: '本月支出',
  },
  chart: {
    overdue: '超期率',
  },
  map: {
    label: '各地区示意图',
  },
};
