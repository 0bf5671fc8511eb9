/**
 * RFC 8785: the same value is always the same bytes. Properties by UTF-16 code unit, no blanks, numbers and strings as ECMAScript writes
 * them; what JSON cannot say is left out of objects and null in lists, as JSON.stringify has it. NaN and infinity are refused.
 */
export function canonicalJson(value: object): string {
  const text = write(value);
  if (text === undefined) throw new TypeError('not a value that JSON can say');
  return text;
}

function write(value: unknown): string | undefined {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value === null) return 'null';
  if (typeof value === 'bigint') throw new TypeError('JSON has no big integers');
  return typeof value === 'object' ? composite(value) : undefined;
}

/** Most texts need no escapes, and to look costs less than to have them made: half of all texts here are names of properties. */
const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`JSON has no ${value}`);
  return JSON.stringify(value);
}

function composite(value: object): string | undefined {
  if ('toJSON' in value && typeof value.toJSON === 'function') return write(value.toJSON());
  return Array.isArray(value) ? list(value) : properties(value as Readonly<Record<string, unknown>>);
}

function list(values: readonly unknown[]): string {
  let text = '';
  // Not `map`, which would skip the holes of a list.
  for (const value of values) text += `${text === '' ? '' : ','}${write(value) ?? 'null'}`;
  return `[${text}]`;
}

function properties(value: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const name of Object.keys(value).toSorted()) {
    const part = write(value[name]);
    if (part !== undefined) text += `${text === '' ? '' : ','}${quoted(name)}:${part}`;
  }
  return `{${text}}`;
}
