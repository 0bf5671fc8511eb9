import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { processBegan } from './process-life.ts';
import { exitCodes, StartProblem } from './start-problem.ts';

/** The root of this clone: `src` and `dist` lie equally deep. */
export const workspaceRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** Where everything is kept that must outlive a restart. */
export const dataFolder = (environment: NodeJS.ProcessEnv = process.env): string => resolve(workspaceRoot, environment['HEARTH_DATA'] || '.hearth');

const spareBytes = 64 * 1024 * 1024;

/** Makes the folder; refuses with exit code 12 when it cannot take what will be written to it. */
export function checkWritable(dir: string): void {
  const refuse = (why: string): never => {
    throw new StartProblem(exitCodes.notWritable, `the data folder ${dir} ${why}; free some space, mend its rights or choose another folder with HEARTH_DATA`);
  };
  const probe = join(dir, `.probe-${process.pid}`);
  try {
    mkdirSync(dir, { recursive: true, mode: 0o711 }); // the database's account must pass through, not look around
    const file = openSync(probe, 'w', 0o600);
    try {
      writeSync(file, Buffer.alloc(4096));
      fsyncSync(file);
    } finally {
      closeSync(file);
      rmSync(probe, { force: true });
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    refuse(code === 'ENOSPC' || code === 'EDQUOT' ? `has no space left (${code})` : `is not writable (${code})`);
  }
  const { bavail, bsize } = statfsSync(dir);
  if (bavail * bsize < spareBytes) refuse(`lies on a full disk (${Math.floor((bavail * bsize) / 1024 / 1024)} MB left)`);
}

export interface FolderLock {
  release(): void;
}

/** Refuses with exit code 11 while another living process holds the folder. */
export function lockDataFolder(dir: string): FolderLock {
  const path = join(dir, 'hearth.lock');
  const mine = JSON.stringify({ pid: process.pid, began: processBegan(process.pid) });
  for (let tries = 0; tries < 10; tries += 1) {
    if (claim(path, mine)) return { release: () => { if (readLock(path) === mine) rmSync(path, { force: true }); } };
    const held = readLock(path);
    if (held === null) continue;
    const holder = livingHolder(held);
    if (holder !== null) throw new StartProblem(exitCodes.folderInUse, `the data folder ${dir} is in use by another Hearth (pid ${holder}); stop it or choose another folder with HEARTH_DATA`);
    putAside(path, held);
  }
  throw new StartProblem(exitCodes.folderInUse, `the data folder ${dir} is being taken by another Hearth at this moment; start again`);
}

/** A link appears whole or not at all, so nobody ever reads half a lock. */
function claim(path: string, content: string): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Two may find the same dead lock: whoever moves a lock that is no longer the dead one puts it back. */
function putAside(path: string, dead: string): void {
  const aside = `${path}.dead-${process.pid}`;
  try {
    renameSync(path, aside);
    if (readLock(aside) !== dead) linkSync(aside, path);
  } catch {
    // Another starter was quicker: the next round sees what it left.
  } finally {
    rmSync(aside, { force: true });
  }
}

function readLock(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function livingHolder(content: string): number | null {
  try {
    const { pid, began } = JSON.parse(content) as { pid: number; began: string };
    return processBegan(pid) === began ? pid : null;
  } catch {
    return null;
  }
}
