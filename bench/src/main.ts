import { disturbance } from './machine.ts';
import { lineOf } from './report.ts';
import type { BenchRow } from './statistics.ts';
import { shortfall } from './targets.ts';

type Bench = (say: (line: string) => void) => Promise<readonly BenchRow[]>;

/** Loaded when asked for: none has to wait for what only another one needs. */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  append: async () => (await import('./append.ts')).append,
  read: async () => (await import('./read.ts')).read,
  tail: async () => (await import('./tail.ts')).tail,
  exchange: async () => (await import('./exchange.ts')).exchange,
  score: async () => (await import('./score.ts')).score,
  stepwise: async () => (await import('./stepwise.ts')).stepwise,
  verify: async () => (await import('./verify.ts')).verify,
};

const [name = '', ...flags] = process.argv.slice(2);
const bench = await benches[name]?.();
if (!bench) {
  process.stderr.write(`hearth: no bench ${name}; there are: ${Object.keys(benches).join(', ')}\n`);
  process.exit(2);
}
const say = (line: string): void => { process.stderr.write(`${line}\n`); };
const disturbed = await disturbance();
if (disturbed !== null) say(disturbed);
const rows = await bench(say);
const peakRssMiB = Math.round(process.resourceUsage().maxRSS / 1024);
if (flags.includes('--json')) process.stdout.write(`${JSON.stringify({ bench: name, rows, peakRssMiB })}\n`);
else process.stdout.write(`${rows.map(lineOf).join('\n')}\npeak memory ${peakRssMiB} MiB\n`);
for (const row of rows) {
  const short = shortfall(name, row);
  if (short === null) continue;
  say(`falls short: ${row.case} ${short}`);
  process.exitCode = 1;
}
