import type { Actor, Basis } from '@hearth/event-sourcing';

/** A published event as its consumers see it. */
export interface Fact<D = unknown> {
  /** The domain event's own id, the same however often it is delivered. */
  readonly id: string;
  /** For example `hearth.registry.IncomeRecorded`. */
  readonly type: string;
  readonly dataversion: number;
  /** `/hearth/<deployment>/<service>` */
  readonly source: string;
  /** When it was recorded, RFC 3339 UTC. */
  readonly time: string;
  /** The household it is about. */
  readonly subject: string | null;
  readonly key: string;
  readonly stream: string;
  readonly streamversion: number;
  /** The day it is true from. */
  readonly effectiveon: string;
  readonly area: string | null;
  readonly actor: Actor;
  readonly correlationid: string;
  readonly causationid: string | null;
  readonly traceparent: string | null;
  /** What its producer had heard of when it decided. */
  readonly basis: readonly Basis[];
  /** Raised when the producer's log went back in time (failover, restore). */
  readonly logepoch: number;
  readonly data: D;
}

/** Topic of a service's published language in its first major version. */
export const topicOf = (service: string): string => `hearth.${service}.v1`;

export const sourceOf = (deployment: string, service: string): string => `/hearth/${deployment}/${service}`;

/** The service that said it. */
export const serviceOf = (fact: Pick<Fact, 'source'>): string => fact.source.slice(fact.source.lastIndexOf('/') + 1);
