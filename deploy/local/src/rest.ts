import { setTimeout as delay } from 'node:timers/promises';
import type { RunningService } from '@hearth/service-host';

/** Some service is still at work after the time it was given. */
export class StillBusy extends Error {}

/**
 * Resolves when every relay, inbox and projection is empty. Quiet twice in a row, because between two looks one
 * service's last fact may have become another's first.
 */
export async function drain(services: readonly RunningService[], patienceMs = 60_000): Promise<void> {
  const until = Date.now() + patienceMs;
  for (let quiet = 0; quiet < 2;) {
    const busy = await busyOnes(services);
    quiet = busy.length === 0 ? quiet + 1 : 0;
    if (busy.length === 0) continue;
    if (Date.now() > until) throw new StillBusy(`still at work: ${busy.join(', ')}`);
    await delay(5);
  }
}

async function busyOnes(services: readonly RunningService[]): Promise<string[]> {
  const looks = await Promise.all(services.map(async (service) => ({ name: service.name, quiet: await service.quiet() })));
  return looks.filter(({ quiet }) => !quiet).map(({ name }) => name);
}

/** Runs what has fallen due, and once more what that made due elsewhere, until everything is at rest. */
export async function runDue(services: readonly RunningService[], now: Date): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    for (const service of services) await service.runDue(now);
    await drain(services);
  }
}
