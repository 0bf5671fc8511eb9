import type { Segment } from './evidence.ts';
import { LineReader } from './line-reader.ts';

/** The position at the begin of a leaf line. */
export const positionOf = (leaf: string): number => Number(leaf.slice(1, leaf.indexOf(',')));

/** The leaves of some segments, in order: what the log must hold there. */
export class Truth {
  readonly #segments: readonly Segment[];
  #index = 0;
  #lines: LineReader | null = null;
  #leaf: string | null = null;

  constructor(segments: readonly Segment[]) {
    this.#segments = segments;
    this.#advance();
  }

  /** The next leaf; null behind the last. */
  get leaf(): string | null {
    return this.#leaf;
  }

  get empty(): boolean {
    return this.#segments.length === 0;
  }

  next(): void {
    this.#advance();
  }

  /** Whether a checkpoint says what stands, or does not stand, at this position. */
  covers(position: number): boolean {
    for (const { from, to } of this.#segments) if (position > from && position <= to) return true;
    return false;
  }

  /** The first leaf from here on that contains the text. Does not move. */
  find(text: string): string | null {
    const rest = new Truth(this.#segments);
    try {
      while (rest.#leaf !== null && rest.#leaf !== this.#leaf) rest.#advance();
      while (rest.#leaf !== null && !rest.#leaf.includes(text)) rest.#advance();
      return rest.#leaf;
    } finally {
      rest.close();
    }
  }

  close(): void {
    this.#lines?.close();
    this.#lines = null;
  }

  #advance(): void {
    for (let segment = this.#segments[this.#index]; segment !== undefined; segment = this.#segments[this.#index]) {
      this.#lines ??= new LineReader(segment.path, { from: segment.start, to: segment.end });
      if (this.#nextIn(segment)) return;
      this.close();
      this.#index += 1;
    }
    this.#leaf = null;
  }

  /** Leaves outside the positions of the segment stand there for another reading of the log. */
  #nextIn({ from, to }: Segment): boolean {
    while (this.#lines?.next() === true) {
      const { line } = this.#lines;
      if (!line.startsWith('[')) continue;
      const position = positionOf(line);
      if (position > to) return false;
      if (position <= from) continue;
      this.#leaf = line;
      return true;
    }
    return false;
  }
}
