import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './index.ts';

describe('canonical JSON', () => {
  it('reads back as the same value', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => { expect(canonicalJson(JSON.parse(canonicalJson(value)) as object)).toBe(canonicalJson(value)); }));
  });

  it('orders properties by UTF-16 code unit, whole numbers and surrogates too', () => {
    expect(canonicalJson({ 10: 1, 9: 2, b: 3, a: 4, '\u{1f600}': 5, '\ufb33': 6, '': 7 })).toBe('{"":7,"10":1,"9":2,"a":4,"b":3,"\u{1f600}":5,"\ufb33":6}');
  });

  it('writes numbers and strings as RFC 8785 has them', () => {
    expect(canonicalJson([Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0])).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27,0]');
    expect(canonicalJson(['\u20ac$\u000f\nA\'B"\\"/é漢'])).toBe('["€$\\u000f\\nA\'B\\"\\\\\\"/é漢"]');
  });

  it('leaves out what is not there, and keeps the places of a list', () => {
    expect(canonicalJson({ a: undefined, c: Symbol('s'), d: [1, undefined, Symbol('s')], e: new Date(0) })).toBe('{"d":[1,null,null],"e":"1970-01-01T00:00:00.000Z"}');
  });

  it('refuses what would not come back', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 10n]) expect(() => canonicalJson({ value })).toThrow(/not allowed|BigInt/);
    expect(() => canonicalJson({ toJSON: () => undefined })).toThrow(TypeError);
  });
});
