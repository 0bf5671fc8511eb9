import type { RecordedEvent } from '@hearth/event-sourcing';
import { hashes, integers, jsons, texts } from './append-arrays.ts';
import type { PreparedAppend, PreparedEvent } from './append-prepare.ts';
import { ExpectedVersionConflict, type StreamHead } from './appends.ts';
import { isDuplicate } from './error-code.ts';
import type { ServiceNames } from './names.ts';
import { type Connection, rawRows } from './transaction.ts';

export interface Appended {
  /** Last position given out. */
  readonly position: number;
  readonly events: RecordedEvent[];
}

const COLUMNS = 'stream, version, id, type, schema_version, data, metadata, effective_on, recorded_at, household, area, hash';

/** The usual command: one event, nobody else waiting. Half the server's work of the statement for many. */
const statementForOne = (events: string): string => `
  INSERT INTO ${events} (${COLUMNS})
  SELECT $1::text, $4::int, $5::uuid, $6::text, $7::int, $8::json, $9::json, $10::date, $11::timestamptz, $12::uuid, $13::text, $14::bytea
  WHERE coalesce((SELECT e.version = $2::int AND e.hash = $3::bytea FROM ${events} e WHERE e.stream = $1 ORDER BY e.version DESC LIMIT 1), $2 = 0)
  RETURNING position::text`;

/** An array behind a SELECT has no length the planner would look at, so that it makes the plan once and not at every append. */
const unnest = (...parameters: readonly string[]): string => `unnest(${parameters.map((parameter) => `(SELECT ${parameter})`).join()})`;

/**
 * Appends of several callers ("groups") in one statement. A group is written when all of its streams are still at the expected version with
 * the expected hash; a stream that has moved comes back by name. A writer that is faster still makes the primary key fail the statement.
 */
const statementForMany = (events: string): string => `
  WITH moved AS (
    SELECT h.grp, h.stream
    FROM ${unnest('$1::int[]', '$2::text[]', '$3::int[]', '$4::bytea[]')} AS h(grp, stream, version, hash)
    LEFT JOIN LATERAL (SELECT version, hash FROM ${events} WHERE stream = h.stream ORDER BY version DESC LIMIT 1) e ON true
    WHERE coalesce(e.version, 0) <> h.version OR e.hash <> h.hash),
  written AS (
    INSERT INTO ${events} (${COLUMNS})
    SELECT n.stream, n.version, n.id::uuid, n.type, n.schema_version, n.data, n.metadata, n.effective_on::date, n.recorded_at::timestamptz, n.household::uuid, n.area, n.hash
    FROM ${unnest('$5::int[]', '$6::text[]', '$7::int[]', '$8::text[]', '$9::text[]', '$10::int[]', '$11::json[]', '$12::json[]', '$13::text[]', '$14::text[]', '$15::text[]', '$16::text[]', '$17::bytea[]')}
      WITH ORDINALITY AS n(grp, stream, version, id, type, schema_version, data, metadata, effective_on, recorded_at, household, area, hash, nr)
    WHERE n.grp <> ALL (ARRAY(SELECT grp FROM moved)) ORDER BY n.nr
    RETURNING position)
  SELECT (SELECT string_agg(position::text, ',' ORDER BY position) FROM written), (SELECT json_object_agg(grp, stream) FROM moved)`;

/** What became of each group: its events with their positions, or the conflict. */
export async function writeGroups(connection: Connection, names: ServiceNames, groups: readonly PreparedAppend[]): Promise<(Appended | ExpectedVersionConflict)[]> {
  const [group, ...others] = groups;
  const [only, ...further] = group?.events ?? [];
  const [head] = group?.heads ?? [];
  if (only !== undefined && head !== undefined && further.length === 0 && others.length === 0) return [await writeOne(connection, names, head, only)];
  return writeMany(connection, names, groups);
}

async function writeOne(connection: Connection, names: ServiceNames, { stream, expected }: PreparedAppend['heads'][number], { event, metadata, data, hash }: PreparedEvent): Promise<Appended | ExpectedVersionConflict> {
  const [answer] = await rawRows(connection, {
    name: 'hearth-append-one', text: statementForOne(names.table('events')),
    values: [stream, expected.version, bytesOf(expected), event.version, event.id, event.type, event.schemaVersion, data, metadata, event.effectiveOn, event.recordedAt,
      event.metadata.household, event.metadata.area, Buffer.from(hash, 'hex')],
  });
  if (answer === undefined) return new ExpectedVersionConflict(stream, expected);
  const position = Number(answer[0]);
  return { position, events: [stored(event, position)] };
}

const bytesOf = (head: StreamHead): Buffer => Buffer.from(head.hash, 'hex');

async function writeMany(connection: Connection, names: ServiceNames, groups: readonly PreparedAppend[]): Promise<(Appended | ExpectedVersionConflict)[]> {
  const [answer] = await rawRows(connection, { name: 'hearth-append', text: statementForMany(names.table('events')), values: [...headColumns(groups), ...eventColumns(groups)] });
  const positions = answer?.[0]?.split(',') ?? [];
  const moved = new Map(Object.entries(JSON.parse(answer?.[1] ?? '{}') as Record<string, string>));
  let next = 0;
  const outcomes = groups.map((group, grp): Appended | ExpectedVersionConflict => {
    const lost = group.heads.find((head) => head.stream === moved.get(String(grp)));
    if (lost !== undefined) return new ExpectedVersionConflict(lost.stream, lost.expected);
    // Rows are inserted in the order given, and each draws its position as it is inserted.
    const events = group.events.map(({ event }, index) => stored(event, Number(positions[next + index])));
    next += events.length;
    return { position: events.at(-1)?.position ?? 0, events };
  });
  if (next !== positions.length) throw new Error(`${next} events were to be written, ${positions.length} were`);
  return outcomes;
}

function headColumns(groups: readonly PreparedAppend[]): Buffer[] {
  const heads = groups.flatMap((group) => group.heads);
  return [
    integers(groups.flatMap((group, grp) => group.heads.map(() => grp))), texts(heads.map((head) => head.stream)),
    integers(heads.map((head) => head.expected.version)), hashes(heads.map((head) => head.expected.hash)),
  ];
}

function eventColumns(groups: readonly PreparedAppend[]): Buffer[] {
  const rows = groups.flatMap((group) => group.events);
  const events = rows.map((row) => row.event);
  return [
    integers(groups.flatMap((group, grp) => group.events.map(() => grp))), texts(events.map((event) => event.stream)), integers(events.map((event) => event.version)),
    texts(events.map((event) => event.id)), texts(events.map((event) => event.type)), integers(events.map((event) => event.schemaVersion)),
    jsons(rows.map((row) => row.data)), jsons(rows.map((row) => row.metadata)), texts(events.map((event) => event.effectiveOn)), texts(events.map((event) => event.recordedAt)),
    texts(events.map((event) => event.metadata.household)), texts(events.map((event) => event.metadata.area)), hashes(rows.map((row) => row.hash)),
  ];
}

/** Part by part: to spread the event costs twenty times as much, and there is one for each. */
const stored = (event: PreparedEvent['event'], position: number): RecordedEvent => ({
  id: event.id, stream: event.stream, version: event.version, position, type: event.type, schemaVersion: event.schemaVersion,
  data: event.data, effectiveOn: event.effectiveOn, recordedAt: event.recordedAt, metadata: event.metadata,
});

/** The primary key's word that someone wrote the same version first, in the moment between check and insert. */
export const isLostRace = (error: unknown): boolean => isDuplicate(error, 'events_pkey');
