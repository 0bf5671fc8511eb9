import { fieldText, type CsvRecord } from './csv-scanner.ts';

/** Powers of ten that a double holds exactly: dividing an exact whole number by one of them rounds once, so it is the nearest double. */
const TENS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const MISSING = new Set(['', 'NA', 'NaN', 'nan']);

/** Stands for text that is neither a number nor a mark of a missing value. A number itself, so that the way from bytes to column makes no objects. */
export const NOT_A_NUMBER = Number.NEGATIVE_INFINITY;

/** The number in a field; NaN where it is missing (empty, NA, NaN), NOT_A_NUMBER where it is text. Correctly rounded, as JavaScript's own conversion is. */
export function numberField(record: CsvRecord, field: number): number {
  const { bytes } = record, end = record.ends[field]!;
  let at = record.starts[field]!, whole = 0, digits = 0, decimals = 0, point = false;
  if (at === end) return Number.NaN;
  const negative = bytes[at] === 45;
  if (negative) at++;
  for (; at < end; at++) {
    const digit = bytes[at]! - 48;
    if (digit >= 0 && digit <= 9) {
      whole = whole * 10 + digit;
      digits++;
      if (point) decimals++;
    } else if (digit === -2 && !point) point = true;
    else return slowNumber(record, field);
  }
  if (digits === 0 || digits > 15) return slowNumber(record, field);
  const size = whole / TENS[decimals]!;
  return negative ? -size : size;
}

function slowNumber(record: CsvRecord, field: number): number {
  const text = fieldText(record, field);
  if (MISSING.has(text)) return Number.NaN;
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : NOT_A_NUMBER;
}
