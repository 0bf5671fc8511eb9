import { setTimeout as delay } from 'node:timers/promises';

type Step = () => Promise<void>;

const patienceMs = 6000;

/** How to end what was started: the last first, each step given its time, none skipped because another failed. */
export class Undo {
  private readonly steps = new Map<string, Step>();
  private running: Promise<void> | null = null;

  /** A name added again moves to the front of the queue. What comes too late is ended at once. */
  add(name: string, step: Step): void {
    this.steps.delete(name);
    if (this.running === null) this.steps.set(name, step);
    else this.running = this.running.then(() => end(name, step, () => undefined));
  }

  /** Once, however often it is asked for. */
  run(say: (line: string) => void): Promise<void> {
    this.running ??= this.all(say);
    return this.running;
  }

  private async all(say: (line: string) => void): Promise<void> {
    for (const [name, step] of [...this.steps].toReversed()) await end(name, step, say);
  }
}

async function end(name: string, step: Step, say: (line: string) => void): Promise<void> {
  const timer = new AbortController();
  const late = delay(patienceMs, 'late' as const, { signal: timer.signal }).catch(() => 'late' as const);
  try {
    if ((await Promise.race([step(), late])) === 'late') say(`${name}: not ended after ${patienceMs / 1000} s; it ends with this process`);
  } catch (error) {
    say(`${name}: did not end well: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    timer.abort();
  }
}
