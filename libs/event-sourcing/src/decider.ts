import type { DomainEvent } from './event.ts';
import type { Upcasters } from './upcasters.ts';

/** Pure: time, ids and randomness come in with the command. */
export interface Decider<C, E extends DomainEvent, S> {
  /** First part of the stream id: `application` in `application-<uuid>`. */
  readonly stream: string;
  readonly initial: S;
  /** The facts the command makes; throws a Rejection when a rule forbids it. */
  decide(command: C, state: S): readonly E[];
  evolve(state: S, event: E): S;
  readonly upcasters?: Upcasters;
}

/** The state after the events, from the initial one or from `state`. */
export function fold<C, E extends DomainEvent, S>(decider: Decider<C, E, S>, events: readonly E[], state: S = decider.initial): S {
  return events.reduce((before, event) => decider.evolve(before, event), state);
}

/** A stream whose facts are only kept: nothing is decided on their state. Its facts are made by `fact`, so that their shape is known. */
export interface EventStream<E extends DomainEvent> {
  readonly stream: string;
  fact(event: E): E;
}

/** `eventStream<IdentityClaimed>('claim')` */
export const eventStream = <E extends DomainEvent>(stream: string): EventStream<E> => ({ stream, fact: (event) => event });
