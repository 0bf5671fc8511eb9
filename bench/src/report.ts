import type { BenchRow } from './statistics.ts';

/** A row for people. */
export function lineOf({ case: name, yardstick, ratio, ours, theirs, unit, rounds, spread, reason }: BenchRow): string {
  const what = `${name.padEnd(20)} ${yardstick.padEnd(8)}`;
  if (ratio === null) return `${what} not at hand: ${reason ?? 'no reason given'}`;
  return `${what} ${ratio.toFixed(2).padStart(6)} ×   ours ${shown(ours)} ${unit}, theirs ${shown(theirs)}   [${spread?.map((one) => one.toFixed(2)).join(' – ') ?? ''}] in ${rounds} rounds`;
}

const shown = (figure: number | null): string => (figure === null ? '–' : figure.toFixed(figure < 100 ? 1 : 0));
