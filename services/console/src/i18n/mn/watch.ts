import type { Translation } from '../translation.ts';
import type { watch as source } from '../zh/watch.ts';

export const watch: Translation<typeof source> = {
  title: 'Дохио',
  text: 'Тайлбар шаардах тоо, буруутгал биш.',
  run: 'Одоо шалгах',
  ran: '{{households}} өрх шалгаж, {{found}} олж, {{raised}} шинэ дохио',
  empty: 'Дохио алга',
  emptyText: 'Оноосон өрхөд тайлбарлах тоо алга.',
  kindLabel: 'Төрөл',
  numbers: 'Тоо',
  since: 'Эхэлсэн',
  kind: {
    bunching: 'Босгын доор бөөгнөрөх',
    drift: 'Хариулт хазайх',
    'repeated-edits': 'Нэг хариултыг олон засах',
    misapplied: 'Томъёо буруу хэрэглэх',
  },
  about: {
    bunching: 'Босгоос арай доош өрх хүлээснээс олон',
    drift: 'Хөрш нутаг, ажилтнаас өөр',
    'repeated-edits': 'Илгээхээс өмнө олон удаа зассан',
    misapplied: 'Дахин тооцсон нь бүртгэлээс зөрсөн',
  },
  status: {
    open: 'Нээлттэй',
    closed: 'Хаасан',
  },
  close: 'Хаах',
  closeTitle: 'Хаах: {{kind}}',
  closeText: 'Өрхийн тоо илт нэмэгдвэл л дахин гарна.',
  reason: 'Тайлбар эсвэл авсан арга хэмжээ',
};
