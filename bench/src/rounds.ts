import { type BenchRow, rowOf } from './statistics.ts';

/** One way to do the work; `measure` does it for a slice of time and answers with its figure. */
export interface Contestant {
  readonly name: string;
  measure(): Promise<number>;
}

export interface Contest {
  readonly case: string;
  readonly unit: string;
  /** Smaller is better. */
  readonly lower?: boolean;
  readonly ours: Contestant;
  readonly yardsticks: readonly (Contestant | Absent)[];
}

/** A yardstick that is not at hand here. */
export interface Absent {
  readonly name: string;
  readonly reason: string;
}

export const ROUNDS = 5;

/**
 * Every contestant once a round, each time in another order, so that what disturbs the machine disturbs all alike. First come rounds that
 * are not counted: plans, pools and code warm up.
 */
export async function hold(contests: readonly Contest[], say: (line: string) => void, warmUps = 1): Promise<BenchRow[]> {
  const figures = contests.map(() => [] as Map<string, number>[]);
  for (let n = 0; n < warmUps; n += 1) await round(contests);
  for (let n = 1; n <= ROUNDS; n += 1) {
    say(`round ${n} of ${ROUNDS}`);
    const measured = await round(contests);
    measured.forEach((figure, at) => figures[at]?.push(figure));
  }
  return contests.flatMap((contest, at) => contest.yardsticks.map((yardstick) => row(contest, yardstick, figures[at] ?? [])));
}

async function round(contests: readonly Contest[]): Promise<Map<string, number>[]> {
  const figures: Map<string, number>[] = [];
  for (const { ours, yardsticks } of contests) {
    const measured = new Map<string, number>();
    for (const one of shuffled([ours, ...yardsticks.filter(isPresent)])) measured.set(one.name, await one.measure());
    figures.push(measured);
  }
  return figures;
}

function row({ case: name, unit, lower = false, ours }: Contest, yardstick: Contestant | Absent, figures: readonly Map<string, number>[]): BenchRow {
  if (!isPresent(yardstick)) return { case: name, yardstick: yardstick.name, ratio: null, ours: null, theirs: null, unit, rounds: 0, spread: null, reason: yardstick.reason };
  return rowOf(name, yardstick.name, unit, figures.map((of) => ({ ours: of.get(ours.name) ?? Number.NaN, theirs: of.get(yardstick.name) ?? Number.NaN })), lower);
}

const isPresent = (one: Contestant | Absent): one is Contestant => 'measure' in one;

function shuffled<T>(list: readonly T[]): T[] {
  return list.map((value) => ({ value, at: Math.random() })).toSorted((a, b) => a.at - b.at).map(({ value }) => value);
}

const SLICE_MS = 700;

/** Work per second of `writers` that each begin again when they are done; what is under way at the end counts with its time. */
export async function closedLoop(writers: number, work: () => Promise<number>, sliceMs = SLICE_MS): Promise<number> {
  const began = performance.now();
  let done = 0;
  const write = async (): Promise<void> => {
    while (performance.now() - began < sliceMs) {
      const more = await work();
      done += more;
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  return (done / (performance.now() - began)) * 1000;
}
