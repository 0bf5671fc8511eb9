import type { Actor, Basis } from '@hearth/event-sourcing';
import type { EpochHeard } from './epochs.ts';

export interface PartitionStatus { readonly topic: string; readonly partition: number; readonly next: number; readonly end: number; readonly lag: number }

/** A fact kept back because it rests on another that has not come. */
export interface WaitingFact { readonly eventId: string; readonly topic: string; readonly key: string; readonly type: string; readonly since: string; readonly needs: readonly Basis[] }

export interface InboxStatus {
  readonly partitions: readonly PartitionStatus[];
  readonly lag: number;
  /** Age of the oldest fact that was not taken in; what is held has been. */
  readonly ageSeconds: number;
  /** Facts queued behind a dead letter or a waiting one. */
  readonly held: number;
  readonly waiting: number;
  /** Those that wait for more than a minute. */
  readonly waitingLong: readonly WaitingFact[];
  /** How long the one that is held longest has been, dead letters included. */
  readonly heldAgeSeconds: number;
  /** Keys whose facts go to the end of a queue. */
  readonly parkedKeys: number;
  readonly deadLetters: number;
  /** Event types without a consumer here, and how often they came since the start. */
  readonly unknown: Readonly<Record<string, number>>;
  readonly lastPoll: string | null;
  /** By service, in which epoch of its log it speaks. */
  readonly epochs: readonly EpochHeard[];
  /** Partitions whose batch is being retried, with the error's code. */
  readonly retrying: readonly string[];
}

/** A fact that could not be applied; its key is parked until an operator retries or skips it. The payload is never shown. */
export interface DeadLetter {
  readonly id: string;
  readonly eventId: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly type: string;
  readonly version: number | null;
  readonly error: { readonly code: string; readonly message: string };
  readonly attempts: number;
  readonly failedAt: string;
  /** Later facts of the same key that wait behind it. */
  readonly behind: number;
}

/** What an operator did with a dead letter. */
export interface Settlement { readonly deadLetter: string; readonly eventId: string; readonly type: string; readonly key: string; readonly outcome: 'retried' | 'skipped'; readonly reason: string | null; readonly actor: Actor }
