import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export interface LineSpan {
  /** Offset of the first byte to read; 0 when absent. */
  readonly from?: number;
  /** Offset behind the last byte to read; the end of the file when absent. */
  readonly to?: number;
}

/** Small enough to stay in the processor's cache while it is gone through. */
const CHUNK = 1 << 16;
const NEWLINE = '\n';

/**
 * Reads a file line by line in memory that does not grow with it. `text` has one character per byte (latin1), so that a place in it is a
 * place in `buffer`; text in other letters is decoded only where a person reads it.
 */
export class LineReader {
  buffer: Buffer;
  text = '';
  /** Where the line stands in `buffer` and `text`. */
  start = 0;
  end = 0;
  /** False for a last line that no newline ends. */
  whole = true;
  readonly #file: number;
  readonly #to: number;
  #next = 0;
  #filled = 0;
  /** Offset in the file of the byte behind `buffer`. */
  #offset: number;

  constructor(path: string, span: LineSpan = {}) {
    this.#file = openSync(path, 'r');
    this.#offset = span.from ?? 0;
    this.#to = span.to ?? Number.MAX_SAFE_INTEGER;
    this.buffer = Buffer.allocUnsafe(CHUNK);
  }

  /** The line as text; good until the next call. */
  get line(): string {
    return this.text.slice(this.start, this.end);
  }

  /** Offset in the file behind this line and its newline. */
  get behind(): number {
    return this.#offset - this.#filled + this.#next;
  }

  /** Bytes of the file. */
  get size(): number {
    return fstatSync(this.#file).size;
  }

  /** Goes to the next line; false when there is none. */
  next(): boolean {
    for (;;) {
      const end = this.text.indexOf(NEWLINE, this.#next);
      if (end >= 0) return this.#stand(end, end + 1);
      if (this.#fill()) continue;
      this.whole = false;
      return this.#next < this.#filled && this.#stand(this.#filled, this.#filled);
    }
  }

  close(): void {
    closeSync(this.#file);
  }

  #stand(end: number, next: number): true {
    this.start = this.#next;
    this.end = end;
    this.#next = next;
    return true;
  }

  /** Keeps the begun line and reads on behind it; a line longer than the buffer makes it grow. */
  #fill(): boolean {
    const rest = this.#filled - this.#next;
    if (rest === this.buffer.length) this.buffer = Buffer.concat([this.buffer, Buffer.allocUnsafe(rest)]);
    else this.buffer.copyWithin(0, this.#next, this.#filled);
    const read = readSync(this.#file, this.buffer, rest, Math.min(this.buffer.length - rest, this.#to - this.#offset), this.#offset);
    this.#offset += read;
    this.#next = 0;
    this.#filled = rest + read;
    this.text = this.buffer.toString('latin1', 0, this.#filled);
    return read > 0;
  }
}

/** Text as it stands in a file, one character per byte, made readable. */
export const readable = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');
