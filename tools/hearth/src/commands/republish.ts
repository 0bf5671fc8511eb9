import { setTimeout as pause } from 'node:timers/promises';
import cliProgress from 'cli-progress';
import { HearthClient } from '../client.ts';
import { CommandProblem, OK, SHORT, USAGE } from '../exit.ts';
import { type Output, output } from '../output.ts';
import { runningHearth } from '../place.ts';

export interface RepublishOptions { readonly from: string; readonly json?: boolean }

interface RelayStatus { readonly position: number; readonly end: number; readonly lag: number; readonly error: string | null }

const OPERATOR = 'ops1';
const LOOK_MS = 200;
/** So long without a step and with an error, and it is the operator's turn. */
const PATIENCE_MS = 30_000;

/** Has a service publish everything again from a position on, for a subscriber that came late, and shows how far it is. */
export async function republish(service: string, { from: text, json = false }: RepublishOptions): Promise<number> {
  if (!/^\d{1,15}$/.test(text)) throw new CommandProblem(USAGE, `hearth: --from is "${text}"; it must be a position of the log, 0 for all of it`);
  const client = new HearthClient(runningHearth().url);
  const out = output(json);
  const began = performance.now();
  const { from, to } = await client.post<{ from: number; to: number }>(OPERATOR, `/api/${service}/operations/relay/republish`, { from: Number(text) });
  const { position, error } = await followed(from, to, async () => (await client.get<{ relay: RelayStatus }>(OPERATOR, `/api/${service}/operations/status`)).relay, out);
  const ms = Math.round(performance.now() - began), done = position >= to;
  out.answer({ service, from, to, position, ms, error }, done ? `${service} has published positions ${from} to ${to} again, after ${(ms / 1000).toFixed(1)} s` : `${service} stands at position ${position} of ${to}: ${error ?? 'no reason known'}`);
  return done ? OK : SHORT;
}

/** Asks until the relay is where it was; a bar on a terminal, otherwise a line for every tenth part. */
async function followed(from: number, to: number, look: () => Promise<RelayStatus>, out: Output): Promise<RelayStatus> {
  const bar = process.stderr.isTTY ? new cliProgress.SingleBar({ format: '{bar} {percentage} % · {value} of {total}', stream: process.stderr, hideCursor: true }, cliProgress.Presets.shades_classic) : null;
  bar?.start(Math.max(1, to - from), 0);
  try {
    for (let [last, moved, told] = [-1, performance.now(), -1]; ; await pause(LOOK_MS)) {
      const status = await look();
      if (status.position !== last) [last, moved] = [status.position, performance.now()];
      bar?.update(Math.min(to, status.position) - from);
      const tenth = Math.floor((10 * Math.max(0, status.position - from)) / Math.max(1, to - from));
      if (!bar && tenth > told) { out.say(`${Math.min(10, tenth) * 10} % · position ${Math.min(to, status.position)} of ${to}`); told = tenth; }
      if (status.position >= to || (status.error !== null && performance.now() - moved > PATIENCE_MS)) return status;
    }
  } finally {
    bar?.stop();
  }
}
