export const identity = {
  goingTitle: '正在前往登录页面',
  goingText: '如果页面没有自动打开，请点击下面的按钮。',
  go: '登录',
  returning: '正在登录',
  failed: '登录未完成',
  failedText: '登录页面没有回应或已取消。没有记录任何改动。',
  again: '重新登录',
  expiredTitle: '登录已过期',
  expiredText: '在此页面上方重新登录，已填内容保持不变。',
  noOfficer: '此账户没有 Hearth 的角色',
};
