import { setTimeout as pause } from 'node:timers/promises';

/** Waits for something to become true, looking again every few milliseconds; throws when it takes too long. */
export async function until(what: string, reached: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await reached())) {
    if (performance.now() > end) throw new Error(`waited ${seconds} s in vain: ${what}`);
    await pause(3);
  }
}

/** A door that a test opens. */
export function gate(): { readonly passed: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => { open = resolve; });
  return { passed, open: () => { open(); } };
}
