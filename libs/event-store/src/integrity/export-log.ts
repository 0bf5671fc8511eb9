import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { exportLine } from './export-line.ts';
import { LogDatabase } from './log-database.ts';
import type { Progress } from './verify.ts';

const FLUSH_CHARS = 1 << 20;

/** Writes the logs of all services into one file, a line of JSON for each event with its stored bytes, as they stand at one moment. */
export async function exportLog(url: string, path: string, progress: Progress = () => undefined, only?: readonly string[]): Promise<{ events: number; services: readonly string[] }> {
  const database = await LogDatabase.open(url);
  const file = openSync(path, 'w', 0o600);
  let [events, waiting] = [0, ''];
  const flush = (): void => {
    writeAll(file, Buffer.from(waiting, 'latin1'));
    waiting = '';
  };
  try {
    const services = (await database.services()).filter((service) => only?.includes(service) ?? true);
    const total = await database.estimate(services);
    for (const service of services) {
      await database.read(service, (row) => {
        waiting += exportLine(row);
        events += 1;
        if (waiting.length < FLUSH_CHARS) return;
        flush();
        progress(events, total);
      });
    }
    flush();
    fsyncSync(file);
    return { events, services };
  } finally {
    closeSync(file);
    await database.close();
  }
}

/** A write may take less than it was given. */
function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; at += writeSync(file, bytes, at));
}
