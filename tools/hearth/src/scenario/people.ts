import { randomInt } from 'node:crypto';
import { addDays, residentIdCheckDigit } from '@hearth/kernel';

export type Relation = 'head' | 'spouse' | 'child' | 'parent' | 'grandchild' | 'grandparent' | 'sibling' | 'other';
export interface InventedPerson {
  readonly name: string;
  readonly idKind: 'cn-resident-id' | 'mn-registration';
  readonly idNumber: string;
  readonly relation: Relation;
  readonly sex?: 'male' | 'female';
  readonly student?: boolean;
  readonly workCapacity?: 'able' | 'partial' | 'none';
  readonly phone?: string;
  readonly disability?: { readonly kind: 'physical' | 'intellectual' | 'visual'; readonly level: number };
}

/** Whole number from 0 up to, not including, `below`. Stories draw by chance; samples from a fixed seed. */
export type Draw = (below: number) => number;
export const byChance: Draw = (below) => randomInt(below);

const SURNAMES = '陈 王 李 张 刘 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗'.split(' ');
const GIVEN = ['守田', '玉梅', '小雨', '小川', '桂兰', '长青', '秀英', '成山', '家富', '月娥', '大有', '世清', '小兵', '春生', '秋菊', '建国', '文静', '晓东', '海燕', '立新'];
const MN_FATHER = ['Бат', 'Дорж', 'Ганбаатар', 'Пүрэв', 'Сүхбаатар', 'Цэрэн', 'Нямдорж', 'Мөнхбат'];
const MN_MALE = ['Тэмүүлэн', 'Батбаяр', 'Ганзориг', 'Энхбат', 'Төгөлдөр', 'Өлзий'];
const MN_FEMALE = ['Номин', 'Сарангэрэл', 'Оюунчимэг', 'Болормаа', 'Үүрийнтуяа', 'Энхжин'];
const pick = <T>(list: readonly T[], draw: Draw): T => list[draw(list.length)]!;

/** A day so many years (and up to one more) before `on`. */
export const bornBefore = (on: string, years: number, draw: Draw): string => addDays(on, -Math.round(years * 365.25) - 1 - draw(330));

/** A number that was never issued: area 99xxxx, valid birth date, valid check digit. */
export function residentId(birthDate: string, sex: 'male' | 'female', draw: Draw): string {
  const area = `99${String(draw(10_000)).padStart(4, '0')}`;
  const sequence = draw(499) * 2 + (sex === 'male' ? 1 : 2);
  const first17 = `${area}${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return `${first17}${residentIdCheckDigit(first17)}`;
}

/** Letters ЯЯ stand for no aimag; 20 is added to the month for births from 2000 on. */
export function mongolianId(birthDate: string, draw: Draw): string {
  const [year, month, day] = birthDate.split('-') as [string, string, string];
  return `ЯЯ${year.slice(2)}${String(Number(month) + (Number(year) >= 2000 ? 20 : 0)).padStart(2, '0')}${day}${String(draw(100)).padStart(2, '0')}`;
}

export interface Invention { readonly relation: Relation; readonly years: number; readonly sex?: 'male' | 'female'; readonly more?: Partial<InventedPerson> }

/** Chinese people of one family; children carry the head's surname. */
export function inventFamily(members: readonly Invention[], on: string, draw: Draw = byChance): InventedPerson[] {
  const surname = pick(SURNAMES, draw);
  return members.map(({ relation, years, sex = draw(2) === 0 ? 'male' : 'female', more = {} }) => ({
    name: `${relation === 'spouse' ? pick(SURNAMES, draw) : surname}${pick(GIVEN, draw)}`, idKind: 'cn-resident-id', idNumber: residentId(bornBefore(on, years, draw), sex, draw), relation, ...more,
  }));
}

/** Mongolian people: patronymic and given name. */
export function inventMongolianFamily(members: readonly Invention[], on: string, draw: Draw = byChance): InventedPerson[] {
  const father = pick(MN_FATHER, draw);
  return members.map(({ relation, years, sex = draw(2) === 0 ? 'male' : 'female', more = {} }) => ({
    name: `${father} ${pick(sex === 'male' ? MN_MALE : MN_FEMALE, draw)}`, idKind: 'mn-registration', idNumber: mongolianId(bornBefore(on, years, draw), draw), relation, sex, ...more,
  }));
}
