import type { Translation } from '../translation.ts';
import type { household as source } from '../zh/household.ts';

export const household: Translation<typeof source> = {
  title: 'Өрхийн хэрэг',
  find: {
    label: 'Нэр, регистр, утсаар хайх',
    hint: 'Нэр, нэрийн хэсэг, регистрийн дугаар эсвэл утас бичнэ үү. Хайлт хаягт бичигдэхгүй.',
    none: 'Танай нутагт тохирох өрх алга',
    by: {
      idNumber: 'Регистрээр таарсан',
      phone: 'Утсаар таарсан',
      name: 'Нэрээр таарсан',
    },
  },
};
