import type { EventStore } from '@hearth/event-store';
import type { TopicPartition } from '../bus/bus.ts';
import type { Log } from '../log.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Epochs } from './epochs.ts';
import type { HeldEvents } from './held-events.ts';
import type { Intake } from './intake.ts';
import type { Bounds } from './place.ts';
import type { TurnOptions } from './turn.ts';
import type { Rules } from './verdict.ts';

/** What the inbox's transactions work with. */
export interface InboxParts extends TurnOptions, Rules {
  readonly schema: string;
  readonly sources: ReadonlySet<string>;
  readonly store: Pick<EventStore, 'inTransaction' | 'eventById'>;
  readonly intake: Intake;
  readonly held: HeldEvents;
  readonly deadLetters: DeadLetters;
  readonly epochs: Epochs;
  readonly log: Log;
  /** What the broker holds of a partition. */
  readonly boundsOf: (partition: TopicPartition) => Promise<Bounds>;
  /** Counts a fact that has no consumer here. */
  readonly unheard: (type: string) => void;
  /** A fact has to wait for another. */
  readonly waits: () => void;
}
