import { randomBytes } from 'node:crypto';
import type { Breakage } from './breakages.ts';
import type { Fault, Finding } from './faults/fault.ts';
import type { KillPoint } from './kill-points.ts';
import { Chance, derived } from './random.ts';
import type { Counts, Reckoning } from './reckoning.ts';
import { Street } from './world/street.ts';
import type { World } from './world/world.ts';

/** One line of the run's answer. */
export interface FaultLine extends Counts {
  readonly seed: number;
  readonly fault: string;
  readonly ok: boolean;
}

export interface RunOptions {
  readonly world: World;
  readonly seed: number;
  readonly events: number;
  readonly killAt: KillPoint | null;
  readonly awaySeconds: number;
  readonly breakage: Breakage | null;
  readonly say: (line: string) => void;
}

const SHORT_BELOW = 500;
const LEAST_STREAMS = 3;
const NOTHING: Reckoning = { written: 0, delivered: 0, applied: 0, lost: 0, doubled: 0, parked: 0, problems: ['nothing could be counted'] };

/** Runs one fault on a street of its own and holds what was acknowledged against what became of it. */
export async function runFault(fault: Fault, options: RunOptions): Promise<FaultLine> {
  const { world, seed, say } = options;
  say(`${fault.name}: ${fault.what}`);
  if (options.breakage !== null) say(`  broken on purpose: ${options.breakage}`);
  const began = performance.now();
  await world.mend();
  const chance = new Chance(derived(seed, fault.name));
  const street = await Street.open(
    { world, seed, chance, events: options.events, leastStreams: fault.leastStreams ?? LEAST_STREAMS, breakage: options.breakage },
    randomBytes(4).toString('hex'));
  try {
    const finding = await find(fault, street, options, chance);
    const accidents = await street.endAll();
    const reckoning = await street.reckon().catch((): Reckoning => NOTHING);
    const line = lineOf(seed, fault.name, reckoning);
    const problems = [...finding.problems, ...accidents, ...reckoning.problems, ...expected(line, options.events, finding.parked ?? 0)];
    for (const problem of problems) say(`  ✗ ${problem}`);
    if (problems.length > 0) for (const { actor, message, error } of street.logs.slice(-10)) say(`    ${actor} said: ${message} ${error}`);
    say(`  ${problems.length === 0 ? 'ok' : 'NOT OK'} after ${((performance.now() - began) / 1000).toFixed(1)} s`);
    return { ...line, ok: problems.length === 0 };
  } finally {
    await street.clearAway();
  }
}

async function find(fault: Fault, street: Street, options: RunOptions, chance: Chance): Promise<Finding> {
  const { world, events, awaySeconds } = options;
  const killAt = options.killAt !== null && fault.killPoints?.includes(options.killAt) ? options.killAt : null;
  try {
    return await fault.run({ world, street, chance, events, killAt, awaySeconds, short: events < SHORT_BELOW, say: (line) => { options.say(`  ${line}`); } });
  } catch (error) {
    await world.mend();
    return { problems: [error instanceof Error ? error.message : 'the fault could not be run'] };
  }
}

const lineOf = (seed: number, fault: string, { written, delivered, applied, lost, doubled, parked }: Reckoning): FaultLine =>
  ({ seed, fault, written, delivered, applied, lost, doubled, parked, ok: false });

/** What the numbers have to be, whatever the fault. */
function expected({ written, delivered, applied, lost, doubled, parked }: FaultLine, events: number, parkedHere: number): string[] {
  const problems: string[] = [];
  if (written !== events) problems.push(`${written} events are in the log or were acknowledged, planned were ${events}`);
  if (lost > 0) problems.push(`${lost} events are lost`);
  if (doubled > 0) problems.push(`${doubled} events were applied more than once`);
  if (parked !== parkedHere) problems.push(`${parked} events are parked, ${parkedHere} have to be`);
  if (written !== applied + parked) problems.push(`${written} written is not ${applied} applied and ${parked} parked`);
  if (delivered < applied) problems.push(`${applied} events were applied, ${delivered} delivered`);
  return problems;
}
