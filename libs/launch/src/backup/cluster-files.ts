import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCodes, StartProblem } from '../start-problem.ts';

export interface ClusterFiles {
  /** Paths below the data directory, with `/`; pg_control is not among them, because it goes last. */
  readonly files: readonly { readonly path: string; readonly size: number }[];
  /** Every folder, so that those whose contents stay behind are there again, empty. */
  readonly folders: readonly string[];
}

export const CONTROL = 'global/pg_control';

/** What a server makes anew when it starts, or what would name the old server; the folders themselves must exist. */
const WITHOUT_CONTENTS = new Set(['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans']);
const LEFT_OUT = new Set(['postmaster.pid', 'postmaster.opts', 'backup_label', 'backup_label.old', 'tablespace_map', 'tablespace_map.old', 'backup_manifest', 'recovery.signal', 'standby.signal', CONTROL]);
/** Of pg_wal only the frame: the segments that belong to the backup are chosen when it is complete. */
const WAL_FOLDERS = ['pg_wal/archive_status', 'pg_wal/summaries'];
const TEMPORARY = /(?:^|\/)(?:pgsql_tmp[^/]*|pg_internal\.init[^/]*|[^/]*\.tmp|t\d+_\d+(?:_[a-z]+)?(?:\.\d+)?)$/;
const FORK = /^(\d+)(?:_(?:fsm|vm))?(?:\.\d+)?$/;

/** What belongs to a copy of a running cluster, looked up after the backup has begun: what appears later is brought back by the WAL. */
export async function clusterFiles(data: string): Promise<ClusterFiles> {
  const files: { path: string; size: number }[] = [];
  const folders: string[] = [...WAL_FOLDERS];
  for (const pending = ['']; pending.length > 0;) {
    const folder = pending.pop() ?? '';
    const names = await readdir(join(data, folder)).catch(gone([]));
    const unlogged = new Set(names.flatMap((name) => /^(\d+)_init$/.exec(name)?.[1] ?? []));
    for (const name of names) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (LEFT_OUT.has(path) || TEMPORARY.test(path) || unlogged.has(FORK.exec(name)?.[1] ?? '')) continue;
      const entry = await lstat(join(data, path)).catch(gone(null));
      if (entry === null) continue; // dropped a moment ago: the WAL says so too
      if (folder === 'pg_tblspc') throw new StartProblem(exitCodes.failed, 'a table space lies outside the data folder; use the tools of PostgreSQL, as docs/guides/operate.md says');
      if (entry.isDirectory() || WITHOUT_CONTENTS.has(path)) folders.push(path);
      if (entry.isDirectory() && !WITHOUT_CONTENTS.has(path)) pending.push(path);
      if (entry.isFile()) files.push({ path, size: entry.size });
    }
  }
  return { files, folders: folders.toSorted() };
}

const gone = <T>(instead: T) => (error: unknown): T => {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return instead;
  throw error;
};
