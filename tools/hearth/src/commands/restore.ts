import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LogStanding, RaisedEpoch } from '@hearth/event-store';
import { restoreBackup, type Restored } from '@hearth/launch';
import { OK } from '../exit.ts';
import { output } from '../output.ts';
import { dataDir } from '../place.ts';
import { type Progress, progress } from '../progress.ts';
import { keyFolder, refusing } from './backup.ts';

export interface RestoreCommand { readonly from: string; readonly keys?: string; readonly json?: boolean }

interface Found { readonly logs: readonly LogStanding[]; readonly epochs: readonly RaisedEpoch[] }

/** Puts a backup in the place of this data folder's database, which must not run. */
export async function restore({ from, keys, json = false }: RestoreCommand): Promise<number> {
  const { say, answer } = output(json);
  const began = performance.now();
  const restored = await refusing(() => bringBack(resolve(from), keys === undefined ? null : resolve(keys), say));
  const seconds = Math.round(performance.now() - began) / 1000;
  const { manifest, found: { logs, epochs }, aside, keys: merged } = restored;
  for (const { service, from: before, to } of epochs) say(`The log of ${service} went back in time: it goes on in epoch ${to} instead of ${before}.`);
  for (const path of aside) say(`What was there before is in ${path}; remove it when Hearth has run well.`);
  if (!existsSync(keyFolder())) say(`There are no keys in ${keyFolder()}: bring them back before the start with --keys DIR, or nobody's name can be read.`);
  const events = logs.reduce((sum, log) => sum + log.events, 0);
  answer({ ok: true, from: resolve(from), madeAt: manifest.madeAt, bytes: manifest.bytes, seconds, events, services: logs.map(({ service, events: n, newest }) => ({ service, events: n, position: newest?.position ?? 0 })), epochs, aside, keys: merged },
    `Restored to ${manifest.madeAt}: ${events} events (${logs.map((log) => `${log.service} ${log.events}`).join(', ')}), ${seconds} s. Marks of erased persons count before anything is served. Start Hearth.`);
  return OK;
}

async function bringBack(from: string, keys: string | null, say: (line: string) => void): Promise<Restored<Found>> {
  const { raiseWhereBehind, standingsOf } = await import('@hearth/event-store');
  const shown = new Map<string, Progress>();
  try {
    return await restoreBackup<Found>({
      from, dataDir: dataDir(), log: say, ...(keys === null ? {} : { keys: { from: keys, to: keyFolder() } }),
      onProgress: (what, bytes, of) => {
        if (!shown.has(what)) { for (const before of shown.values()) before.end(); shown.set(what, progress(what)); }
        shown.get(what)?.at(bytes, of);
      },
      inspect: async (url, replaced) => {
        // Read whole before anything is written: a damaged page stops the restore here.
        const logs = await standingsOf(url);
        return { logs, epochs: replaced !== null || hadLogs() ? await raiseWhereBehind(url, replaced) : [] };
      },
    });
  } finally {
    for (const bar of shown.values()) bar.end();
  }
}

/** Where there were logs that cannot be read any more, nobody knows whether they went further: then a new epoch is the safe answer. */
const hadLogs = (): boolean => ['postgres', 'checkpoints'].some((name) => existsSync(join(dataDir(), name)));
