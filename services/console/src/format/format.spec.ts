import { describe, expect, it } from '@jest/globals';
import { dateParts, isoDay, readDay } from './dates.ts';
import { formatFor } from './format.ts';
import { groupedResidentId } from './identity-number.ts';
import { parseAmount } from './money.ts';
import { codePoint, scriptOf } from './names.ts';

const zh = formatFor('zh', 'Asia/Shanghai');
const mn = formatFor('mn', 'Asia/Ulaanbaatar');
const en = formatFor('en', 'Asia/Shanghai');

describe('dates', () => {
  it.each([
    [zh, '2026年11月21日', '2026-11-21', '11-21'],
    [mn, '2026 оны 11-р сарын 21', '2026.11.21', '11.21'],
    [en, '21 November 2026', '21 Nov 2026', '21 Nov'],
  ])('are written as the language writes them (%#)', (format, long, short, withoutYear) => {
    expect(format.date('2026-11-21')).toBe(long);
    expect(format.shortDate('2026-11-21')).toBe(short);
    expect(format.dayMonth('2026-11-21')).toBe(withoutYear);
  });

  it('shows an instant in the zone of the deployment, also past midnight', () => {
    expect(zh.dateTime('2026-11-20T16:06:59Z')).toBe('2026-11-21 00:06');
    expect(en.dayMonthTime('2026-11-20T06:06:00Z')).toBe('20 Nov 14:06');
    expect(isoDay(dateParts('2026-12-31T16:00:00Z', 'Asia/Ulaanbaatar'))).toBe('2027-01-01');
  });

  it('never shifts a plain day, whatever the zone', () => {
    expect(formatFor('zh', 'America/Los_Angeles').shortDate('2026-03-01')).toBe('2026-03-01');
  });

  it('reads a day as people type it, and nothing that is no day', () => {
    for (const text of ['2026-03-31', '2026.3.31', '20260331', '２０２６-３-３１', '2026年3月31日']) expect(readDay(text, 'zh')).toBe('2026-03-31');
    expect(readDay('31 March 2026', 'en')).toBe('2026-03-31');
    expect(['2026-02-30', '2026-13-01', '31', '', '0026-01-01'].map((text) => readDay(text, 'zh'))).toEqual([null, null, null, null, null]);
  });

  it('names a month', () => {
    expect([zh, mn, en].map((format) => format.month('2026-11'))).toEqual(['2026年11月', '2026 оны 11-р сар', 'Nov 2026']);
  });
});

describe('money', () => {
  it('keeps fen, drops the unused hundredths of the tugrik', () => {
    expect(zh.money({ minor: 117000, currency: 'CNY' })).toBe('¥1,170.00');
    expect(en.money({ minor: 30000000, currency: 'MNT' })).toBe('₮300,000');
    expect(mn.money({ minor: 30000000, currency: 'MNT' })).toBe('₮\u00a0300,000');
  });

  it('is exact to the last fen and writes a real minus', () => {
    expect(zh.amount({ minor: 9007199254740991, currency: 'CNY' })).toBe('90,071,992,547,409.91');
    expect(zh.amount({ minor: -5, currency: 'CNY' })).toBe('−0.05');
    expect(zh.money({ minor: -30000, currency: 'CNY' })).toBe('−¥300.00');
    expect(zh.signed({ minor: 1526025, currency: 'CNY' })).toBe('+15,260.25');
  });

  it('reads what is typed, with separators and full-width digits', () => {
    expect(parseAmount('17,400.00')).toBe(1740000);
    expect(parseAmount(' １２３４．５ ')).toBe(123450);
    expect(parseAmount('¥ 0.1')).toBe(10);
    expect(parseAmount('-3')).toBe(-300);
    expect(['', 'abc', '1.234', '1e3'].map(parseAmount)).toEqual([null, null, null, null]);
  });
});

describe('big numbers', () => {
  it('are shortened from a million on, each language in its own units', () => {
    expect([zh, mn, en].map((format) => format.big(312_000_000))).toEqual(['3.12亿', '312 сая', '312m']);
    expect([zh, mn, en].map((format) => format.big(1_250_000_000))).toEqual(['12.5亿', '1.25 тэрбум', '1.25bn']);
    expect([zh, mn, en].map((format) => format.bigMoney({ minor: 31_200_000_000, currency: 'CNY' }))).toEqual(['¥3.12亿', '¥\u00a0312 сая', '¥312m']);
    expect(zh.bigMoney({ minor: 117000, currency: 'CNY' })).toBe('¥1,170.00');
    expect([zh, mn, en].map((format) => format.big(412_806))).toEqual(['412,806', '412,806', '412,806']);
  });

  it('writes shares and their change', () => {
    expect(zh.percent(0.964)).toBe('96.4%');
    expect(zh.change(-0.004)).toBe('−0.4%');
    expect(zh.change(0.02, 0)).toBe('+2%');
  });
});

describe('names and numbers of people', () => {
  it('sorts Chinese by pinyin and Mongolian by the given name', () => {
    expect(['王玉梅', '陈守田', '李长青'].toSorted(zh.compare)).toEqual(['陈守田', '李长青', '王玉梅']);
    expect(['Дорж Сүх', 'Пүрэв Алтан'].toSorted(mn.compare)).toEqual(['Пүрэв Алтан', 'Дорж Сүх']);
  });

  it('knows the script of a name and tells a rare character', () => {
    expect([scriptOf('覃玉兰'), scriptOf('Бат Сүх'), scriptOf('Chen')]).toEqual(['zh-Hans', 'mn', undefined]);
    expect(codePoint('𬀩')).toBe('U+2C029');
  });

  it('groups an identity number while it is typed', () => {
    expect(groupedResidentId('11010519491231002x')).toBe('110105 19491231 002X');
    expect(groupedResidentId('１１０１０５ １９４９')).toBe('110105 1949');
  });
});
