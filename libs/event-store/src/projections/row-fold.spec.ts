import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '@hearth/event-sourcing';
import { rows } from './projection.ts';
import { foldRows, type RowVersion } from './row-fold.ts';

interface Sum { readonly sum: number }

const sums = rows<Sum>({
  name: 'sums', version: 1,
  keys: (fact) => fact.stream,
  on: {
    Added: (row, fact: RecordedEvent<{ type: 'Added'; data: { n: number } }>) => ({ sum: (row?.sum ?? 0) + fact.data.n }),
    Seen: (row) => row,
    Closed: () => undefined,
  },
});

let position = 0;
function event(type: string, recordedAt: string, data: object = { n: 1 }, area: string | null = '34', command = 'c'): RecordedEvent {
  position += 1;
  return {
    id: `e${position}`, stream: 'row', version: position, position, type, schemaVersion: 1, data, effectiveOn: '2026-01-01', recordedAt,
    metadata: { actor: { sub: 's', role: 'r', area: '*' }, household: null, area, key: 'k', causationId: null, correlationId: command, traceparent: null, basis: [] },
  };
}

const times = (versions: readonly RowVersion[]): unknown[] => versions.map(({ body, from, to }) => [body, from, to]);
const latest = (version: RowVersion | undefined): ReadonlyMap<string, RowVersion> => new Map(version === undefined ? [] : [['row', version]]);
const [T1, T2, T3] = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', '2026-01-03T00:00:00.000Z'] as const;

describe('foldRows', () => {
  it('closes a version where the next begins', () => {
    expect(times(foldRows(sums, [event('Added', T1), event('Added', T2)], latest(undefined)))).toEqual([[{ sum: 1 }, T1, T2], [{ sum: 2 }, T2, null]]);
  });

  it('changes a version in place for the facts of one command: nobody can ask for the time between', () => {
    const events = [event('Added', T1), event('Added', T1)];
    const [row, ...others] = foldRows(sums, events, latest(undefined));
    expect([times([row!]), others]).toEqual([[[{ sum: 2 }, T1, null]], []]);
    expect([row?.since, row?.version, row?.until]).toEqual([events[0]?.position, events[1]?.position, null]);
  });

  it('keeps both versions of two commands of the same instant, told apart by position', () => {
    const by = (command: string): RecordedEvent => event('Added', T1, { n: 1 }, '34', command);
    const [one, two] = [by('first'), by('second')];
    const versions = foldRows(sums, [one, two], latest(undefined));
    expect(times(versions)).toEqual([[{ sum: 1 }, T1, T1], [{ sum: 2 }, T1, null]]);
    expect(versions.map(({ since, until }) => [since, until])).toEqual([[one.position, two.position], [two.position, null]]);
  });

  it('writes nothing when a handler gives the row back, or has no row to remove', () => {
    const [row] = foldRows(sums, [event('Added', T1)], latest(undefined));
    expect(foldRows(sums, [event('Seen', T2), event('Unknown', T2)], latest(row))).toEqual([]);
    expect(foldRows(sums, [event('Closed', T2)], latest(undefined))).toEqual([]);
  });

  it('ends a row and lets it begin again, in the same instant too', () => {
    const [row] = foldRows(sums, [event('Added', T1)], latest(undefined));
    expect(times(foldRows(sums, [event('Closed', T2)], latest(row)))).toEqual([[{ sum: 1 }, T1, T2]]);
    expect(times(foldRows(sums, [event('Closed', T2), event('Added', T3)], latest(row)))).toEqual([[{ sum: 1 }, T1, T2], [{ sum: 1 }, T3, null]]);
    expect(times(foldRows(sums, [event('Closed', T1), event('Added', T1)], latest(row)))).toEqual([[{ sum: 1 }, T1, null]]);
  });

  it('never lets versions overlap when events were stamped in the other order', () => {
    expect(times(foldRows(sums, [event('Added', T2), event('Added', T1)], latest(undefined)))).toEqual([[{ sum: 2 }, T2, null]]);
    const [ended] = foldRows(sums, [event('Added', T1), event('Closed', T3)], latest(undefined));
    expect(times(foldRows(sums, [event('Added', T2)], latest(ended)))).toEqual([[{ sum: 1 }, T3, null]]);
  });

  it('keeps the place of a row when an event does not name one', () => {
    const [row] = foldRows(sums, [event('Added', T1, { n: 1 }, '34')], latest(undefined));
    const versions = foldRows(sums, [event('Added', T2, { n: 1 }, null)], latest(row));
    expect(versions.map((version) => version.area)).toEqual(['34', '34']);
  });

  it('is the same in one batch and in many', () => {
    const types = ['Added', 'Added', 'Closed', 'Added', 'Seen', 'Closed', 'Closed', 'Added', 'Added'];
    const at = [T1, T1, T1, T2, T2, T2, T3, T3, T3];
    const events = types.map((type, n) => event(type, at[n] ?? T3));
    const stored = new Map<string, RowVersion>();
    let last: RowVersion | undefined;
    for (const one of events) {
      for (const version of foldRows(sums, [one], latest(last))) {
        stored.set(String(version.since), version);
        last = version;
      }
    }
    expect(foldRows(sums, events, latest(undefined))).toEqual([...stored.values()]);
  });
});
