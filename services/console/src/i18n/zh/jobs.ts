export const jobs = {
  label: '后台任务',
  running_other: '{{count}} 项进行中',
  finished_other: '{{count}} 项任务',
  download: '下载',
  state: {
    running: '进行中',
    done: '已完成',
    failed: '失败：服务未完成，可重试',
    cancelled: '已取消',
  },
  export: '导出：{{what}}',
};
