import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { HearthClient } from '../client.ts';
import { OK } from '../exit.ts';
import { output } from '../output.ts';
import { dataDir, runningHearth } from '../place.ts';

interface RotateOptions { readonly keys?: string; readonly json?: boolean }

/** Wraps every key anew: by a new master key in the folder, or by the KMS that HEARTH_KMS_KEY names. Services may run meanwhile. */
export async function rotateMaster({ keys, json = false }: RotateOptions): Promise<number> {
  const { kmsOf, rotateKeys } = await import('@hearth/event-store');
  const { say, answer } = output(json);
  const dir = keys ?? (process.env['HEARTH_KEYS'] || join(dataDir(), 'keys'));
  let last = 0;
  const done = await rotateKeys({
    dir, kms: kmsOf(process.env), by: userInfo().username,
    onProgress: ({ looked, rewrapped, waitingMs }) => {
      if (waitingMs !== undefined) say(`${rewrapped} keys rewrapped; the old wrapping key goes in ${Math.ceil(waitingMs / 1000)} s, when nobody can be using it any more`);
      else if (looked - last >= 1000) { last = looked; say(`${looked} keys looked at, ${rewrapped} rewrapped`); }
    },
  });
  answer(done, `${done.rewrapped} keys rewrapped; nothing that was sealed has changed`);
  return OK;
}

interface Rotation { readonly purpose: string; readonly versions: readonly number[]; readonly services: readonly { readonly service: string; readonly version: number }[]; readonly looked: number }
const AT = '/api/registry/operations/index-rotations';

/** A new key for one purpose of the blind index; the services make their tokens anew by themselves, and this looks on until the old key is gone. */
export async function rotateIndex(purpose: string, { json = false }: { readonly json?: boolean }): Promise<number> {
  const { say, answer } = output(json);
  const client = new HearthClient(runningHearth().url);
  let standing = await client.post<Rotation>('ops1', AT, { purpose });
  for (let said = ''; standing.versions.length > 1;) {
    const behind = standing.services.filter(({ version }) => version < (standing.versions[0] ?? 1)).map(({ service }) => service);
    const line = `${standing.looked} people looked at${behind.length > 0 ? `, waiting for ${behind.join(', ')}` : ''}`;
    if (line !== said) say(said = line);
    await pause(500);
    standing = (await client.get<{ items: readonly Rotation[] }>('ops1', AT)).items.find((one) => one.purpose === purpose) ?? standing;
  }
  answer({ purpose, version: standing.versions[0], looked: standing.looked }, `${purpose}: version ${standing.versions[0]}; the old key is destroyed`);
  return OK;
}
