import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Hashed, hashOf } from './index.ts';

/** The format in other words: every part behind its length in four bytes. */
function inParts(event: Hashed): string {
  const parts = [Buffer.from(event.previous, 'hex'), event.stream, String(event.version), event.type, String(event.schemaVersion), event.id, event.recordedAt, event.effectiveOn, event.metadata, event.data];
  const hash = createHash('sha256');
  for (const part of parts.map((one) => Buffer.from(one))) hash.update(Buffer.from([part.length >>> 24, part.length >>> 16, part.length >>> 8, part.length])).update(part);
  return hash.digest('hex');
}

const event: Hashed = {
  previous: '', stream: 'household-7c9d1c9e-58a4-4f0e-9d57-3f1f4e6c2b11', version: 1, type: 'HouseholdRegistered', schemaVersion: 2, id: '0c0e4f2a-6d0b-4e52-9e43-5f2d8a4d7a10',
  recordedAt: '2026-11-22T16:30:00.000Z', effectiveOn: '2026-11-23', metadata: '{"area":"341524100001"}', data: '{"address":"霍山县"}',
};

describe('the hash of an event', () => {
  it('is the one that every stored log was made with', () => {
    expect(hashOf(event)).toBe('c5aee4c269c2d41d4d5020cde3a6e60b5759e887efd1ddc4fe1722d8ee2f949b');
    expect(hashOf({ ...event, version: 2, previous: hashOf(event) })).toBe('64ae40d74bf0f2dc86a4c848d5ea580160b9e6cc47f9cce6abfc232361fe4e89');
  });

  it('covers the very bytes, whatever their number', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 60_000 }).map((n) => '漢'.repeat(n)));
    fc.assert(fc.property(text, text, fc.boolean(), (metadata, data, first) => {
      const one = { ...event, metadata, data, previous: first ? '' : 'ab'.repeat(32) };
      expect(hashOf(one)).toBe(inParts(one));
    }), { numRuns: 200 });
  });
});
