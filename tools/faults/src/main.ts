import { randomInt } from 'node:crypto';
import { kafkaAvailable } from '@hearth/launch';
import { breakagesOf } from './breakages.ts';
import type { Fault } from './faults/fault.ts';
import { HELP, Misunderstood, type Options, optionsOf } from './options.ts';
import { Chance, derived } from './random.ts';
import { Report } from './report.ts';
import { runFault } from './run-fault.ts';
import { World } from './world/world.ts';

const [OK, SHORT, USAGE, BROKEN_OFF] = [0, 1, 2, 130];
const MOST_SEED = 2 ** 31;

/** Servers and processes end with us; the guard clears the folder away. */
function breakOff(): void { process.exit(BROKEN_OFF); }

/** The faults in turn, or at random until the time is over; each in soaking has a seed of its own, which repeats it. */
function* turns({ faults, seed, minutes }: Options, possible: readonly Fault[]): Generator<{ fault: Fault; seed: number }> {
  if (minutes === 0) for (const fault of faults.filter((one) => possible.includes(one))) yield { fault, seed };
  else {
    const chance = new Chance(derived(seed, 'soak'));
    for (const end = performance.now() + minutes * 60_000; performance.now() < end && possible.length > 0;) {
      for (const fault of chance.shuffled(possible)) if (performance.now() < end) yield { fault, seed: chance.whole(0, MOST_SEED) };
    }
  }
}

async function run(options: Options): Promise<number> {
  const report = new Report(options.json);
  delete process.env['KAFKA_BROKERS']; // a broker of our own, to be killed
  const kafka = await kafkaAvailable();
  const possible = options.faults.filter(({ needsKafka }) => kafka.ok || !needsKafka);
  for (const { name } of options.faults) if (!kafka.ok && !possible.some((fault) => fault.name === name)) report.say(`not run: ${name}: ${kafka.reason}`);
  if (!kafka.ok && possible.length > 0) report.say('the other faults are run on the log adapter');
  const breakages = breakagesOf(process.env);
  report.say(`seed ${options.seed}, ${options.events} events for each fault`);
  const world = await World.open(kafka.ok, report.say);
  let ok = kafka.ok || process.env['HEARTH_REQUIRE_KAFKA'] !== '1';
  try {
    for (const { fault, seed } of turns(options, possible)) {
      const line = await runFault(fault, { ...options, seed, world, breakage: breakages.get(fault.name) ?? null, say: report.say });
      report.add(line);
      ok &&= line.ok;
    }
  } finally {
    await world.close();
  }
  return ok ? OK : SHORT;
}

process.on('SIGINT', breakOff);
process.on('SIGTERM', breakOff);
process.on('disconnect', breakOff);
try {
  const options = optionsOf(process.argv.slice(2), () => randomInt(MOST_SEED));
  if (options === null) process.stdout.write(HELP);
  process.exitCode = options === null ? OK : await run(options);
} catch (error) {
  process.stderr.write(`hearth: ${error instanceof Error ? error.message : 'the faults could not be run'}\n`);
  process.exitCode = error instanceof Misunderstood ? USAGE : SHORT;
}
process.off('disconnect', breakOff);
if (process.connected) process.disconnect();
