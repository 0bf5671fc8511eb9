export const household = {
  title: '家庭档案',
  find: {
    label: '按姓名、身份证号或电话查找',
    hint: '可输入姓名、单字、拼音、完整身份证号或电话。查找内容不会出现在网址中。',
    none: '您的辖区内没有匹配的家庭',
    by: {
      idNumber: '身份证号一致',
      phone: '电话一致',
      name: '姓名匹配',
    },
  },
};
