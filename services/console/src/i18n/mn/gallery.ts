import type { Translation } from '../translation.ts';
import type { gallery as source } from '../zh/gallery.ts';

export const gallery: Translation<typeof source> = {
  title: 'Хэсгүүд ба төлөв',
  text: 'Хуваалцсан хэсэг бүр янз бүрийн төлөвт. Нэр, тоо зохиомол.',
  state: {
    normal: 'Хэвийн',
    empty: 'Хоосон',
    loading: 'Ачаалж байна',
    partial: 'Хэсэгчлэн',
    error: 'Алдаа',
    noRight: 'Эрхгүй',
    erased: 'Устгасан',
    offline: 'Сүлжээгүй',
    allowed: 'Боломжтой',
    forbidden: 'Болохгүй',
    selected: 'Сонгосон',
  },
  part: {
    lamp: 'Хугацааны гэрэл',
    clock: 'Цаг',
    steps: 'Алхам',
    next: 'Дараагийн алхам',
    matrix: 'Шалгалтын хүснэгт, харьцуулалт',
    trace: 'Тооцооны мөр',
    timeline: 'Цаг үе, цагийн шугам',
    table: 'Жагсаалт, бөөн үйлдэл',
    figure: 'Үзүүлэлт, мөнгө, регистр',
    form: 'Маягт, ноорог',
    jobs: 'Ажил',
    refusal: 'Татгалзал, алдаа',
    chart: 'График, газрын зураг',
    states: 'Төлөв',
  },
};
