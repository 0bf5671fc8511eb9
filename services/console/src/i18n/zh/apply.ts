export const apply = {
  person: {
    idNumber: '身份证号',
  },
};
