import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processBegan } from './process-life.ts';

/**
 * A folder for a server that is thrown away. Its name tells who made it, so that the next one made
 * sweeps up after a process that was killed and could not.
 */
export function temporaryHome(kind: string): string {
  const prefix = `hearth-${kind}-`;
  for (const name of readdirSync(tmpdir())) {
    const [, pid, ticks] = new RegExp(`^${prefix}(\\d+)-(\\d+)-`).exec(name) ?? [];
    if (pid && ticks && mark(Number(pid)) !== ticks) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
  const home = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-${mark(process.pid)}-`));
  chmodSync(home, 0o711); // a server that may not run as root must pass through
  return home;
}

/** Digits that differ between two processes of the same pid. */
const mark = (pid: number): string | null => processBegan(pid)?.replaceAll(/\D/g, '').slice(-12) ?? null;
