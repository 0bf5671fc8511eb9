import { setTimeout as pause } from 'node:timers/promises';
import cliProgress from 'cli-progress';
import { HearthClient, Refused } from '../client.ts';
import { CommandProblem, OK, SHORT, USAGE } from '../exit.ts';
import { type Output, output } from '../output.ts';
import { runningHearth } from '../place.ts';

interface Rebuild { readonly rebuild: string; readonly state: 'running' | 'finished' | 'cancelled' | 'given-up'; readonly position: number | null; readonly end: number | null; readonly share: number | null; readonly error: { readonly code: string; readonly message: string } | null; readonly failure: { readonly error: string; readonly attempts: number } | null }
interface Line { readonly name: string; readonly position: number; readonly end: number; readonly rebuild: Rebuild | null }

const OPERATOR = 'ops1';
const LOOK_MS = 200;

/** Has a projection built anew beside the one in use, and shows how far it is until the new one has taken its place. */
export async function rebuild(service: string, projection: string, options: { json?: boolean; cancel?: boolean }): Promise<number> {
  const client = new HearthClient(runningHearth().url);
  const path = `/api/${service}/operations/projections`;
  const out = output(options.json ?? false);
  if (options.cancel) {
    await client.delete(OPERATOR, `${path}/${projection}/rebuild`);
    out.answer({ service, projection, state: 'cancelled' }, `the rebuild of ${projection} is broken off; the tables in use stay`);
    return OK;
  }
  const began = performance.now();
  const { rebuild: id } = await client.post<{ rebuild: string }>(OPERATOR, `${path}/${projection}/rebuild`).catch((error: unknown) => unknownProjection(client, path, service, projection, error));
  const last = await followed(id, async () => (await client.get<{ items: Line[] }>(OPERATOR, path)).items.find(({ name }) => name === projection), out);
  const { position } = last;
  const ms = Math.round(performance.now() - began);
  const state = last.rebuild?.state ?? 'running';
  out.answer({ service, projection, rebuild: id, state, position, ms, error: last.rebuild?.error ?? null }, state === 'finished'
    ? `${projection} of ${service} is rebuilt up to position ${position} and in use, after ${(ms / 1000).toFixed(1)} s`
    : `the rebuild of ${projection} ended as ${state}${last.rebuild?.error ? `: ${last.rebuild.error.code}: ${last.rebuild.error.message}` : ''}; the tables in use stay`);
  return state === 'finished' ? OK : SHORT;
}

/** Asks until the rebuild is over; a bar on a terminal, otherwise a line for every tenth part. */
async function followed(id: string, look: () => Promise<Line | undefined>, out: Output): Promise<Line> {
  const bar = process.stderr.isTTY ? new cliProgress.SingleBar({ format: '{bar} {percentage} % · {value} of {total}', stream: process.stderr, hideCursor: true }, cliProgress.Presets.shades_classic) : null;
  bar?.start(1, 0);
  try {
    for (let told = -1; ; await pause(LOOK_MS)) {
      const line = await look();
      if (line?.rebuild?.rebuild !== id || line.rebuild.state !== 'running') {
        if (line === undefined) throw new CommandProblem(SHORT, 'hearth: the service no longer has this projection');
        bar?.setTotal(line.end);
        bar?.update(line.position);
        return line;
      }
      const { position, end, share, failure } = line.rebuild;
      bar?.setTotal(end ?? line.end);
      bar?.update(position ?? 0);
      const tenth = Math.floor((share ?? 0) * 10);
      if (!bar && tenth > told) out.say(`${tenth * 10} % · position ${position ?? 0} of ${end ?? line.end}${failure ? ` · waits: ${failure.error}` : ''}`);
      told = Math.max(told, tenth);
    }
  } finally {
    bar?.stop();
  }
}

async function unknownProjection(client: HearthClient, path: string, service: string, projection: string, error: unknown): Promise<never> {
  if (!(error instanceof Refused) || error.status !== 404) throw error;
  const known = await client.get<{ items: Line[] }>(OPERATOR, path).catch(() => null);
  throw new CommandProblem(USAGE, known ? `hearth: ${service} has no projection ${projection}; it has ${known.items.map(({ name }) => name).join(', ') || 'none'}` : `hearth: there is no service ${service}`);
}
