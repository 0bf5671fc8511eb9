import { existsSync, readdirSync, realpathSync, rmSync, statfsSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cluster } from '../postgres-cluster.ts';
import { processBegan } from '../process-life.ts';
import { exitCodes, StartProblem } from '../start-problem.ts';
import { clusterFiles, CONTROL } from './cluster-files.ts';
import { copyFile, makeFolder, syncFolder, writeDurably } from './copy-file.ts';
import { type BackupFile, type Manifest, writeManifest } from './manifest.ts';
import { OnlineBackup } from './online-backup.ts';

export type Progress = (bytes: number, of: number) => void;

export interface BackupOptions {
  /** Of the running server, a superuser's. */
  readonly url: string;
  /** The data folder the server's cluster lies in. */
  readonly dataDir: string;
  /** Made by the backup; appears under this name only when it is complete. */
  readonly out: string;
  readonly onProgress?: Progress;
  /** Breaks the backup off: what was copied is removed. */
  readonly signal?: AbortSignal;
}

const DATA = 'postgres/data';

/** Copies the running cluster, file by file, and the WAL that makes the copy consistent. @throws StartProblem */
export async function takeBackup(options: BackupOptions): Promise<Manifest> {
  const out = resolve(options.out);
  checkFree(out);
  const draft = `${out}.part-${process.pid}`;
  await makeFolder(dirname(out));
  sweepDrafts(out);
  const online = await OnlineBackup.begin(options.url);
  try {
    checkSame(online, options.dataDir);
    await makeFolder(draft);
    const manifest = await copyAll(online, draft, options);
    await writeManifest(draft, manifest);
    await syncFolder(draft);
    await rename(draft, out);
    await syncFolder(dirname(out));
    return manifest;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  } finally {
    await online.close();
  }
}

async function copyAll(online: OnlineBackup, draft: string, options: BackupOptions): Promise<Manifest> {
  const { data, password } = cluster(join(options.dataDir, 'postgres'));
  const { files, folders } = await clusterFiles(data);
  const expected = files.reduce((sum, file) => sum + file.size, 0);
  checkSpace(dirname(draft), expected);
  for (const folder of folders) await makeFolder(join(draft, DATA, folder));
  const copies = new Copies(draft, expected, options);
  for (const { path } of files) await copies.add(join(data, path), `${DATA}/${path}`);
  copies.note(`${DATA}/${CONTROL}`, await writeDurably(join(draft, DATA, CONTROL), await settled(join(data, CONTROL))));
  const end = await online.end();
  for (const segment of end.segments) await copies.need(join(data, 'pg_wal', segment), `${DATA}/pg_wal/${segment}`);
  copies.note(`${DATA}/backup_label`, await writeDurably(join(draft, DATA, 'backup_label'), end.label));
  await copies.need(password, 'postgres/password');
  await copies.add(join(options.dataDir, 'clock.json'), 'clock.json'); // after the last event, so that no event is later than the clock
  for (const folder of ['postgres', DATA, ...folders.map((name) => `${DATA}/${name}`)]) await syncFolder(join(draft, folder));
  return {
    format: 'hearth-backup-1', madeAt: new Date().toISOString(), postgres: { version: online.version, systemIdentifier: online.systemIdentifier },
    wal: { from: end.from, to: end.to }, bytes: copies.bytes, folders: folders.map((name) => `${DATA}/${name}`), files: copies.files,
  };
}

/** The files of a backup, as they were copied. */
class Copies {
  readonly files: BackupFile[] = [];
  bytes = 0;

  constructor(private readonly to: string, private readonly expected: number, private readonly options: Pick<BackupOptions, 'onProgress' | 'signal'>) {}

  note(path: string, { size, sha256 }: Omit<BackupFile, 'path'>): void {
    this.files.push({ path, size, sha256 });
  }

  /** What is gone meanwhile is left out; the WAL knows of it. False then. */
  async add(from: string, path: string): Promise<boolean> {
    this.options.signal?.throwIfAborted();
    const copied = await copyFile(from, join(this.to, path), (bytes) => {
      this.bytes += bytes;
      this.options.onProgress?.(this.bytes, Math.max(this.bytes, this.expected));
    });
    if (copied !== null) this.note(path, copied);
    return copied !== null;
  }

  async need(from: string, path: string): Promise<void> {
    if (!(await this.add(from, path))) throw new StartProblem(exitCodes.failed, `${from} is missing; the backup cannot be completed`);
  }
}

/** The server rewrites this one file in place: a reading counts when the next one is the same. */
async function settled(path: string): Promise<Buffer> {
  for (let before = await readFile(path); ;) {
    await delay(5);
    const now = await readFile(path);
    if (now.equals(before)) return now;
    before = now;
  }
}

function checkSame({ data }: OnlineBackup, dataDir: string): void {
  const ours = cluster(join(dataDir, 'postgres')).data;
  if (!existsSync(ours) || !existsSync(data) || realpathSync(ours) !== realpathSync(data)) {
    throw new StartProblem(exitCodes.failed, `this PostgreSQL is not the one in ${dataDir}; use the tools of PostgreSQL for it, as docs/guides/operate.md says`);
  }
}

function checkFree(out: string): void {
  if (existsSync(out) && readdirSync(out).length > 0) throw new StartProblem(exitCodes.misused, `${out} is not empty; a backup is made into a new folder`);
}

/** The copy, and the WAL that is written while it is made. */
function checkSpace(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const spare = 64 * 1024 * 1024;
  if (bavail * bsize < bytes + spare) throw new StartProblem(exitCodes.notWritable, `the backup takes ${mib(bytes + spare)} MB and ${folder} has ${mib(bavail * bsize)} MB left; free some space or choose another disk`);
}

const mib = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);

/** What a backup to this place left that was killed. */
function sweepDrafts(out: string): void {
  const prefix = `${out}.part-`;
  for (const name of readdirSync(dirname(out))) {
    const path = join(dirname(out), name);
    const maker = path.startsWith(prefix) ? Number(path.slice(prefix.length)) : Number.NaN;
    if (Number.isInteger(maker) && processBegan(maker) === null) rmSync(path, { recursive: true, force: true });
  }
}
