import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { isUuid } from './uuid.ts';

describe('uuid', () => {
  it('accepts any version in lower case', () => {
    fc.assert(fc.property(fc.uuid(), (id) => expect(isUuid(id)).toBe(true)));
  });

  it.each([
    ['6Ba7b810-9dad-11d1-80b4-00c04fd430c8'],
    ['6ba7b810-9dad-11d1-80b4-00c04fd430cF'],
    ['6ba7b8109dad11d180b400c04fd430c8'],
    ['{6ba7b810-9dad-11d1-80b4-00c04fd430c8}'],
    ['6ba7b810-9dad-11d1-80b4-00c04fd430c'],
    ['6ba7b810-9dad-11d1-80b4-00c04fd430c8\n'],
    [' 6ba7b810-9dad-11d1-80b4-00c04fd430c8'],
    ['6ba7b810-9dad-11d1-80b4-00c04fd430cg'],
    [''],
    [null],
    [1],
  ])('refuses %j', (x) => expect(isUuid(x)).toBe(false));
});
