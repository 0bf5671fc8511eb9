export const work = {
  title: '待办',
  empty: {
    title: '没有待办',
    text: '当前筛选下没有办件。新申请和到期事项会自动出现。',
  },
  column: {
    due: '时限',
  },
  bulk: {
    verify: '发起核对',
  },
};
