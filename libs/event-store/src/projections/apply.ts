import type { RecordedEvent } from '@hearth/event-sourcing';
import type { Tx } from '../tx.ts';
import type { Projection, RowProjection } from './projection.ts';
import { foldRows, keysOf } from './row-fold.ts';
import { loadLatest, rowTable, writeVersions } from './row-table.ts';
import { hasRows } from './setup.ts';

/** What a batch of events makes of a projection, in the caller's transaction. */
export async function apply(projection: Projection, events: readonly RecordedEvent[], service: string, tx: Tx): Promise<void> {
  if (hasRows(projection)) await applyRows(projection, events, service, tx);
  else await projection.apply(events, tx);
}

/** Set-based: the rows of all events are read in one statement, folded in memory and written in one statement. */
async function applyRows(projection: RowProjection, events: readonly RecordedEvent[], service: string, tx: Tx): Promise<void> {
  const ids = new Set(events.flatMap((event) => keysOf(projection, event)));
  if (ids.size === 0) return;
  const table = rowTable(service, projection.name);
  const versions = foldRows(projection, events, await loadLatest(tx, table, [...ids]));
  if (versions.length > 0) await writeVersions(tx, table, versions);
}
