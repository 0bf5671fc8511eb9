import type { RecordedEvent } from '@hearth/event-sourcing';
import type { Place, RowProjection } from './projection.ts';

/** One version of a row, with the time it was the current one. */
export interface RowVersion extends Place {
  readonly id: string;
  readonly body: object;
  /** Position of the event that made it. */
  readonly version: number;
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
        changed.set(`${version.from} ${id}`, version);
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
  const at = laterOf(event.recordedAt, former);
  if (former === undefined || body === undefined) return body === undefined ? closed(former, at) : [opened(projection, event, { id, body, from: at }, undefined)];
  const row = opened(projection, event, { id, body, from: at }, former);
  // A second change in the same instant replaces the first: nobody can ask for the time between.
  return former.from === at ? [row] : [...(former.to === null ? closed(former, at) : []), row];
}

const closed = (former: RowVersion | undefined, at: string): RowVersion[] => (former === undefined ? [] : [{ ...former, to: at }]);

function opened(projection: RowProjection, event: RecordedEvent, row: { id: string; body: object; from: string }, former: RowVersion | undefined): RowVersion {
  const place = projection.place?.(row.body, event) ?? {
    household: event.metadata.household ?? former?.household ?? null,
    area: event.metadata.area ?? former?.area ?? null,
  };
  return { ...row, household: place.household, area: place.area, version: event.position, to: null };
}

/** Two commands may be recorded in the other order than they were stamped; a row's versions never overlap for that. */
function laterOf(recordedAt: string, former: RowVersion | undefined): string {
  const floor = former === undefined ? '' : (former.to ?? former.from);
  return recordedAt > floor ? recordedAt : floor;
}
