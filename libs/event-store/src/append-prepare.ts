import { randomUUID } from 'node:crypto';
import { ALL_AREAS, areaProblem, areaTimeZone, CHINA_TIME, dayOf } from '@hearth/kernel';
import type { DomainEvent, EventMetadata, RecordedEvent } from '@hearth/event-sourcing';
import type { AppendContext, StreamAppend, StreamHead } from './appends.ts';
import { canonicalJson } from './canonical.ts';
import { hashOf } from './hash.ts';

export interface PreparedEvent {
  readonly event: Omit<RecordedEvent, 'position'>;
  readonly metadata: string;
  readonly data: string;
  readonly hash: string;
}

/** One caller's append, hashed and ready; all of it is written or none. */
export interface PreparedAppend {
  readonly heads: readonly { readonly stream: string; readonly expected: StreamHead }[];
  readonly events: readonly PreparedEvent[];
}

export function prepare(appends: readonly StreamAppend[], context: AppendContext): PreparedAppend {
  const filled = appends.filter((append) => append.events.length > 0);
  if (new Set(filled.map((append) => append.stream)).size !== filled.length) throw new Error('a stream is named twice in one append');
  return {
    heads: filled.map(({ stream, expected }) => ({ stream, expected })),
    events: filled.flatMap((append) => chain(append, context)),
  };
}

/** The append's events, each hashed over the one before it. */
function chain(append: StreamAppend, context: AppendContext): PreparedEvent[] {
  const recordedAt = context.now.toISOString();
  const today = todayAt(context.now, recordedAt, zoneOf(append.area));
  const metadata = metadataOf(append, context);
  const text = canonicalJson(metadata);
  let previous = append.expected.hash;
  return append.events.map((fact, index) => {
    const event = recorded(fact, { stream: append.stream, version: append.expected.version + 1 + index, recordedAt, today, metadata });
    const data = canonicalJson(fact.data);
    previous = hashOf({
      previous, stream: event.stream, version: event.version, type: event.type, schemaVersion: event.schemaVersion, id: event.id,
      recordedAt, effectiveOn: event.effectiveOn, metadata: text, data,
    });
    return { event, metadata: text, data, hash: previous };
  });
}

function recorded(fact: DomainEvent, at: { stream: string; version: number; recordedAt: string; today: string; metadata: EventMetadata }): Omit<RecordedEvent, 'position'> {
  return {
    id: randomUUID(), stream: at.stream, version: at.version, type: fact.type, schemaVersion: fact.schemaVersion ?? 1, data: fact.data,
    effectiveOn: fact.effectiveOn ?? at.today, recordedAt: at.recordedAt, metadata: at.metadata,
  };
}

const metadataOf = (append: StreamAppend, context: AppendContext): EventMetadata => ({
  actor: context.actor, household: append.household, area: append.area, key: append.key, causationId: context.causationId,
  correlationId: context.correlationId, traceparent: context.traceparent, basis: append.basis ?? context.basis,
});

const zoneOf = (area: string | null): string => (area === null || area === ALL_AREAS || areaProblem(area) !== undefined ? CHINA_TIME : areaTimeZone(area));

const MINUTE_MS = 60_000;
const days = new Map<string, { readonly minute: number; readonly day: string }>();

/** The day there; asking the calendar costs more than hashing the event, so it is asked once a minute and zone. */
function todayAt(now: Date, instant: string, zone: string): string {
  const minute = Math.floor(now.getTime() / MINUTE_MS);
  const known = days.get(zone);
  if (known?.minute === minute) return known.day;
  const day = dayOf(instant, zone);
  days.set(zone, { minute, day });
  return day;
}
