import { exchange } from './exchange.ts';
import type { BenchRow } from './statistics.ts';

const benches: Readonly<Record<string, (say: (line: string) => void) => Promise<readonly BenchRow[]>>> = { exchange };

const [name = '', ...flags] = process.argv.slice(2);
const json = flags.includes('--json');
const bench = benches[name];
if (!bench) {
  process.stderr.write(`hearth: no bench ${name}; there are: ${Object.keys(benches).join(', ')}\n`);
  process.exit(2);
}
const rows = await bench((line) => { process.stderr.write(`${line}\n`); });
const peakRssMiB = Math.round(process.resourceUsage().maxRSS / 1024);
if (json) process.stdout.write(`${JSON.stringify({ bench: name, rows, peakRssMiB })}\n`);
else {
  for (const row of rows) process.stdout.write(`${row.case.padEnd(16)} ours ${row.ours} ${row.unit}, ${row.yardstick} ${row.theirs} ${row.unit}, ratio ${row.ratio} [${row.spread?.join(' – ') ?? ''}] over ${row.rounds} rounds\n`);
  process.stdout.write(`peak memory ${peakRssMiB} MiB\n`);
}
