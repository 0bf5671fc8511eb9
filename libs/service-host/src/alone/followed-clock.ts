import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../environment.ts';

const EVERY_MS = 250;

/** The test clock of a deployment in several processes: real time plus the offset that the front door was told. */
export class FollowedClock implements Clock {
  private offset = 0;

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  follow(now: Date): void {
    this.offset = Math.max(this.offset, now.getTime() - Date.now());
  }

  /** Takes over where the clock stands, waiting until it can be asked. */
  async take(url: string, wanted: AbortSignal): Promise<void> {
    for (;;) {
      const now = await standing(url, wanted);
      if (now) return this.follow(now);
      await delay(EVERY_MS, undefined, { signal: wanted });
    }
  }
}

async function standing(url: string, signal: AbortSignal): Promise<Date | null> {
  try {
    const response = await fetch(url, { signal });
    const { now } = (response.ok ? await response.json() : {}) as { now?: unknown };
    return typeof now === 'string' && !Number.isNaN(Date.parse(now)) ? new Date(now) : null;
  } catch {
    return null;
  }
}
