import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

const WATCHED_MS = 500;
const BUSY = 0.25;

/** What to know about figures measured on a machine that does other things too; null when it does not. */
export async function disturbance(): Promise<string | null> {
  const before = times();
  await pause(WATCHED_MS);
  const after = times();
  const busy = 1 - (after.idle - before.idle) / (after.all - before.all);
  return busy < BUSY ? null : `this machine was ${Math.round(busy * 100)} % busy before anything began: take the figures with care, ratios too`;
}

function times(): { idle: number; all: number } {
  const sum = { idle: 0, all: 0 };
  for (const { times: of } of cpus()) {
    sum.idle += of.idle;
    sum.all += of.user + of.nice + of.sys + of.irq + of.idle;
  }
  return sum;
}
