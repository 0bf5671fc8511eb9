import type { Delivered } from '../bus/bus.ts';

/** How far a partition is read: the last event's offset and id; offset -1 before the first. */
export interface Checkpoint { readonly offset: bigint; readonly id: string | null }

export const UNREAD: Checkpoint = { offset: -1n, id: null };

/** What this process knows of a partition: that the checkpoint stands in this very topic; that it asked to read from elsewhere. */
export interface Acquaintance { readonly verified: boolean; readonly asked: boolean }

export const STRANGER: Acquaintance = { verified: false, asked: false };
const FAMILIAR: Acquaintance = { verified: true, asked: false };

/** First offset the broker still has, and the one behind its last. */
export interface Bounds { readonly start: bigint; readonly end: bigint }

/** Where a batch stands to the checkpoint: to be worked on; to be read from elsewhere (`done` as for the bus); of a topic made anew; behind a hole. */
export type Place = { readonly at: 'next' | 'anew' | 'hole'; readonly known: Acquaintance } | { readonly at: 'elsewhere'; readonly done: bigint; readonly known: Acquaintance };

export interface Arrival { readonly records: readonly Delivered[]; readonly checkpoint: Checkpoint; readonly known: Acquaintance; readonly idOf: (record: Delivered) => string | undefined }

/**
 * A broker's own offsets are advice. The event at our checkpoint is read again at the start: when another stands there, the topic was
 * made anew under the same name and everything in it counts. A batch that begins beyond the checkpoint sends the reading back.
 * Only `bounds` from the broker prove that what was asked for is not there.
 */
export function placeOf({ records, checkpoint, known, idOf }: Arrival, bounds: Bounds | null): Place {
  if (checkpoint.offset >= 0n && !known.verified) {
    const same = records.find((record) => record.offset === checkpoint.offset);
    if (same) return { at: idOf(same) === checkpoint.id ? 'next' : 'anew', known: FAMILIAR };
    return readFrom(checkpoint.offset, known, bounds);
  }
  const first = records[0]?.offset ?? 0n;
  return first <= checkpoint.offset + 1n ? { at: 'next', known: FAMILIAR } : readFrom(checkpoint.offset + 1n, FAMILIAR, bounds);
}

function readFrom(offset: bigint, known: Acquaintance, bounds: Bounds | null): Place {
  if (bounds && offset >= bounds.end) return { at: 'anew', known: FAMILIAR };
  if (bounds && offset < bounds.start) return { at: 'hole', known: FAMILIAR };
  return { at: 'elsewhere', done: offset - 1n, known: { ...known, asked: true } };
}
