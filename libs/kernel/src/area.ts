import { CHINA_TIME } from './instants.ts';
import type { Currency } from './money.ts';

/**
 * An administrative area by its code.
 * China (GB/T 2260 and the codes below it, without padding zeros): province 2 digits, prefecture 4, county 6, town 9, village or
 * community 12. Mongolia (ISO 3166-2 and two levels below): aimag `MN-073` (the capital `MN-1`), soum or district `MN-073-04`, bagh or
 * khoroo `MN-073-04-01`. `*` is all areas.
 * Codes change and merge; whether one exists on a date is for the table of areas to say, here only its shape counts.
 */
export type AreaCode = string;
export type Country = 'CN' | 'MN';
export type AreaLevel = 'all' | 'province' | 'prefecture' | 'county' | 'town' | 'village' | 'aimag' | 'soum' | 'bagh';

export const ALL_AREAS = '*';

const CHINESE = /^[1-9]\d(?:(?!00)\d{2}(?:\d{2}(?:(?!000)\d{3}(?:(?!000)\d{3})?)?)?)?$/;
const MONGOLIAN = /^MN-(?:(?!000)\d{3}|1)(?:-(?!00)\d{2}(?:-(?!00)\d{2})?)?$/;
const CHINESE_LEVELS = [[2, 'province'], [4, 'prefecture'], [6, 'county'], [9, 'town'], [12, 'village']] as const;
const MONGOLIAN_LEVELS = ['aimag', 'soum', 'bagh'] as const;
/** The aimags on Hovd time, an hour behind Ulaanbaatar: Khovd, Uvs, Bayan-Ölgii (IANA time zone database). */
const WESTERN_AIMAGS = ['MN-043', 'MN-046', 'MN-071'];

/**
 * Why `code` is no area code, or undefined. Codes padded with zeros (`340000` for the province `34`) are refused, as they would be no
 * ancestors of anything; only a padded prefecture (`341500`) passes, because cities without counties really carry such codes.
 */
export function areaProblem(code: unknown): string | undefined {
  if (typeof code !== 'string') return 'must be text';
  if (code === ALL_AREAS || CHINESE.test(code) || MONGOLIAN.test(code)) return undefined;
  return code.startsWith('MN')
    ? 'a Mongolian area is written MN-073, MN-073-04 or MN-073-04-01'
    : 'a Chinese area has 2, 4, 6, 9 or 12 digits without padding zeros';
}

function assertArea(code: AreaCode): void {
  const problem = areaProblem(code);
  if (problem !== undefined) throw new RangeError(`area: ${problem}`);
}

const isMongolian = (code: AreaCode): boolean => code.startsWith('MN-');

/** The level of an area; `all` for `*`. @throws RangeError on no area code. */
export function areaLevel(code: AreaCode): AreaLevel {
  assertArea(code);
  if (code === ALL_AREAS) return 'all';
  const level = isMongolian(code) ? MONGOLIAN_LEVELS[code.split('-').length - 2] : CHINESE_LEVELS.find(([digits]) => digits === code.length)?.[1];
  return level ?? 'all';
}

/** The area one level up; `*` above a province or an aimag, undefined above `*`. @throws RangeError on no area code. */
export function parentArea(code: AreaCode): AreaCode | undefined {
  assertArea(code);
  if (code === ALL_AREAS) return undefined;
  if (isMongolian(code)) return code.split('-').length === 2 ? ALL_AREAS : code.slice(0, code.lastIndexOf('-'));
  const digits = CHINESE_LEVELS.findLast(([length]) => length < code.length)?.[0];
  return digits === undefined ? ALL_AREAS : code.slice(0, digits);
}

/** All areas above, the nearest first and `*` last; none for `*`. @throws RangeError on no area code. */
export function ancestors(code: AreaCode): AreaCode[] {
  const parent = parentArea(code);
  return parent === undefined ? [] : [parent, ...ancestors(parent)];
}

/**
 * Whether `code` is `scope` or lies below it, level by level: `3415` is within `34`, `MN-073-04` is not within `MN-07`.
 * Where either is no area code the answer is false, so that a broken scope opens nothing.
 */
export function isWithin(code: AreaCode, scope: AreaCode): boolean {
  if (areaProblem(code) !== undefined || areaProblem(scope) !== undefined) return false;
  return code === scope || ancestors(code).includes(scope);
}

/** The country (ISO 3166-1) an area lies in. @throws RangeError on no area code, and on `*`, which lies in none. */
export function countryOf(code: AreaCode): Country {
  assertArea(code);
  if (code === ALL_AREAS) throw new RangeError('area: * lies in no single country');
  return isMongolian(code) ? 'MN' : 'CN';
}

/** The IANA time zone an area's offices keep; all of China keeps Beijing time. @throws RangeError as `countryOf`. */
export function areaTimeZone(code: AreaCode): string {
  if (countryOf(code) === 'CN') return 'Asia/Shanghai';
  return WESTERN_AIMAGS.some((aimag) => isWithin(code, aimag)) ? 'Asia/Hovd' : 'Asia/Ulaanbaatar';
}

/** As {@link areaTimeZone}; what lies in no single area keeps China's time. */
export const timeZoneOf = (code: AreaCode | null): string => (code === null || code === ALL_AREAS || areaProblem(code) !== undefined ? CHINA_TIME : areaTimeZone(code));

/** The currency benefits are paid in. @throws RangeError as `countryOf`. */
export const currencyOf = (code: AreaCode): Currency => (countryOf(code) === 'CN' ? 'CNY' : 'MNT');
