import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LineReader } from './line-reader.ts';
import { copied, jsonText } from './log-row.ts';

/** What has to be known of an event to hold it against the others of its stream. */
export interface Link {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly previous: string;
  /** Not a piece of a longer text, which it would keep in memory. */
  readonly hash: string;
}

/** An event that does not follow on the one before it: what is missing before it, that it is there twice, or that it follows something else. */
export interface BrokenLink {
  readonly kind: 'removed' | 'inserted' | 'changed';
  readonly stream: string;
  /** Of the event that is missing, or of the one that is wrong. */
  readonly version: number;
  readonly position: number;
}

interface StreamEnd { version: number; hash: string }

const MOST_STREAMS = 100_000;
const PARTITIONS = 64;
const SPILL_BYTES = 1 << 16;

/**
 * Whether each event of an export follows on the one before it in its stream. The ends of a hundred thousand streams are kept in
 * memory; the links of all further streams go to temporary files, a stream always to the same one, and are gone through at the end, file by
 * file. So memory is bounded whatever the number of streams.
 */
export class StreamLinks {
  readonly #most: number;
  readonly #ends = new Map<string, StreamEnd>();
  #lastStream = '';
  #lastEnd: StreamEnd | undefined;
  #spilled: string[][] = [];
  #waiting = 0;
  #dir: string | null = null;

  constructor(most = MOST_STREAMS) {
    this.#most = most;
  }

  /** The answer for a stream that is kept in memory; null also for one that is looked at in the end. */
  see(link: Link): BrokenLink | null {
    const end = this.#endOf(link.stream);
    if (end === undefined && this.#ends.size >= this.#most) {
      this.#spill(link);
      return null;
    }
    return follow(this.#ends, end, link);
  }

  /** Events of one append follow on each other: what was found last is often what is looked for next. */
  #endOf(stream: string): StreamEnd | undefined {
    if (this.#lastEnd === undefined || stream !== this.#lastStream) [this.#lastStream, this.#lastEnd] = [stream, this.#ends.get(stream)];
    return this.#lastEnd;
  }

  /** The first broken one, by position, of the streams that were put aside. */
  firstPutAside(): BrokenLink | null {
    let first: BrokenLink | null = null;
    this.#write();
    for (let partition = 0; this.#dir !== null && partition < PARTITIONS; partition += 1) {
      const found = firstBroken(join(this.#dir, String(partition)));
      if (found !== null && (first === null || found.position < first.position)) first = found;
    }
    return first;
  }

  close(): void {
    if (this.#dir !== null) rmSync(this.#dir, { recursive: true, force: true });
    this.#dir = null;
  }

  #spill({ position, stream, version, previous, hash }: Link): void {
    const line = `[${position},${jsonText(stream)},${version},"${previous}","${hash}"]\n`;
    (this.#spilled[partitionOf(stream)] ??= []).push(line);
    this.#waiting += line.length;
    if (this.#waiting > PARTITIONS * SPILL_BYTES) this.#write();
  }

  #write(): void {
    if (this.#waiting === 0) return;
    this.#dir ??= mkdtempSync(join(tmpdir(), 'hearth-links-'));
    for (const [partition, lines] of this.#spilled.entries()) if (lines !== undefined) appendFileSync(join(this.#dir, String(partition)), lines.join(''), 'latin1');
    this.#spilled = [];
    this.#waiting = 0;
  }
}

function follow(ends: Map<string, StreamEnd>, end: StreamEnd | undefined, { stream, version, previous, hash, position }: Link): BrokenLink | null {
  const last = { version: end?.version ?? 0, hash: end?.hash ?? '' };
  if (version <= last.version) return { kind: 'inserted', stream, version, position };
  if (end === undefined) ends.set(copied(stream), { version, hash });
  else [end.version, end.hash] = [version, hash];
  if (version > last.version + 1) return { kind: 'removed', stream, version: last.version + 1, position };
  return previous === last.hash ? null : { kind: 'changed', stream, version, position };
}

function firstBroken(path: string): BrokenLink | null {
  if (!existsSync(path)) return null;
  const [ends, lines] = [new Map<string, StreamEnd>(), new LineReader(path)];
  try {
    while (lines.next()) {
      const [position, stream, version, previous, hash] = JSON.parse(lines.line) as [number, string, number, string, string];
      const broken = follow(ends, ends.get(stream), { position, stream, version, previous, hash });
      if (broken !== null) return broken;
    }
    return null;
  } finally {
    lines.close();
  }
}

function partitionOf(stream: string): number {
  let sum = 0;
  for (let at = 0; at < stream.length; at += 1) sum = (Math.imul(sum, 31) + stream.charCodeAt(at)) >>> 0;
  return sum % PARTITIONS;
}
