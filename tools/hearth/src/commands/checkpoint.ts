import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HearthClient } from '../client.ts';
import { OK } from '../exit.ts';
import { output } from '../output.ts';
import { runningHearth } from '../place.ts';

export interface CheckpointOptions { readonly out?: string; readonly json?: boolean }

interface Made { readonly made: boolean; readonly checkpoint: { readonly number: number; readonly from: number; readonly to: number; readonly events: number; readonly root: string; readonly at: string } }

const SERVICES = ['registry', 'hiavs', 'eligibility', 'casework', 'payments', 'reporting'];
const OPERATOR = 'ops1';
const pathOf = (service: string): string => `/api/${service}/operations/checkpoints`;

/** Has every service sign what is new in its log; `--out` fetches all checkpoints there are into one file to be kept elsewhere. */
export async function checkpoint({ out, json = false }: CheckpointOptions): Promise<number> {
  const client = new HearthClient(runningHearth().url);
  const { say, answer } = output(json);
  const services: Record<string, Made['checkpoint'] & { made: boolean }> = {};
  for (const service of SERVICES) {
    const { made, checkpoint: signed } = await client.post<Made>(OPERATOR, pathOf(service));
    services[service] = { made, ...signed };
    say(`${service.padEnd(12)} checkpoint ${signed.number}${made ? '' : ' (nothing new)'}, up to position ${signed.to}`);
  }
  const file = out === undefined ? null : resolve(out);
  if (file !== null) await fetchAll(client, file);
  const positions = Object.values(services).reduce((sum, { to }) => sum + to, 0);
  answer({ checkpoint: { services, file } }, `everything is signed, ${positions} positions in ${SERVICES.length} logs${file === null ? '' : `; ${file} proves it with the public key: keep both where nobody of the database can write`}`);
  return OK;
}

/** The file appears when it is whole. */
async function fetchAll(client: HearthClient, file: string): Promise<void> {
  const draft = `${file}.${process.pid}.new`;
  const written = createWriteStream(draft, { mode: 0o600, flush: true });
  const lines = async function* (): AsyncGenerator<Uint8Array> {
    for (const service of SERVICES) yield* await client.stream(OPERATOR, `${pathOf(service)}/file`);
  };
  try {
    await pipeline(Readable.from(lines()), written);
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}
