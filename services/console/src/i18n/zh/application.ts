export const application = {
  action: {
    'settle-items': '判定核对差异',
  },
  settle: {
    declared: '采信申报',
    found: '采信查得',
  },
};
