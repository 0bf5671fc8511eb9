export const errors = {
  reference: '编号 {{reference}}',
  field: '填写有误',
  summary_other: '有 {{count}} 处需要更正',
  page: {
    what: '这一页没能显示',
    todo: '请重新载入；已填内容在草稿中。',
  },
  fault: {
    what: '服务没能完成此请求',
    todo: '未记录任何改动。请稍后重试；再次出现时请报告编号。',
  },
  rule: {
    what: '现在不能这样办理',
    todo: '请按上述规则更正后再提交；已填内容仍在。',
  },
  unreachable: {
    what: '连不上服务',
    todo: '请检查网络后重试；同一表单重试不会重复登记。',
  },
  'outside-area': {
    what: '不在您的辖区',
    todo: '请联系该地区的经办人。',
  },
  role: {
    what: '您的角色不能办理此项',
    todo: '请由有权限的角色办理。',
  },
  'not-found': {
    what: '没有找到',
    todo: '可能不在您的辖区，或地址有误。',
  },
  'not-here-yet': {
    what: '相关信息尚未到达',
    todo: '通常几秒内到达，请重试。',
  },
  stale: {
    what: '在您填写期间，此件已被他人更改',
    todo: '已载入最新内容；请核对后再次提交，您填的内容仍在。',
  },
  'idempotency-mismatch': {
    what: '此表单已提交过不同内容',
    todo: '请打开新表单后再提交。',
  },
  'idempotency-in-flight': {
    what: '相同请求正在处理',
    todo: '请稍候，不会重复登记。',
  },
  invalid: {
    what: '有内容需要更正',
    todo: '请更正下列各项；已填内容仍在。',
  },
  'not-signed-in': {
    what: '登录已过期',
    todo: '请重新登录；页面与已填内容不会丢失。',
  },
  'too-many': {
    what: '请求过于频繁',
    todo: '请稍等片刻再试。',
  },
  'changed-meanwhile': {
    what: '刚刚有人同时更改了此件',
    todo: '已载入最新内容，请再次提交；您填的内容仍在。',
  },
};
