import { describe, expect, it } from '@jest/globals';
import { uuidv5 } from './uuidv5.ts';

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

describe('uuidv5', () => {
  it('makes the example of RFC 9562, appendix A.4', () => {
    expect(uuidv5('www.example.com', DNS)).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('refuses a namespace that is no UUID', () => {
    expect(() => uuidv5('a', 'space')).toThrow(RangeError);
  });
});
