import type { RecordedEvent } from '@hearth/event-sourcing';
import type { Tx } from '../tx.ts';
import { hasRows, type Projection, type RowProjection } from './projection.ts';
import { foldRows, keysOf } from './row-fold.ts';
import { loadLatest, writeVersions } from './row-table.ts';
import { tablesOf, type Targets } from './targets.ts';

/** What a batch of events makes of a projection, in the caller's transaction and the tables it names. */
export async function apply(projection: Projection, events: readonly RecordedEvent[], into: Targets, tx: Tx): Promise<void> {
  if (hasRows(projection)) await applyRows(projection, events, into, tx);
  else await projection.apply(events, tx, into);
}

/** Set-based: the rows of all events are read in one statement, folded in memory and written in one statement. */
async function applyRows(projection: RowProjection, events: readonly RecordedEvent[], into: Targets, tx: Tx): Promise<void> {
  const ids = new Set(events.flatMap((event) => keysOf(projection, event)));
  if (ids.size === 0) return;
  const table = into[tablesOf(projection)[0] ?? ''];
  if (table === undefined) throw new Error(`no table for the rows of ${projection.name}`);
  const versions = foldRows(projection, events, await loadLatest(tx, table, [...ids]));
  if (versions.length > 0) await writeVersions(tx, table, versions);
}
