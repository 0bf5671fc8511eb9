import canonicalJsonOf from 'canonicalize';

// The package is CommonJS and its types describe an ES module: the function itself is what arrives.
const canonicalize = canonicalJsonOf as unknown as (value: unknown) => string | undefined;

/** RFC 8785: the same value is always the same bytes. @throws TypeError for what JSON cannot say, Error for NaN and infinity */
export function canonicalJson(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a value that JSON can say');
  return text;
}
