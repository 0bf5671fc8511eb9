import { describe, expect, it } from '@jest/globals';
import { nameTerms, phoneDigits, queryTerms } from './name-terms.ts';

/** Found as the blind index finds: every term of the question is a term of the name. */
const finds = (question: string, name: string): boolean => { const terms = queryTerms(question); return terms.length > 0 && terms.every((term) => nameTerms(name).includes(term)); };

describe('a Chinese name', () => {
  it('is indexed whole, by character and by syllable, without tones and doubles', () => {
    expect(nameTerms('陈守田')).toEqual(['陈守田', '陈', '守', '田', 'chen', 'shou', 'tian']);
    expect(nameTerms('陈陈')).toEqual(['陈陈', '陈', 'chen']);
  });

  it('is read as a surname where it stands first', () => {
    expect(nameTerms('单小雨')).toContain('shan');
    expect(nameTerms('曾长青')).toContain('zeng');
  });

  it.each(['陈守田', '守田', '田', '陈 守 田', 'chen', 'CHEN', 'chen shou', 'shou tian chen', ' chen  tian ', 'ｃｈｅｎ'])('陈守田 is found by %s', (question) => { expect(finds(question, '陈守田')).toBe(true); });
  it.each(['王', '陈玉', 'wang', 'chen yu', 'che', '陈守天', '990101'])('陈守田 is not found by %s', (question) => { expect(finds(question, '陈守田')).toBe(false); });

  it('may have characters beyond the first plane, and a dot', () => {
    expect(finds('𬀩', '王𬀩')).toBe(true);
    expect(finds('买买提', '买买提·吐尔逊')).toBe(true);
  });
});

describe('a Mongolian name', () => {
  it.each(['Бат Тэмүүлэн', 'тэмүүлэн', 'ТЭМҮҮЛЭН', 'бат', 'Тэмүүлэн Бат', 'Б. Тэмүүлэн', 'Б.Тэмүүлэн'])('Бат Тэмүүлэн is found by %s', (question) => { expect(finds(question, 'Бат Тэмүүлэн')).toBe(true); });
  it.each(['Б.Тэмүүлэн', 'Тэмүүлэн'])('Б.Тэмүүлэн is found by %s', (question) => { expect(finds(question, 'Б.Тэмүүлэн')).toBe(true); });
  it('is one word across a hyphen', () => { expect(finds('бат-эрдэнэ', 'Дорж Бат-Эрдэнэ')).toBe(true); expect(finds('батэрдэнэ', 'Дорж Бат-Эрдэнэ')).toBe(true); });
  it.each(['Батаа', 'Номин', 'Б'])('Бат Тэмүүлэн is not found by %s', (question) => { expect(finds(question, 'Бат Тэмүүлэн')).toBe(false); });
});

describe('nothing', () => {
  it.each(['', '  ', '·', '.', '- -'])('%j asks for nobody', (question) => { expect(finds(question, '陈守田')).toBe(false); });
});

describe('a telephone', () => {
  it.each(['13800002207', '138 0000 2207', '138-0000-2207', '１３８００００２２０７', '(138) 0000 2207'])('%s is the same number', (text) => { expect(phoneDigits(text)).toBe('13800002207'); });
});
