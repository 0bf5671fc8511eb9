import type { Place } from './bus.ts';

/** Advice that a write for every batch would make too dear. */
const EVERY_MS = 500;

/** Gathers how far partitions are read and says it now and then, all at once. */
export class Offsets {
  private readonly waiting = new Map<string, Place>();
  private timer: NodeJS.Timeout | null = null;
  private saying: Promise<void> = Promise.resolve();

  constructor(private readonly say: (places: readonly Place[]) => Promise<void>) {}

  note(place: Place): void {
    this.waiting.set(`${place.topic}/${place.partition}`, place);
    this.timer ??= setTimeout(() => { this.timer = null; this.sayAll(); }, EVERY_MS);
  }

  /** Says what has not been said. */
  async close(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.sayAll();
    await this.saying;
  }

  private sayAll(): void {
    const places = [...this.waiting.values()];
    this.waiting.clear();
    if (places.length > 0) this.saying = this.saying.then(() => this.say(places));
  }
}
