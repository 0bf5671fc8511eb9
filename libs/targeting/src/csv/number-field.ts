const MISSING = new Set(['', 'NA', 'NaN', 'nan']);
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const PLUS = 43, NINE = 57;

/** Stands for text that is neither a number nor a mark of a missing value. A number itself, so that the way from text to column makes no objects. */
export const NOT_A_NUMBER = Number.NEGATIVE_INFINITY;

/** The number in a field; NaN where it is missing (empty, NA, NaN), NOT_A_NUMBER where it is text. */
export function numberField(text: string): number {
  const value = Number(text), first = text.charCodeAt(0);
  // What begins like a number and goes on like one; `Number` also reads nothing, `0x10` and `Infinity`, which are looked at more closely.
  if (Number.isFinite(value) && first >= PLUS && first <= NINE && !(text.charCodeAt(1) > NINE)) return value;
  return fromText(text.trim());
}

function fromText(text: string): number {
  if (MISSING.has(text)) return Number.NaN;
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : NOT_A_NUMBER;
}
