import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { exitCodes, StartProblem } from '../start-problem.ts';
import { hashFile, writeDurably } from './copy-file.ts';

export interface BackupFile {
  /** Below the backup's folder, with `/`. */
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** What a backup is and of what it consists. It is written last: a folder without it is no backup. */
export interface Manifest {
  readonly format: 'hearth-backup-1';
  /** When the copy was complete: it holds whatever was acknowledged before. */
  readonly madeAt: string;
  readonly postgres: { readonly version: string; readonly systemIdentifier: string };
  /** First and last byte of the WAL that makes the copy consistent. */
  readonly wal: { readonly from: string; readonly to: string };
  readonly bytes: number;
  readonly folders: readonly string[];
  readonly files: readonly BackupFile[];
}

const NAME = 'manifest.json';

export async function writeManifest(dir: string, manifest: Manifest): Promise<void> {
  await writeDurably(join(dir, NAME), `${JSON.stringify({ ...manifest, checksum: checksumOf(manifest) })}\n`);
}

/** @throws StartProblem when there is none, or it is not as it was written */
export async function readManifest(dir: string): Promise<Manifest> {
  const text = await readFile(join(dir, NAME), 'utf8').catch(() => {
    throw new StartProblem(exitCodes.failed, `${dir} holds no ${NAME}: it is no complete backup`);
  });
  const damaged = new StartProblem(exitCodes.failed, `${join(dir, NAME)} is damaged; use another backup`);
  let parsed: Manifest & { checksum?: string };
  try {
    parsed = JSON.parse(text) as Manifest & { checksum?: string };
  } catch {
    throw damaged;
  }
  const { checksum, ...manifest } = parsed;
  if (manifest.format !== 'hearth-backup-1') throw new StartProblem(exitCodes.failed, `${join(dir, NAME)} is of a format this version does not know`);
  if (checksum !== checksumOf(manifest)) throw damaged;
  const outside = [...manifest.folders, ...manifest.files.map((file) => file.path)].find((path) => !isInside(path));
  if (outside !== undefined) throw new StartProblem(exitCodes.failed, `${join(dir, NAME)} names ${outside}, which is no place in a backup`);
  return manifest;
}

/** Reads every byte. @throws StartProblem that names the first file that is not as it was written */
export async function verifyFiles(dir: string, manifest: Manifest, onBytes: (bytes: number) => void): Promise<void> {
  for (const file of manifest.files) {
    const found = await hashFile(join(dir, file.path), onBytes);
    const why = found === null ? 'is missing' : found.size !== file.size ? `has ${found.size} bytes instead of ${file.size}` : found.sha256 === file.sha256 ? null : 'was changed';
    if (why !== null) throw new StartProblem(exitCodes.failed, `the backup is damaged: ${file.path} ${why}; use another backup`);
  }
}

const checksumOf = (manifest: Manifest): string => createHash('sha256').update(JSON.stringify(manifest)).digest('hex');

const isInside = (path: string): boolean => !posix.isAbsolute(path) && posix.normalize(path) === path && !path.startsWith('..') && (path.startsWith('postgres') || path === 'clock.json');
