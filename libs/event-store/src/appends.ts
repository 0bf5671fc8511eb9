import type { Actor, Basis, DomainEvent } from '@hearth/event-sourcing';

/** The end of a stream: the version of its last event and that event's hash in hex. */
export interface StreamHead {
  readonly version: number;
  readonly hash: string;
}

/** The head of a stream nobody has written to yet. */
export const NO_STREAM: StreamHead = { version: 0, hash: '' };

export interface StreamAppend {
  readonly stream: string;
  /** The head the decision was made on; the append fails when the stream has moved since. */
  readonly expected: StreamHead;
  readonly events: readonly DomainEvent[];
  readonly household: string | null;
  readonly area: string | null;
  readonly key: string;
  /** What this stream's events rest on; the context's basis when absent. */
  readonly basis?: readonly Basis[];
}

export interface AppendContext {
  readonly actor: Actor;
  readonly now: Date;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly traceparent: string | null;
  readonly basis: readonly Basis[];
}

/** Someone else wrote to the stream first: read again, decide again. */
export class ExpectedVersionConflict extends Error {
  readonly stream: string;
  readonly expected: StreamHead;

  constructor(stream: string, expected: StreamHead) {
    super(`stream ${stream} is no longer at version ${expected.version}`);
    this.name = 'ExpectedVersionConflict';
    this.stream = stream;
    this.expected = expected;
  }
}
