import type { RecordedEvent } from '@hearth/event-sourcing';
import type { Place, RowProjection } from './projection.ts';

/** One version of a row, with the time it was the current one. */
export interface RowVersion extends Place {
  readonly id: string;
  readonly body: object;
  /** Position of the last event that made it. */
  readonly version: number;
  /** Position of the first event that made it, and of the one that ended it: null = still current. */
  readonly since: number;
  readonly until: number | null;
  /** What the events that made it have in common: facts of one command are one change. */
  readonly command: string;
  readonly from: string;
  /** Null = still current. */
  readonly to: string | null;
}

export function keysOf(projection: RowProjection, event: RecordedEvent): readonly string[] {
  if (projection.on[event.type] === undefined) return [];
  const keys = projection.keys(event);
  return keys === null ? [] : typeof keys === 'string' ? [keys] : keys;
}

/**
 * The versions that a batch of events adds or changes, each row's in order of time; `latest` holds the last version of every row touched.
 * Pure, and the same whether the events come in one batch or in many.
 */
export function foldRows(projection: RowProjection, events: readonly RecordedEvent[], latest: ReadonlyMap<string, RowVersion>): RowVersion[] {
  const last = new Map(latest);
  const changed = new Map<string, RowVersion>();
  for (const event of events) {
    for (const id of keysOf(projection, event)) {
      for (const version of next(projection, event, id, last.get(id))) {
        last.set(id, version);
        changed.set(`${version.since} ${id}`, version);
      }
    }
  }
  return [...changed.values()];
}

/** What the event makes of a row: the former version closed, the new one open, or both. */
function next(projection: RowProjection, event: RecordedEvent, id: string, former: RowVersion | undefined): RowVersion[] {
  const before = former?.to === null ? former.body : undefined;
  const body = projection.on[event.type]?.(before, event, id);
  if (body === before) return [];
  const from = laterOf(event.recordedAt, former);
  if (body === undefined) return closed(former, from, event);
  const row = opened(projection, event, { id, body, from }, former);
  // What one command recorded became known together: a further change by it replaces the version, for nobody could ask for the time between.
  if (former !== undefined && former.from === from && former.command === row.command) return [{ ...row, since: former.since }];
  return [...(former?.to === null ? closed(former, from, event) : []), row];
}

const closed = (former: RowVersion | undefined, at: string, by: RecordedEvent): RowVersion[] => (former === undefined ? [] : [{ ...former, to: at, until: by.position }]);

function opened(projection: RowProjection, event: RecordedEvent, row: { id: string; body: object; from: string }, former: RowVersion | undefined): RowVersion {
  const place = projection.place?.(row.body, event) ?? {
    household: event.metadata.household ?? former?.household ?? null,
    area: event.metadata.area ?? former?.area ?? null,
  };
  return { ...row, household: place.household, area: place.area, version: event.position, since: event.position, until: null, command: commandOf(event), to: null };
}

/** A request, or the fact of another service that was acted upon. */
const commandOf = ({ metadata }: RecordedEvent): string => metadata.causationId ?? metadata.correlationId;

/** Two commands may be recorded in the other order than they were stamped; a row's versions never overlap for that. */
function laterOf(recordedAt: string, former: RowVersion | undefined): string {
  const floor = former === undefined ? '' : (former.to ?? former.from);
  return recordedAt > floor ? recordedAt : floor;
}
