export const drafts = {
  empty: '每次改动都保存在本机，可随时离开。',
  saved: '草稿已存于本机 {{time}}',
  restored: '已恢复本机 {{time}} 的草稿。',
  discard: '放弃草稿',
};
