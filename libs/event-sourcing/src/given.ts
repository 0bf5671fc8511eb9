import type { Decider } from './decider.ts';
import { fold } from './decider.ts';
import { difference } from './difference.ts';
import type { DomainEvent } from './event.ts';
import { Rejection } from './rejection.ts';

/** The words of a story. `then` is the story's word here: an outcome is no promise and is never awaited. */
const [GIVEN, WHEN, THEN] = ['given', 'when', 'then'] as const;

/** What a command led to, to be held against what the story says. */
export interface Outcome<E extends DomainEvent> {
  /** The command made exactly these facts, in this order. */
  then(events: readonly E[]): void;
  /** The command was forbidden with this code. */
  rejected(code: string): Rejection;
}

export interface Given<C, E extends DomainEvent> {
  when(command: C): Outcome<E>;
}

type Result<E> = { readonly events: readonly E[] } | { readonly rejection: Rejection };

/** `given(decider, history).when(command).then(events)`: the story of one decision, without any test framework. */
export function given<C, E extends DomainEvent, S>(decider: Decider<C, E, S>, history: readonly E[]): Given<C, E> {
  return { [WHEN]: (command) => outcome(run(decider, history, command)) };
}

/** `check(decider).given(history).when(command).then(events)`. */
export function check<C, E extends DomainEvent, S>(decider: Decider<C, E, S>): { given(history: readonly E[]): Given<C, E> } {
  return { [GIVEN]: (history) => given(decider, history) };
}

function run<C, E extends DomainEvent, S>(decider: Decider<C, E, S>, history: readonly E[], command: C): Result<E> {
  const state = fold(decider, history);
  try {
    return { events: decider.decide(command, state) };
  } catch (error) {
    if (error instanceof Rejection) return { rejection: error };
    throw error;
  }
}

function outcome<E extends DomainEvent>(result: Result<E>): Outcome<E> {
  return {
    [THEN](expected) {
      if ('rejection' in result) throw new Error(`expected ${list(expected)}, but the command was rejected: ${result.rejection.code} (${result.rejection.message})`);
      const where = difference(result.events.map(comparable), expected.map(comparable));
      if (where !== null) throw new Error(`expected ${list(expected)}, got ${list(result.events)}\n${where}`);
    },
    rejected(code) {
      if ('events' in result) throw new Error(`expected the rejection ${code}, but the command made ${list(result.events)}`);
      if (result.rejection.code !== code) throw new Error(`expected the rejection ${code}, got ${result.rejection.code} (${result.rejection.message})`);
      return result.rejection;
    },
  };
}

/** An absent schema version is version 1. */
const comparable = (event: DomainEvent): object => ({ ...event, schemaVersion: event.schemaVersion ?? 1 });

const list = (events: readonly DomainEvent[]): string => (events.length === 0 ? 'no event' : events.map((event) => event.type).join(', '));
