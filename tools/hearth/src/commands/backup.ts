import { join, resolve } from 'node:path';
import { checkApart, type KeysMerged, type Manifest, mergeKeys, StartProblem, takeBackup, withServerOf } from '@hearth/launch';
import { CommandProblem, OK } from '../exit.ts';
import { output } from '../output.ts';
import { dataDir } from '../place.ts';
import { progress } from '../progress.ts';

export interface BackupCommand { readonly out: string; readonly keys?: string; readonly json?: boolean }

/** Where the keys of this data folder lie. */
export const keyFolder = (): string => resolve(process.env['HEARTH_KEYS'] || join(dataDir(), 'keys'));

/** Copies the embedded database, running or not; the keys only to a place apart. */
export async function backup({ out, keys, json = false }: BackupCommand): Promise<number> {
  const { say, answer } = output(json);
  const began = performance.now();
  const { manifest, copied } = await refusing(() => make(resolve(out), keys === undefined ? null : resolve(keys)));
  const seconds = Math.round(performance.now() - began) / 1000;
  const { madeAt, postgres, wal, bytes, files } = manifest;
  if (copied === null) say(`The keys in ${keyFolder()} are not in it, and without them no name can be read again: keep them apart, with --keys DIR or a copy of your own.`);
  say('Not in it: the broker\'s topics, which are filled from the logs again; checkpoints; the key and sessions of the development sign-in.');
  answer({ ok: true, dir: resolve(out), madeAt, bytes, files: files.length, seconds, postgres: postgres.version, wal, keys: copied },
    `Backup of ${madeAt} in ${resolve(out)}: ${files.length} files, ${Math.ceil(bytes / 1048576)} MB, ${seconds} s${copied === null ? '' : `; keys in ${copied.dir}`}`);
  return OK;
}

async function make(out: string, keys: string | null): Promise<{ manifest: Manifest; copied: KeysMerged | null }> {
  for (const place of [keyFolder(), ...(keys === null ? [] : [keys])]) checkApart(place, out);
  const stop = new AbortController();
  const end = (): void => { stop.abort(new CommandProblem(130, 'hearth: the backup was broken off; what was copied is removed')); };
  process.once('SIGINT', end).once('SIGTERM', end);
  const shown = progress('backup');
  try {
    const manifest = await withServerOf(dataDir(), (url) => takeBackup({ url, dataDir: dataDir(), out, signal: stop.signal, onProgress: shown.at }));
    // After the database: then there is a key for everybody it speaks of.
    return { manifest, copied: keys === null ? null : await mergeKeys({ from: keyFolder(), to: keys, differing: 'source' }) };
  } finally {
    shown.end();
    process.off('SIGINT', end).off('SIGTERM', end);
  }
}

/** Says a refusal of the launcher's in its own words, with its exit code. */
export async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof StartProblem ? new CommandProblem(error.code, error.line) : error;
  }
}
