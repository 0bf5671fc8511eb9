import { setTimeout as pause } from 'node:timers/promises';

/** Waits for something to become true, looking again all the while; throws when it takes longer than `seconds`. */
export async function until(what: string, seconds: number, reached: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await reached())) {
    if (performance.now() > end) throw new Error(`waited ${seconds} s in vain until ${what}`);
    await pause(20);
  }
}

/** The answer, or an error when it does not come in time. */
export async function within<T>(what: string, seconds: number, answer: Promise<T>): Promise<T> {
  const patience = new AbortController();
  const late = pause(seconds * 1000, undefined, { signal: patience.signal }).then(() => { throw new Error(`waited ${seconds} s in vain until ${what}`); });
  late.catch(() => undefined);
  try { return await Promise.race([answer, late]); } finally { patience.abort(); }
}
