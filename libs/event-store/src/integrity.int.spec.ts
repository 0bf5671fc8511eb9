import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalJson, hashOf, type StoredEvent } from './index.ts';
import { appendOf, context, counted, newStream, type TestLog, testLog } from './testing/test-log.ts';

let log: TestLog;
beforeAll(async () => { log = await testLog(); });
afterAll(() => log.close());

/** Streams and versions whose hash is not that of what is stored. */
function broken(events: readonly StoredEvent[]): string[] {
  const last = new Map<string, string>();
  return events.flatMap((event) => {
    const right = hashOf({ ...event, previous: last.get(event.stream) ?? '' }) === event.hash;
    last.set(event.stream, event.hash);
    return right ? [] : [`${event.stream}@${event.version}`];
  });
}

describe('the chain of a stream', () => {
  it('can be recomputed from the stored bytes, and shows what was changed', async () => {
    const [one, two] = [newStream(), newStream()];
    for (const stream of [one, two, one, two, one]) {
      const { head } = await log.store.read(stream);
      await log.store.append([appendOf(stream, [{ type: 'Counted', data: { z: 1, a: { '漢': 'é', b: [1.5, null, true] } } }, counted(2)], head)], context());
    }
    expect(broken(await log.store.readStored(0, 1000, 1000))).toEqual([]);
    await log.superuser(`UPDATE "${log.service}".events SET data = '{"n":3}' WHERE stream = '${two}' AND version = 2`);
    await log.superuser(`UPDATE "${log.service}".events SET recorded_at = recorded_at - interval '1 day' WHERE stream = '${one}' AND version = 5`);
    expect(broken(await log.store.readStored(0, 1000, 1000))).toEqual([`${two}@2`, `${one}@5`]);
  });

  it('stores canonical JSON byte by byte', async () => {
    const { events: [event] } = await log.store.append([appendOf(newStream(), [{ type: 'Counted', data: { b: 1, a: '\u00e9', c: undefined } }])], context());
    const [stored] = await log.store.readStored((event?.position ?? 0) - 1, event?.position ?? 0, 1);
    expect(stored?.data).toBe('{"a":"é","b":1}');
    expect(stored?.metadata).toBe(canonicalJson(event?.metadata ?? {}));
  });

  it('cannot be confused by moving a boundary between two parts', () => {
    const parts = { previous: '', version: 1, schemaVersion: 1, id: 'i', recordedAt: 't', effectiveOn: 'd', metadata: '{}', data: '{}' };
    expect(hashOf({ ...parts, stream: 'ab', type: 'c' })).not.toBe(hashOf({ ...parts, stream: 'a', type: 'bc' }));
  });
});
