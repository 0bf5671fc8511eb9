// Examples to freeze: taken from a log where there is one, drafted from the shape where there is none.
import { createHash } from 'node:crypto';

/** A personal field as it lies in a log; what is in it opens for nobody. */
const SEALED = 'eyJhbGciOiJkaXIifQ..bm8taXY.bm8tdGV4dA.bm8tdGFn';
const IS_SEALED = /^eyJ[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/;

/** Personal fields and keyed tokens do not leave the log they stand in. */
export function withoutPersons(value, key = '') {
  if (typeof value === 'string') return IS_SEALED.test(value) ? SEALED : key === 'idToken' ? 't1:0000000000000000' : value;
  if (Array.isArray(value)) return value.map((one) => withoutPersons(one, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutPersons(one, name)]));
}

/** What the name of a field says about its text. */
const TEXTS = [
  [/^(at|.*At)$/, '2026-11-22T02:00:00.000Z'], [/^(on|from|until|to|.*On|birthDate|asOf|date)$/, '2026-11-22'], [/^(period)$/, '2026-11'], [/^(by|actor|.*By|agent|collector)$/, 'town1'], [/^area|Area$/, '341524100001'],
  [/^(name|payeeName|account|idNumber|phone|address|holderName)$/, SEALED], [/^idToken$/, 't1:0000000000000000'], [/[hH]ash$/, 'ab'.repeat(32)],
  [/^(reason|note|text|words|answer)$/, 'as the papers say'], [/^(code)$/, 'AC04'], [/^(zh|mn|en)$/, 'text'], [/^(number|reference|document|messageId)$/, 'H-341524-0001'],
];

/** The smallest value of a shape that says something: every field there, every list with one entry. */
export function draft(schema, key = '', definitions = schema.definitions ?? {}, depth = 0) {
  if (schema.$ref) return depth > 3 ? null : draft(definitions[schema.$ref.split('/').at(-1)], key, definitions, depth + 1);
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return draft(schema.anyOf.find(({ type }) => type !== 'null') ?? schema.anyOf[0], key, definitions, depth + 1);
  switch (schema.type) {
    case 'null': return null;
    case 'boolean': return true;
    case 'number': return 1;
    case 'string': return TEXTS.find(([name]) => name.test(key))?.[1] ?? idOf(key);
    case 'array': return (Array.isArray(schema.items) ? schema.items : [schema.items]).map((items) => draft(items, key, definitions, depth + 1));
    default: return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, one]) => [name, draft(one, name, definitions, depth)]));
  }
}

/** An id of its own for each field, always the same. */
function idOf(key) {
  const hex = createHash('sha256').update(key).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
