import { fstatSync } from 'node:fs';

const LOOK_EVERY_MS = 250;

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but is someone else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Whether standard input is a pipe somebody holds; a file or /dev/null would end at once. */
function inputIsHeld(): boolean {
  try {
    const input = fstatSync(0);
    return input.isFIFO() || input.isSocket();
  } catch {
    return false;
  }
}

/**
 * Calls `end` once the parent is gone, kill -9 included: its pipe closes, this process gets another parent, or its pid is free. A dead
 * parent that nobody has reaped keeps its pid, hence more than one sign.
 */
export function endWithParent(parentPid: number, end: () => void): void {
  const parentAtStart = process.ppid;
  setInterval(() => {
    if (process.ppid !== parentAtStart || !alive(parentPid)) end();
  }, LOOK_EVERY_MS);
  if (!inputIsHeld()) return;
  process.stdin.on('end', end).on('error', end).resume();
}
