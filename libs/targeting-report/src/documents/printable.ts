/** What the report's typeface has signs for: Latin, Greek, Cyrillic with Ө and Ү, and the signs that reports use. */
const PRINTABLE = /[\n\u0020-\u007e\u00a0-\u017f\u0384-\u03ce\u0400-\u0486\u0488-\u0513\u1e80-\u1e85\u1ea0-\u1ef9\u2010-\u2011\u2013-\u2015\u2017-\u201e\u2020-\u2022\u2026\u2030\u2039-\u203a\u20ac\u2116\u2122\u2212\u2248\u2260\u2264-\u2265]/u;

/** A text as the typeface can show it: of a character that it lacks, the code point, never an empty box. */
export const printable = (text: string): string => Array.from(text, (character) => (PRINTABLE.test(character) ? character : character === '₮' ? 'MNT' : `‹U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}›`)).join('');
