import type { Translation } from '../translation.ts';
import type { operations as source } from '../zh/operations.ts';

export const operations: Translation<typeof source> = {
  title: 'Системийн ажиллагаа',
  refreshed: '5 секунд тутам шинэчлэгдэнэ',
  services: {
    title: 'Үйлчилгээнүүд',
    name: 'Үйлчилгээ',
    out: 'Нийтлэхээр хүлээгдэж буй',
    in: 'Уншихаар хүлээгдэж буй',
    lists: 'Жагсаалтын хоцролт',
    held: 'Түр саатсан',
    letters: 'Боловсруулж чадаагүй',
    state: 'Байдал',
    fine: 'Хэвийн',
    behind: 'Гүйцэж байна',
    broken: 'Анхаарах',
    silent: 'Хариугүй',
    seconds: '{{count}} сек',
  },
  departments: {
    title: 'Байгууллагын шугам',
    name: 'Байгууллага',
    open: 'Хариу хүлээж буй',
    late: 'Хугацаа хэтэрсэн',
    since: 'Хэзээнээс',
    fault: 'Сүүлийн алдаа',
  },
  letters: {
    title: 'Боловсруулж чадаагүй үйл явдал',
    none: 'Ийм үйл явдал алга',
    behind_one: 'Ард нь {{count}} хүлээж байна',
    behind_other: 'Ард нь {{count}} хүлээж байна',
    attempts_one: '{{count}} удаа оролдсон',
    attempts_other: '{{count}} удаа оролдсон',
    retry: 'Дахин оролдох',
    skip: 'Алгасах',
    skipTitle: 'Энэ үйл явдлыг алгасах',
    skipText: 'Алгасвал энэ үйлчилгээний бүртгэлд тусахгүй; шалтгаан, ажилтан хадгалагдана.',
    short: 'Шалтгааныг 5-аас доошгүй тэмдэгтээр бичнэ үү',
  },
  line: {
    closed: 'Хэвийн',
    open: 'Тасарсан, дахин оролдоно',
    probing: 'Шалгаж байна',
    'not-configured': 'Холбогдоогүй',
  },
};
