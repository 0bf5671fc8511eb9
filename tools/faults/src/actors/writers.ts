import { setTimeout as pause } from 'node:timers/promises';
import type { Appended, EventStore, StreamAppend, StreamHead } from '@hearth/event-store';
import { Chance, derived } from '../random.ts';
import { dueOf, type Stream } from '../plan.ts';
import { contextOf, said } from './events.ts';
import type { Line } from './line.ts';
import type { SpeakerConfig, Writing } from './protocol.ts';
import type { Trapdoor } from './trapdoor.ts';

const MOST_AT_ONCE = 3;
const RETRY_MS = 100;

interface Progress { readonly stream: Stream; readonly due: number; head: StreamHead | null }

/** A part of the plan that one after the other is written by each writer; who is interrupted looks in the log how far it came. */
export class Writers {
  #closing = false;
  readonly #early: boolean;
  #begun = 0;
  #due = 0;
  #done = 0;

  constructor(private readonly store: EventStore, private readonly line: Line, private readonly trapdoor: Trapdoor, private readonly config: SpeakerConfig, private readonly send: Sending = oneRoundTrip) {
    this.#early = config.breakage === 'acks-early';
  }

  close(): void { this.#closing = true; }

  async write(plan: readonly Stream[], seed: number, writing: Writing): Promise<void> {
    const open = plan.map((stream): Progress => ({ stream, due: dueOf(stream, writing.share), head: null }));
    this.#begun = performance.now();
    this.#due = open.reduce((sum, { due }) => sum + due, 0);
    const shares = Array.from({ length: writing.writers }, (_, writer) => open.filter((_one, at) => at % writing.writers === writer));
    await Promise.all(shares.map((share, writer) => this.#writer(share, new Chance(derived(seed, `writer ${writer}`)), writing)));
  }

  async #writer(share: readonly Progress[], chance: Chance, { overMs }: Writing): Promise<void> {
    for (let open = [...share]; open.length > 0 && !this.#closing;) {
      const one = open[chance.whole(0, open.length - 1)];
      if (one === undefined) return;
      if (overMs > 0) await pause(Math.max(0, this.#begun + (this.#done / this.#due) * overMs - performance.now()));
      if (await this.#step(one, chance)) open = open.filter((other) => other !== one);
    }
  }

  /** True when the stream is where it is to be. Whatever went wrong, the log says how far it came: the next step begins there. */
  async #step(one: Progress, chance: Chance): Promise<boolean> {
    try {
      one.head ??= (await this.store.read(one.stream.name)).head;
      const left = one.due - one.head.version;
      if (left <= 0) return true;
      const count = Math.min(left, chance.whole(1, MOST_AT_ONCE));
      one.head = await this.#append(one.stream, one.head, count, chance);
      this.#done += count;
      return one.head.version >= one.due;
    } catch {
      one.head = this.#early && one.head !== null ? { ...one.head, version: one.due } : null;
      if (!this.#closing) await pause(RETRY_MS);
      return false;
    }
  }

  async #append(stream: Stream, head: StreamHead, count: number, chance: Chance): Promise<StreamHead> {
    const began = performance.now();
    const acked = (ids: readonly string[]): Promise<void> => this.line.say({ is: 'acked', stream: stream.name, from: head.version + 1, to: head.version + count, ids, ms: performance.now() - began });
    if (this.#early) await acked([]);
    const sent = this.send(this.store, appendOf(stream, head, count, this.config.release), chance);
    if (this.trapdoor.watches('writer:mid-append')) {
      sent.catch(() => undefined);
      await pause(chance.whole(0, 2));
      await this.trapdoor.pass('writer:mid-append');
    }
    const { events } = await sent;
    if (!this.#early) void acked(events.map(({ id }) => id));
    return (await this.store.read(stream.name)).head;
  }
}

/** How an append is sent. */
export type Sending = (store: EventStore, append: StreamAppend, chance: Chance) => Promise<Appended>;

/** Folded together with what other writers append at the same time. */
const oneRoundTrip: Sending = (store, append) => store.append([append], contextOf(null));

export function appendOf(stream: Stream, head: StreamHead, count: number, release: SpeakerConfig['release']): StreamAppend {
  const events = Array.from({ length: count }, (_, at) => said(head.version + 1 + at, release));
  return { stream: stream.name, expected: head, events, household: stream.key, area: null, key: stream.key };
}
