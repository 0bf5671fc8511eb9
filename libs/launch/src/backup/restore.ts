import { chownSync, existsSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { serverAccount } from '../account.ts';
import { checkWritable, lockDataFolder } from '../data-folder.ts';
import { clusterExists } from '../postgres-cluster.ts';
import { type RunningPostgres, startPostgres } from '../postgres.ts';
import { exitCodes, StartProblem } from '../start-problem.ts';
import { putAside } from './aside.ts';
import { copyFile, makeFolder, syncFolder, writeDurably } from './copy-file.ts';
import { type KeysMerged, mergeKeys } from './key-copies.ts';
import { type Manifest, readManifest, verifyFiles } from './manifest.ts';

export interface RestoreOptions<T> {
  /** The backup's folder. */
  readonly from: string;
  readonly dataDir: string;
  /** A copy of keys to bring back, and the folder the keys live in. */
  readonly keys?: { readonly from: string; readonly to: string };
  /** Looks at the restored database on its first run, beside the one it replaces; null when there is none, or it does not start. */
  readonly inspect: (restored: string, replaced: string | null) => Promise<T>;
  readonly onProgress?: (what: 'verify' | 'copy', bytes: number, of: number) => void;
  readonly log?: (line: string) => void;
}

export interface Restored<T> {
  readonly manifest: Manifest;
  readonly found: T;
  readonly keys: KeysMerged | null;
  /** What was there before, kept until the operator removes it. */
  readonly aside: readonly string[];
}

/** Puts a backup in the place of the data folder's database, once it has proved that it comes up. @throws StartProblem */
export async function restoreBackup<T>(options: RestoreOptions<T>): Promise<Restored<T>> {
  const [from, dataDir] = [resolve(options.from), resolve(options.dataDir)];
  const home = join(dataDir, 'postgres');
  checkWritable(dataDir);
  const lock = lockDataFolder(dataDir);
  try {
    const manifest = await readManifest(from);
    await verifyFiles(from, manifest, counted('verify', manifest, options));
    const keys = options.keys === undefined ? null : await mergeKeys({ ...options.keys, differing: 'own' });
    const draft = await copyBack(from, home, manifest, counted('copy', manifest, options));
    try {
      const found = await firstRun(draft, home, options);
      return { manifest, found, keys, aside: await swap(draft, home, await laterClock(from, dataDir)) };
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  } finally {
    lock.release();
  }
}

function counted<T>(what: 'verify' | 'copy', { bytes }: Manifest, { onProgress }: RestoreOptions<T>): (more: number) => void {
  let done = 0;
  return (more) => {
    done += more;
    onProgress?.(what, Math.min(done, bytes), bytes);
  };
}

/** The copy lies beside its place until it is proved; it belongs to the account that runs the server. */
async function copyBack(from: string, home: string, { files, folders, bytes }: Manifest, onBytes: (bytes: number) => void): Promise<string> {
  const parent = dirname(home);
  for (const name of readdirSync(parent)) if (name.startsWith('postgres.restoring-')) rmSync(join(parent, name), { recursive: true, force: true });
  const { bavail, bsize } = statfsSync(parent);
  if (bavail * bsize < bytes) throw new StartProblem(exitCodes.notWritable, `the backup takes ${Math.ceil(bytes / 1048576)} MB and ${parent} has ${Math.floor((bavail * bsize) / 1048576)} MB left; free some space`);
  const draft = `${home}.restoring-${process.pid}`;
  const at = (path: string): string => draft + path.slice('postgres'.length);
  const ofDatabase = files.filter(({ path }) => path.startsWith('postgres/'));
  const all = ['postgres', 'postgres/data', ...folders];
  for (const folder of all) await makeFolder(at(folder));
  for (const { path, sha256 } of ofDatabase) {
    const copied = await copyFile(join(from, path), at(path), onBytes);
    if (copied?.sha256 !== sha256) throw new StartProblem(exitCodes.failed, `the backup is damaged: ${path} was changed while it was restored`);
  }
  const account = serverAccount();
  if (account !== null) for (const path of [...all, ...ofDatabase.map((file) => file.path)]) chownSync(at(path), account.uid, account.gid);
  for (const folder of all) await syncFolder(at(folder));
  return draft;
}

async function firstRun<T>(draft: string, home: string, { inspect, log = () => undefined }: RestoreOptions<T>): Promise<T> {
  const restored = await startPostgres({ dataDir: draft });
  let replaced: RunningPostgres | null = null;
  try {
    replaced = clusterExists(home) ? await startPostgres({ dataDir: home }).catch((error: unknown) => {
      log(`the database that is replaced does not start (${error instanceof Error ? error.message : 'unknown'})`);
      return null;
    }) : null;
    return await inspect(restored.url, replaced?.url ?? null);
  } finally {
    await replaced?.stop();
    await restored.stop();
  }
}

/**
 * The database, and with it the broker of this data folder: what that holds beyond the backup did not happen, and the relays fill an
 * empty one from the logs. Answers what was put aside.
 */
async function swap(draft: string, home: string, saveClock: () => Promise<void>): Promise<string[]> {
  const now = new Date();
  await saveClock();
  const broker = await putAside(join(dirname(home), 'kafka'), now);
  const database = await putAside(home, now);
  await rename(draft, home);
  await syncFolder(dirname(home));
  return [database, broker].filter((path) => path !== null);
}

/** The test clock only moves forward: the later of the two stays, so that nothing in the log is of tomorrow. */
async function laterClock(from: string, dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, 'clock.json');
  const [theirs, ours] = [await offsetIn(join(from, 'clock.json')), await offsetIn(path)];
  if (theirs <= ours) return async () => undefined;
  return async () => {
    rmSync(`${path}.new`, { force: true });
    await writeDurably(`${path}.new`, `${JSON.stringify({ offsetMs: theirs })}\n`);
    await rename(`${path}.new`, path);
  };
}

async function offsetIn(path: string): Promise<number> {
  if (!existsSync(path)) return 0;
  const { offsetMs } = JSON.parse(await readFile(path, 'utf8')) as { offsetMs?: unknown };
  return typeof offsetMs === 'number' ? offsetMs : 0;
}
