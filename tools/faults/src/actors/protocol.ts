import type { Breakage } from '../breakages.ts';
import type { KillPoint } from '../kill-points.ts';

/** Where facts travel: a real Kafka, or the table of the log adapter. */
export type BusAddress = { readonly kafka: string } | { readonly log: string };

/** At the `after`th pass of the point the process kills itself, or stands still there until it is told to go on. */
export interface Trap { readonly point: KillPoint; readonly after: number; readonly how: 'kill' | 'hold' }

interface Common {
  readonly url: string;
  readonly bus: BusAddress;
  readonly speaking: string;
  readonly seed: number;
  readonly trap: Trap | null;
  readonly breakage: Breakage | null;
}

/** Writes its plan into its log and publishes it. */
export interface SpeakerConfig extends Common {
  readonly role: 'speaker';
  readonly events: number;
  readonly leastStreams: number;
  readonly writing: Writing | null;
  /** Events per publish; null: no relay in this process. */
  readonly relayBatch: number | null;
  /** The schema version this release writes, and the newest it knows. */
  readonly release: 1 | 2 | 3;
}

export interface Writing {
  readonly writers: number;
  /** Of the plan, 0…1: what is there already is not written again. */
  readonly share: number;
  /** Spread over so many milliseconds; 0: as fast as they can. */
  readonly overMs: number;
  /** Transactions are held open and some rolled back; so many pairs are staged so that the earlier position commits last. */
  readonly staged: number | null;
}

export interface HearerConfig extends Common {
  readonly role: 'hearer';
  readonly hearing: string;
  readonly maxBatch: number;
  /** Whose facts fail in the handler, and how. */
  readonly failing: Failing;
  /** Whether it listens from the start, or when told to `join`. */
  readonly joins: boolean;
}

export interface Failing {
  /** Streams whose first fact always throws. */
  readonly always: readonly string[];
  /** Streams whose first fact throws twice, then works. */
  readonly twice: readonly string[];
  /** Streams whose first fact fails twice as if the database were away. */
  readonly transient: readonly string[];
  /** What `always` and `twice` throw. */
  readonly as: 'Error' | 'TypeError';
}

/** Builds the hearer's projection anew from the first event, into new tables, and switches. Goes on with a rebuild that was broken off. */
export interface RebuilderConfig extends Common {
  readonly role: 'rebuilder';
  readonly hearing: string;
  readonly batch: number;
}

export type ActorConfig = SpeakerConfig | HearerConfig | RebuilderConfig;

/** An append that was answered with yes: versions `from`…`to` of a stream, in the events of these ids; who does not wait for the answer knows no ids. */
export interface Acked { readonly is: 'acked'; readonly stream: string; readonly from: number; readonly to: number; readonly ids: readonly string[]; readonly ms: number }

/** What a process says of itself. */
export type Word =
  | { readonly is: 'ready' }
  | Acked
  | { readonly is: 'written' }
  | { readonly is: 'staged'; readonly position: number }
  | { readonly is: 'published'; readonly count: number }
  | { readonly is: 'delivered'; readonly count: number }
  | { readonly is: 'at'; readonly point: KillPoint; readonly inHand: readonly string[] }
  | { readonly is: 'joined' }
  | { readonly is: 'left' }
  | { readonly is: 'retried'; readonly id: string; readonly done: boolean }
  | { readonly is: 'republishing' }
  | { readonly is: 'rebuilt' }
  | { readonly is: 'ended' }
  | { readonly is: 'log'; readonly level: string; readonly message: string; readonly error: string };

/** What a process is told. */
export type Order =
  | { readonly do: 'begin'; readonly config: ActorConfig }
  | { readonly do: 'go on' }
  | { readonly do: 'write'; readonly writing: Writing }
  | { readonly do: 'release' }
  | { readonly do: 'republish' }
  | { readonly do: 'join' }
  | { readonly do: 'leave' }
  | { readonly do: 'retry'; readonly id: string }
  | { readonly do: 'mend' }
  | { readonly do: 'end' };
