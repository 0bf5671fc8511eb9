import { Chance, derived } from './random.ts';

/** One stream of the log: its events are numbered 1…size. Several streams may be about one household and share its key. */
export interface Stream { readonly name: string; readonly key: string; readonly size: number }

const EVENTS_A_STREAM = 8;
const [FEWEST, MOST] = [3, 64];

/** Who is to say how much: the same for the same seed and number of events, in every process. */
export function planOf(seed: number, events: number, least = FEWEST): readonly Stream[] {
  const chance = new Chance(derived(seed, 'plan'));
  const count = Math.min(events, Math.max(least, Math.min(MOST, Math.floor(events / EVENTS_A_STREAM))));
  const keys = Array.from({ length: Math.ceil(count * 0.75) }, () => chance.uuid());
  const sizes = Array.from({ length: count }, () => 1);
  for (let left = events - count; left > 0; left -= 1) {
    const at = chance.whole(0, count - 1);
    sizes[at] = (sizes[at] ?? 0) + 1;
  }
  return sizes.map((size, at) => ({ name: `thing-${chance.uuid()}`, key: keys[at % keys.length] ?? chance.uuid(), size }));
}

/** How many of a stream's events are due when a share (0…1) of the work is. */
export const dueOf = (stream: Stream, share: number): number => Math.min(stream.size, Math.ceil(stream.size * share));

export const allDue = (plan: readonly Stream[], share: number): number => plan.reduce((sum, stream) => sum + dueOf(stream, share), 0);

/** Shares that lead to the whole in up to `count` parts, each of which brings at least `least` events more. */
export function partsOf(plan: readonly Stream[], count: number, least: number): number[] {
  const parts: number[] = [];
  for (let part = 1; part < count; part += 1) {
    const [share, before] = [part / count, allDue(plan, parts.at(-1) ?? 0)];
    const due = allDue(plan, share);
    if (due - before >= least && allDue(plan, 1) - due >= least) parts.push(share);
  }
  return [...parts, 1];
}
