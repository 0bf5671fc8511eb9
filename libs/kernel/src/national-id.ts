import { isDay, type Day } from './days.ts';

/** What is wrong with an ID number: a stable code for the screen's language, and English text. Neither ever repeats a digit of the number. */
export interface IdProblem {
  readonly code: 'shape' | 'birth-date' | 'check-digit';
  readonly detail: string;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';
const RESIDENT_SHAPE = /^[1-9]\d{16}[\dX]$/;
const MONGOLIAN_SHAPE = /^[А-ЯЁӨҮ]{2}\d{8}$/;
/**
 * Latin capitals and the Cyrillic ones that look like them, in the same order. Y could stand for У or Ү; it becomes У, the first letter
 * of every number issued in Ulaanbaatar.
 */
const LATIN = 'ABCEHKMOPTXY';
const CYRILLIC = 'АВСЕНКМОРТХУ';

/** Full-width characters (U+FF01–FF5E) as ASCII, without any white space, zero-width characters or case. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\uFF01-\uFF5E]/g, (char) => String.fromCodePoint((char.codePointAt(0) ?? 0) - 0xfee0))
    .replaceAll(/[\s\u200B-\u200D\u2060]/g, '')
    .toUpperCase();

/**
 * An ID number as typed in the field, made uniform: full-width digits and letters as ASCII, no spaces, capitals; Latin letters at the
 * front (a Mongolian number) as the Cyrillic ones they look like. What it cannot mend it leaves for the check to name.
 */
export function normaliseId(text: string): string {
  const id = plain(text);
  return id.replace(/^\p{L}+/u, (letters) => letters.replaceAll(/[A-Z]/g, (letter) => CYRILLIC[LATIN.indexOf(letter)] ?? letter));
}

/** The check digit (0–9 or X) for the first 17 digits, by ISO 7064 MOD 11-2. @throws RangeError unless they are 17 digits. */
export function residentIdCheckDigit(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new RangeError('resident id: the check digit is reckoned from 17 digits');
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return CHECK_DIGITS.charAt(sum % 11);
}

const dayFrom = (year: string, month: string, day: string): Day => `${year}-${month}-${day}`;
const residentBirth = (id: string): Day => dayFrom(id.slice(6, 10), id.slice(10, 12), id.slice(12, 14));

function birthProblem(birth: Day, on: Day | undefined): IdProblem | undefined {
  if (!isDay(birth)) return { code: 'birth-date', detail: 'the birth date in the number is not a day of the calendar' };
  if (on !== undefined && birth > on) return { code: 'birth-date', detail: 'the birth date in the number lies in the future' };
  return undefined;
}

/**
 * Why a normalised `id` is no Chinese resident ID (GB 11643-1999), or undefined. The area of first registration is not looked up: it
 * may long have been renamed or merged. With `on` a birth after that day is a problem too.
 */
export function residentIdProblem(id: string, on?: Day): IdProblem | undefined {
  if (!RESIDENT_SHAPE.test(id)) return { code: 'shape', detail: 'must be 17 digits and a check digit, 0–9 or X' };
  if (id.slice(14, 17) === '000') return { code: 'shape', detail: 'the sequence number 000 is never issued' };
  const birth = birthProblem(residentBirth(id), on);
  if (birth !== undefined) return birth;
  if (residentIdCheckDigit(id.slice(0, 17)) === id[17]) return undefined;
  return { code: 'check-digit', detail: 'the check digit does not fit: a digit is wrong or two are swapped' };
}

/**
 * What a valid resident ID tells: date of birth, sex (odd sequence male) and the area of **first** registration, 6 digits, never to be
 * taken for the present one.
 * @throws RangeError when `residentIdProblem` finds one.
 */
export function residentIdFacts(id: string): { birthDate: Day; sex: 'male' | 'female'; area: string } {
  const problem = residentIdProblem(id);
  if (problem !== undefined) throw new RangeError(`resident id: ${problem.detail}`);
  return { birthDate: residentBirth(id), sex: Number(id[16]) % 2 === 1 ? 'male' : 'female', area: id.slice(0, 6) };
}

/** Births from 2000 on carry their month + 20. */
function mongolianBirth(id: string): Day {
  const month = Number(id.slice(4, 6));
  const since2000 = month > 20;
  return dayFrom((since2000 ? '20' : '19') + id.slice(2, 4), String(since2000 ? month - 20 : month).padStart(2, '0'), id.slice(6, 8));
}

/**
 * Why a normalised `id` is no Mongolian registration number (two Cyrillic letters, YYMMDD of birth, two digits), or undefined. With
 * `on` a birth after that day is a problem too.
 */
export function mongolianIdProblem(id: string, on?: Day): IdProblem | undefined {
  if (!MONGOLIAN_SHAPE.test(id)) return { code: 'shape', detail: 'must be two Cyrillic letters and 8 digits' };
  return birthProblem(mongolianBirth(id), on);
}

/** What a valid Mongolian registration number tells: the date of birth. @throws RangeError when `mongolianIdProblem` finds one. */
export function mongolianIdFacts(id: string): { birthDate: Day } {
  const problem = mongolianIdProblem(id);
  if (problem !== undefined) throw new RangeError(`registration number: ${problem.detail}`);
  return { birthDate: mongolianBirth(id) };
}

/** The last four characters behind an ellipsis; of fewer than eight nothing, as four would be most of it. */
function lastFour(text: string): string {
  const whole = plain(text);
  return whole.length < 8 ? '…' : `…${whole.slice(-4)}`;
}

/** An ID number as lists show it: `…002X`. */
export const maskId = (id: string): string => lastFour(normaliseId(id));
/** An account number as lists show it: `…0417`. */
export const maskAccount = (account: string): string => lastFour(account);
/** A telephone number as lists show it: `…5678`. */
export const maskPhone = (phone: string): string => lastFour(phone);
