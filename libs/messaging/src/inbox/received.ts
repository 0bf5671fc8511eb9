import { uuidv5 } from '@hearth/event-store';
import type { Delivered } from '../bus/bus.ts';
import { idOf, MalformedFact, toFact } from '../envelope.ts';
import type { Fact } from '../fact.ts';

/** Records without an id of their own get one from their place. */
const PLACES = '6f1b9f0e-6a4b-4b0e-9d55-1b0a3a1c7f20';

/** A record as it came, read as a fact when it is one. */
export interface Received {
  readonly record: Delivered;
  readonly eventId: string;
  readonly fact: Fact | MalformedFact;
}

export function receive(record: Delivered): Received {
  return { record, eventId: idOf(record) ?? uuidv5(`${record.topic}/${record.partition}/${record.offset}`, PLACES), fact: read(record) };
}

export const typeOf = ({ record, fact }: Received): string => (fact instanceof MalformedFact ? record.headers['ce_type'] ?? 'unknown' : fact.type);

export const factsOf = (received: readonly Received[]): readonly Fact[] => received.flatMap(({ fact }) => (fact instanceof MalformedFact ? [] : [fact]));

function read(record: Delivered): Fact | MalformedFact {
  try { return toFact(record); } catch (error) {
    if (error instanceof MalformedFact) return error;
    throw error;
  }
}
