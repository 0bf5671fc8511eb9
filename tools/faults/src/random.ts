/** All choices of a run come from here, so the same seed makes the same choices; what the clock and the scheduler do in between cannot be repeated. */
export class Chance {
  #state: number;

  constructor(seed: number) { this.#state = seed | 0; }

  /** From 0 up to but without 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number { return from + Math.floor(this.next() * (to - from + 1)); }

  pick<T>(list: readonly [T, ...T[]]): T { return list[this.whole(0, list.length - 1)] ?? list[0]; }

  shuffled<T>(list: readonly T[]): T[] {
    return list.map((item) => ({ item, at: this.next() })).toSorted((a, b) => a.at - b.at).map(({ item }) => item);
  }

  uuid(): string {
    const hex = Array.from({ length: 32 }, () => this.whole(0, 15).toString(16)).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}

/** The seed of a part: every fault draws from its own, so leaving one out changes no other (FNV-1a). */
export function derived(seed: number, name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(`${seed}/${name}`)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
