import type { Translation } from '../translation.ts';
import type { parts as source } from '../zh/parts.ts';

export const parts: Translation<typeof source> = {
  after: 'Дараа нь: {{what}}',
  forbidden: 'Болохгүй: {{action}} — {{rule}}',
  columnsAndDensity: 'Багана, нягтрал',
  pager: 'Хуудаслалт',
  matrix: {
    label: 'Шалгалтын хүснэгт: хүн, эх сурвалж',
    people: 'Гишүүд ба тэтгэх үүрэгтэй хүн',
    state: {
      consistent: 'Зөрүүгүй',
      'no-record': 'Бүртгэлгүй',
      open: 'Зөрүүтэй',
      settled: 'Шийдсэн',
      waiting: 'Хүлээж байна',
      down: 'Ажиллахгүй',
      waived: 'Чөлөөлсөн',
      'not-asked': 'Асуугаагүй',
    },
  },
  comparison: {
    item: 'Зүйл',
    declared: 'Мэдүүлсэн',
    found: 'Илэрсэн',
    difference: 'Зөрүү',
    reference: 'Лавлагаа',
  },
  asOf: {
    label: 'Үзэх цаг үе',
    day: 'Үзэх өдөр',
    previous: 'Өмнөх үйл явдал',
    next: 'Дараагийн үйл явдал',
    knowledge: 'Мэдлэгийн үндэс',
    knownNow: 'Одоо мэдэгдэж буйгаар',
    knownThen: 'Тухайн үед мэдэгдсэнээр',
    later_one: 'Түүнээс хойшхи {{count}} үйл явдал ороогүй',
    later_other: 'Түүнээс хойшхи {{count}} үйл явдал ороогүй',
    noneLater: 'Бүх үйл явдал орсон',
    backToToday: 'Өнөөдөр рүү буцах',
  },
  bulk: {
    label: 'Бөөнөөр хийх',
    selected_one: '{{count}} сонгосон',
    selected_other: '{{count}} сонгосон',
    clear: 'Сонголтыг арилгах',
  },
  bar: {
    fresh_one: '{{count}} шинэ',
    fresh_other: '{{count}} шинэ',
    changed_one: '{{count}} өөрчлөгдсөн',
    changed_other: '{{count}} өөрчлөгдсөн',
  },
  filter: {
    set: '{{filter}}: {{value}}',
    remove: 'Шүүлтүүр хасах {{filter}}: {{value}}',
    label: 'Шүүлтүүр',
  },
  reveal: {
    open: '{{what}} харуулах (зорилго шаардана)',
    title: '{{what}} харуулах',
    text: '60 секунд, нэг удаад нэг мэдээлэл харагдана. Үзсэн бүртгэл үлдэж, тухайн хүн хэн, хэзээ, ямар зорилгоор үзсэнийг харах боломжтой.',
    purpose: 'Үзэх зорилго',
    for: {
      application: 'Өргөдөл шийдвэрлэх',
      verification: 'Орлого, хөрөнгө шалгах',
      review: 'Хянан шалгах',
      payment: 'Олголт, буцаалт',
      complaint: 'Гомдол барагдуулах',
    },
    show: '60 секунд харуулах',
    field: {
      idNumber: 'Регистрийн дугаар',
      phone: 'Утас',
      address: 'Хаяг',
      account: 'Данс',
    },
  },
  state: {
    partial: '{{source}} түр ажиллахгүй байна, бусад нь ачаалагдсан.',
    noRight: 'Танай эрхээр үүнийг үзэх боломжгүй',
    noRightText: 'Шаардлагатай эрх: {{roles}}.',
    erased: 'Энэ хүний мэдээлэл устгагдсан, нийлбэр дүн хэвээр.',
    offline: 'Сүлжээ тасарсан. Нээсэн зүйлийг үзэж болно, бичсэн зүйл төхөөрөмжид хадгалагдана.',
  },
  confirm: {
    title: 'Баталгаажуулна уу',
  },
  date: {
    open: 'Хуанли нээх',
    wrong: 'Огноог «{{example}}» хэлбэрээр бичнэ үү',
  },
};
