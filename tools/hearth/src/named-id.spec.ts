import { describe, expect, it } from '@jest/globals';
import { uuidv5 } from '@hearth/event-store';
import { isUuid } from '@hearth/kernel';
import fc from 'fast-check';
import { namedId } from './named-id.ts';

describe('a named id', () => {
  it('is the uuidv5 of the name among the samples, as others reckon it', () => {
    fc.assert(fc.property(fc.string(), (name) => { expect(namedId(name)).toBe(uuidv5(name, '0e4d8a1c-5b7f-5a0e-9c3d-2f6b8a917e54')); }));
    expect(isUuid(namedId('jinzhai.jsonl#1'))).toBe(true);
  });

  it('never changes: what was seeded once would be seeded again', () => {
    expect([namedId('jinzhai.jsonl#1'), namedId('key:jinzhai.jsonl#1')]).toEqual(['da5df3d6-5417-5c5c-a46d-191410f16fa4', 'd771aa9e-b00c-525e-87f6-5a196580e6c1']);
  });
});
