/** A fact as a decider states it: what happened, not yet where or when it was recorded. */
export interface DomainEvent {
  readonly type: string;
  readonly data: object;
  /** Version of the shape of `data`; 1 when absent. */
  readonly schemaVersion?: number;
  /** Day (YYYY-MM-DD) the fact is true from; the day of recording when absent. */
  readonly effectiveOn?: string;
}

/** Who acts. A machine is `{sub: 'service:hiavs', role: 'service', area: '*'}`. */
export interface Actor {
  readonly sub: string;
  readonly role: string;
  readonly area: string;
}

/** A fact of another service that the event rests on: a consumer that lacks it waits. */
export interface Basis {
  readonly service: string;
  /** Stream id, e.g. `household-<uuid>`. */
  readonly id: string;
  readonly version: number;
}

export interface EventMetadata {
  readonly actor: Actor;
  readonly household: string | null;
  readonly area: string | null;
  /** Key of the topic: the household id, else the thing's own id. */
  readonly key: string;
  readonly causationId: string | null;
  readonly correlationId: string;
  readonly traceparent: string | null;
  readonly basis: readonly Basis[];
}

/** A fact as it stands in the log. */
export interface RecordedEvent<E extends DomainEvent = DomainEvent> {
  readonly id: string;
  readonly stream: string;
  /** 1 for the first event of a stream. */
  readonly version: number;
  readonly position: number;
  readonly type: E['type'];
  readonly schemaVersion: number;
  readonly data: E['data'];
  readonly effectiveOn: string;
  /** RFC 3339, UTC, milliseconds. */
  readonly recordedAt: string;
  readonly metadata: EventMetadata;
}

export const streamId = (stream: string, id: string): string => `${stream}-${id}`;
