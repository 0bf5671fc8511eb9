import type { Translation } from '../translation.ts';
import type { verification as source } from '../zh/verification.ts';

export const verification: Translation<typeof source> = {
  title: 'Орлого, хөрөнгийн шалгалт',
  empty: 'Шалгалт алга',
  emptyText: 'Балгас шалгалт хүсмэгц энд гарч ирнэ.',
  column: {
    requested: 'Хүссэн',
    answered: 'Хариу',
    differences: 'Зөрүү',
    missing: 'Хариу ирээгүй',
    outcome: 'Дүн',
    start: 'Эхлэх хугацаа',
  },
  status: {
    asking: 'Асууж байна',
    open: 'Шийдээгүй',
    done: 'Дууссан',
  },
  filter: {
    status: 'Төлөв',
    outcome: 'Дүн',
  },
  departments: 'Байгууллагын холболт',
  started: 'Эхэлсэн',
  line: {
    down: 'Ажиллахгүй',
    open: 'Хэвийн',
    late_one: '{{count}} хоцорсон',
    late_other: '{{count}} хоцорсон',
  },
  back: 'Шалгалтууд',
  of: 'Шалгалт: {{name}}',
  openFile: 'Хэргийг нээх',
  waiveTitle: 'Хариу өгөөгүй эх сурвалжаас чөлөөлөх',
  waiveText: 'Үндэслэл, дахин шалгах өдрийг бичнэ; хугацаа зогсохгүй.',
  waiveSource: 'Эх сурвалж',
  recheckOn: 'Дахин шалгах өдөр',
  waived: '{{source}}: {{reason}}, {{date}} дахин шалгана',
  retried: 'Дахин асуулаа',
  receipt: 'Баримт {{receipt}}',
  purpose: 'Зорилго: {{purpose}}',
};
