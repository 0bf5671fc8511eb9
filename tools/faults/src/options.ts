import { parseArgs } from 'node:util';
import { FAULTS } from './faults/index.ts';
import type { Fault } from './faults/fault.ts';
import { isKillPoint, KILL_POINTS, type KillPoint } from './kill-points.ts';

export interface Options {
  readonly seed: number;
  readonly faults: readonly Fault[];
  readonly events: number;
  readonly killAt: KillPoint | null;
  readonly minutes: number;
  readonly awaySeconds: number;
  readonly json: boolean;
}

/** What was asked for cannot be done: one line, exit code 2. */
export class Misunderstood extends Error {}

const [EVENTS, FEWEST_EVENTS, MOST_EVENTS] = [1_000, 10, 1_000_000];
const [AWAY_S, AWAY_SOAK_S, AWAY_SHORT_S, SHORT_BELOW] = [10, 60, 3, 500];
const MOST_SEED = 4_294_967_295;

/** @returns null when help was asked for. */
export function optionsOf(args: readonly string[], anySeed: () => number): Options | null {
  const { values } = parsed(args);
  if (values.help) return null;
  const number = (name: 'seed' | 'events' | 'minutes' | 'away', otherwise: number, least: number, most: number): number => {
    const text = values[name];
    if (text === undefined) return otherwise;
    const value = Number(text);
    const whole = name === 'minutes' || Number.isInteger(value);
    if (text.trim() === '' || !Number.isFinite(value) || !whole || value < least || value > most) throw new Misunderstood(`--${name} is a number from ${least} to ${most}, not ${text}`);
    return value;
  };
  const events = number('events', EVENTS, FEWEST_EVENTS, MOST_EVENTS);
  const minutes = number('minutes', 0, 0, 100_000);
  const away = minutes > 0 ? AWAY_SOAK_S : events < SHORT_BELOW ? AWAY_SHORT_S : AWAY_S;
  const killAt = values['kill-at'] ?? null;
  if (killAt !== null && !isKillPoint(killAt)) throw new Misunderstood(`no kill point ${killAt}; there are: ${Object.keys(KILL_POINTS).join(', ')}`);
  return {
    seed: number('seed', anySeed(), 0, MOST_SEED), events, minutes, awaySeconds: number('away', away, 1, 3_600), killAt, json: values.json ?? false,
    faults: chosen(values.only, killAt),
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], options: { seed: text, only: text, events: text, 'kill-at': text, minutes: text, away: text, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
  } catch (error) {
    throw new Misunderstood(error instanceof Error ? error.message : 'the options cannot be read');
  }
}

/** A kill point chooses the faults that have it, unless faults are named. */
function chosen(only: string | undefined, killAt: KillPoint | null): readonly Fault[] {
  const names = only?.split(',').map((name) => name.trim()).filter((name) => name !== '');
  const unknown = names?.filter((name) => !FAULTS.some((fault) => fault.name === name)) ?? [];
  if (unknown.length > 0 || names?.length === 0) throw new Misunderstood(`no fault ${unknown.join(', ')}; there are: ${FAULTS.map(({ name }) => name).join(', ')}`);
  // In the order asked for.
  const faults = names === undefined ? FAULTS : [...new Set(names)].flatMap((name) => FAULTS.find((fault) => fault.name === name) ?? []);
  if (killAt === null) return faults;
  const having = faults.filter(({ killPoints }) => killPoints?.includes(killAt));
  if (having.length === 0) throw new Misunderstood(`nobody is killed at ${killAt} in ${faults.map(({ name }) => name).join(', ')}; it is passed in: ${FAULTS.filter(({ killPoints }) => killPoints?.includes(killAt)).map(({ name }) => name).join(', ')}`);
  return names === undefined ? having : faults;
}

export const HELP = `hearth faults: breaks things on purpose and counts what was lost or done twice

It starts a PostgreSQL and a Kafka of its own, and processes that write, publish and consume; it ends all of them.
A seed repeats every choice of a run (sizes, order, batches, moments); races between processes cannot be repeated exactly.

  --seed N         what all choices come from; any, and printed, unless said
  --only A,B       these faults only
  --events N       events of each fault, from ${FEWEST_EVENTS}; ${EVENTS} unless said. Under ${SHORT_BELOW}: fewer kills, shorter pauses
  --kill-at POINT  kill there; runs the faults that have the point unless --only names others
  --minutes N      go on with faults in random order and new seeds until the time is over
  --away SECONDS   how long the database is away
  --json           one line of JSON for each fault on stdout, words on stderr

Faults:
${FAULTS.map(({ name, what }) => `  ${name.padEnd(20)} ${what}`).join('\n')}

Kill points:
${Object.entries(KILL_POINTS).map(([point, what]) => `  ${point.padEnd(20)} ${what}`).join('\n')}

Exit codes: 0 every fault was survived · 1 one was not, or a Kafka is required (HEARTH_REQUIRE_KAFKA=1) and cannot be had · 2 usage
`;
