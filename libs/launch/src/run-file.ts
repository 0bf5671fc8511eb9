import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a running Hearth is to be found; `postgres` is a superuser's URL, so only the owner may read the file. */
export interface RunFile {
  pid: number;
  url: string;
  postgres: string;
  simulator: string;
  kafka: string | null;
}

const at = (dir: string): string => join(dir, 'run.json');

export function writeRunFile(dir: string, run: RunFile): void {
  writeFileSync(`${at(dir)}.new`, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${at(dir)}.new`, at(dir));
}

export const removeRunFile = (dir: string): void => rmSync(at(dir), { force: true });

/** Null when nothing was ever started here, or it was stopped. After a kill -9 the file may speak of a dead process. */
export function readRunFile(dir: string): RunFile | null {
  try {
    return JSON.parse(readFileSync(at(dir), 'utf8')) as RunFile;
  } catch {
    return null;
  }
}
