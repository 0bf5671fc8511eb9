import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * When a process began, as a text that no later process with the same pid shares; null when it is gone.
 * A zombie counts as gone: after kill -9 its pid stays until the parent reaps it, yet it holds nothing any more.
 */
export function processBegan(pid: number): string | null {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

function fromProc(pid: number): string | null {
  const text = readOrEmpty(`/proc/${pid}/stat`);
  // The command name may hold spaces and brackets, so fields count from the last bracket: state is 3, start time is 22.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, ticks] = [fields[0], fields[19]];
  if (!ticks || state === 'Z' || state === 'X') return null;
  return `${readOrEmpty('/proc/sys/kernel/random/boot_id').trim()}:${ticks}`;
}

function fromPs(pid: number): string | null {
  try {
    const text = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return text === '' || text.startsWith('Z') ? null : text.replace(/^\S+\s+/, '');
  } catch {
    return null;
  }
}

/** The words a process was started with; empty when it is gone or hidden. */
export function processCommand(pid: number): string {
  if (process.platform === 'linux') return readOrEmpty(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}

/** Waits until the process is gone; false when it still lives after the time given. */
export async function goneWithin(pid: number, ms: number): Promise<boolean> {
  const began = processBegan(pid);
  for (const until = Date.now() + ms; Date.now() < until; await delay(50)) {
    if (began === null || processBegan(pid) !== began) return true;
  }
  return processBegan(pid) !== began;
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
