import { randomUUID } from 'node:crypto';
import { areaProblem, areaTimeZone, ALL_AREAS, CHINA_TIME, dayOf } from '@hearth/kernel';
import type { DomainEvent, EventMetadata, RecordedEvent } from '@hearth/event-sourcing';
import { type AppendContext, ExpectedVersionConflict, type StreamAppend, type StreamHead } from './appends.ts';
import { isDuplicate } from './error-code.ts';
import { canonicalJson, hashOf } from './hash.ts';
import type { ServiceNames } from './names.ts';
import { type Connection, rawRows } from './transaction.ts';

interface PreparedEvent {
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

export interface Appended {
  /** Last position given out. */
  readonly position: number;
  readonly events: RecordedEvent[];
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
  const today = dayOf(recordedAt, zoneOf(append.area));
  const metadata = metadataOf(append, context);
  const text = canonicalJson(metadata);
  let previous = append.expected.hash;
  return append.events.map((fact, index) => {
    const event = recorded(fact, { stream: append.stream, version: append.expected.version + 1 + index, recordedAt, today, metadata });
    const data = canonicalJson(fact.data);
    previous = hashOf({ ...event, previous, metadata: text, data });
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

/**
 * Appends of several callers ("groups") in one statement. A group is written when all of its streams are still at the expected version with
 * the expected hash; a stream that has moved comes back by name. A writer that is faster still makes the primary key fail the statement.
 * The rows come as JSON: unlike arrays it has no length the planner would look at, so the plan is made once and not at every append.
 */
const statement = (events: string): string => `
  WITH heads AS (
    SELECT h.grp, h.stream, coalesce(e.version, 0) = h.version AND (h.version = 0 OR encode(e.hash, 'hex') = h.hash) AS same
    FROM json_to_recordset($1) AS h(grp int, stream text, version int, hash text)
    LEFT JOIN LATERAL (SELECT version, hash FROM ${events} WHERE stream = h.stream ORDER BY version DESC LIMIT 1) e ON true),
  written AS (
    INSERT INTO ${events} (stream, version, id, type, schema_version, data, metadata, effective_on, recorded_at, household, area, hash)
    SELECT n.stream, n.version, n.id, n.type, n.schema_version, n.data, n.metadata, n.effective_on, n.recorded_at, n.household, n.area, decode(n.hash, 'hex')
    FROM json_to_recordset($2) AS n(nr int, grp int, stream text, version int, id uuid, type text, schema_version int, data json, metadata json,
      effective_on date, recorded_at timestamptz, household uuid, area text, hash text)
    WHERE NOT EXISTS (SELECT FROM heads WHERE heads.grp = n.grp AND NOT heads.same) ORDER BY n.nr
    RETURNING id, position)
  SELECT id::text, position::text, NULL AS stream FROM written
  UNION ALL SELECT NULL, NULL, stream FROM heads WHERE NOT same`;

/** What became of each group: its events with their positions, or the conflict. */
export async function writeGroups(connection: Connection, names: ServiceNames, groups: readonly PreparedAppend[]): Promise<(Appended | ExpectedVersionConflict)[]> {
  const heads = groups.flatMap((group, grp) => group.heads.map(({ stream, expected }) => ({ grp, stream, ...expected })));
  const rows = groups.flatMap((group, grp) => group.events.map((event) => ({ grp, event })));
  const answer = await rawRows(connection, {
    name: 'hearth-append', text: statement(names.table('events')),
    values: [JSON.stringify(heads), `[${rows.map(({ grp, event }, nr) => rowJson(event, grp, nr)).join()}]`],
  });
  const positions = new Map(answer.map(([id, position]) => [id, Number(position)]));
  const moved = new Set(answer.map(([, , stream]) => stream));
  return groups.map((group) => outcome(group, positions, moved));
}

/** `data` and `metadata` go in as they were hashed, byte by byte. */
function rowJson({ event, data, metadata, hash }: PreparedEvent, grp: number, nr: number): string {
  const columns = JSON.stringify({
    nr, grp, stream: event.stream, version: event.version, id: event.id, type: event.type, schema_version: event.schemaVersion, effective_on: event.effectiveOn,
    recorded_at: event.recordedAt, household: event.metadata.household, area: event.metadata.area, hash,
  });
  return `${columns.slice(0, -1)},"data":${data},"metadata":${metadata}}`;
}

function outcome(group: PreparedAppend, positions: ReadonlyMap<string | null | undefined, number>, moved: ReadonlySet<string | null | undefined>): Appended | ExpectedVersionConflict {
  const lost = group.heads.find((head) => moved.has(head.stream));
  if (lost !== undefined) return new ExpectedVersionConflict(lost.stream, lost.expected);
  const events = group.events.map(({ event }) => ({ ...event, position: positions.get(event.id) ?? 0 }));
  return { position: Math.max(...events.map((event) => event.position)), events };
}

/** The primary key's word that someone wrote the same version first, in the moment between check and insert. */
export const isLostRace = (error: unknown): boolean => isDuplicate(error, 'events_pkey');
