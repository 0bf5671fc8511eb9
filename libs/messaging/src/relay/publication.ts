import type { RecordedEvent } from '@hearth/event-sourcing';

/** What a service says to others when one of its own domain events happened. */
export interface Outgoing { readonly type: string; readonly version: number; readonly data: object; /** Instead of the event's own key. */ readonly key?: string }

/** Pure: own domain event → contract event, or nothing. One publication per domain event type, because the published event keeps its id. */
export interface Publication { readonly on: string; publish(event: RecordedEvent): Outgoing | null }

/** What is wrong with `data` of that contract event; empty when it is valid. An unknown type or version is a problem too. */
export type ValidateEvent = (type: string, version: number, data: unknown) => readonly string[];
