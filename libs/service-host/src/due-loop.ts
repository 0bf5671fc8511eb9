import type { DueProcess } from './environment.ts';
import { log } from './log.ts';

const EVERY_MS = 1000;
/** A process that keeps making facts is stopped here and goes on at the next tick. */
const MOST_ROUNDS = 1000;

/** Runs the due processes of one service: each second, and when the development clock moves. One run at a time. */
export class DueLoop {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly service: string, private readonly processes: readonly DueProcess[], private readonly now: () => Date) {}

  start(): void {
    if (this.processes.length === 0) return;
    this.timer = setInterval(() => { void this.run(this.now()); }, EVERY_MS);
    this.timer.unref();
  }

  /** Resolves when every process has said that nothing is due any more. */
  run(now: Date): Promise<void> {
    this.running = this.running.then(async () => {
      for (const process of this.processes) await this.exhaust(process, now);
    });
    return this.running;
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  private async exhaust(process: DueProcess, now: Date): Promise<void> {
    try {
      for (let round = 0; round < MOST_ROUNDS && await process.runDue(now) > 0; round += 1);
    } catch (error) {
      log.error({ service: this.service, process: process.name, fault: error instanceof Error ? error.message : typeof error }, 'a due process failed; it runs again at the next tick');
    }
  }
}
