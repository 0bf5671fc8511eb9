import { randomUUID } from 'node:crypto';
import type { DomainEvent, RecordedEvent, Upcasters } from '@hearth/event-sourcing';
import { type AppendContext, type Projection, rows } from '@hearth/event-store';
import type { Publication } from '@hearth/messaging';

export const SAID = 'Said';
export const HEARD = 'Heard';
const ACTOR = { sub: 'service:faults', role: 'service', area: '*' };

/** About 430 bytes of JSON, like an event of Hearth's. */
const FILLING = 'x'.repeat(390);

/** The event a stream says as its nth, in the shape of each release: the number was called differently in each. */
export function said(n: number, release: 1 | 2 | 3): DomainEvent {
  const data = { 1: { n, filling: FILLING }, 2: { number: n, filling: FILLING }, 3: { count: { value: n }, filling: FILLING } }[release];
  return { type: SAID, schemaVersion: release, data };
}

const FROM_1 = (data: object): object => { const { n, ...rest } = data as { n: number }; return { number: n, ...rest }; };
const FROM_2 = (data: object): object => { const { number, ...rest } = data as { number: number }; return { count: { value: number }, ...rest }; };

/** What a release knows of the shapes before its own. */
export function upcastersOf(release: 1 | 2 | 3, forgetful = false): Upcasters {
  const steps = { 1: {}, 2: { 1: FROM_1 }, 3: forgetful ? { 2: FROM_2 } : { 1: FROM_1, 2: FROM_2 } };
  return { [SAID]: steps[release] };
}

/** The number in an event of the release's newest shape; NaN when it has another. */
export function numberOf(data: object, release: 1 | 2 | 3): number {
  const shape = data as { n?: number; number?: number; count?: { value: number } };
  return { 1: shape.n, 2: shape.number, 3: shape.count?.value }[release] ?? Number.NaN;
}

export const publicTypeOf = (service: string): string => `hearth.${service}.Said`;

export const publicationOf = (service: string, release: 1 | 2 | 3): Publication => ({
  on: SAID,
  publish: ({ data }: RecordedEvent) => ({ type: publicTypeOf(service), version: 1, data: { n: numberOf(data, release), filling: FILLING } }),
});

export const contextOf = (causationId: string | null): AppendContext => ({ actor: ACTOR, now: new Date(), correlationId: randomUUID(), causationId, traceparent: null, basis: [] });

/** Counts what was heard of each key; the sum makes a difference when one is left out and another counted twice. */
export const tally = (counts: (event: RecordedEvent) => boolean = () => true): Projection => rows<{ heard: number; sum: number }>({
  name: 'tally', version: 1,
  keys: (event) => event.metadata.key,
  on: { [HEARD]: (row, event) => (counts(event) ? { heard: (row?.heard ?? 0) + 1, sum: (row?.sum ?? 0) + (event.data as { n: number }).n } : row) },
});
