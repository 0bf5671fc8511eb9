import { SurveyProblem } from '../problems.ts';

const COMMA = 44, QUOTE = 34, LF = 10, CR = 13;
/** A record longer than this is taken for a quote that was never closed. */
const RECORD_LIMIT = 16 * 1024 * 1024;

/** One record as places in a buffer: nothing is copied, so `take` must read what it wants before it returns. */
export interface CsvRecord {
  bytes: Buffer;
  /** Fields in the record. */
  count: number;
  starts: Int32Array;
  ends: Int32Array;
  /** 1 where the field holds doubled quotes. */
  doubled: Uint8Array;
  /** Line of the file on which the record starts, from 1. */
  line: number;
}

/** Reads RFC 4180 records from bytes as they come; blank lines are no records. Fields keep their bytes: numbers are read straight from them. */
export class CsvScanner {
  private readonly record: CsvRecord = { bytes: Buffer.alloc(0), count: 0, starts: new Int32Array(64), ends: new Int32Array(64), doubled: new Uint8Array(64), line: 1 };
  private rest: Buffer = Buffer.alloc(0);
  private line = 1;
  private begun = false;

  constructor(private readonly take: (record: CsvRecord) => void) {}

  push(chunk: Buffer): void {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    if (!this.begun && bytes.length < 3) {
      this.rest = Buffer.from(bytes);
      return;
    }
    // What is left over is copied: the chunk's memory may be used again.
    this.rest = Buffer.from(this.scan(this.withoutMark(bytes), false));
    if (this.rest.length > RECORD_LIMIT) throw new SurveyProblem('record-too-long', { line: this.line }, 'the record has no end; a quote may be open');
  }

  end(): void {
    const rest = this.scan(this.withoutMark(this.rest), true);
    if (rest.length > 0) throw new SurveyProblem('quote-open', { line: this.line }, `line ${this.line}: a quote is not closed`);
    this.rest = Buffer.alloc(0);
  }

  private withoutMark(bytes: Buffer): Buffer {
    if (this.begun) return bytes;
    this.begun = true;
    return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  }

  /** Takes every whole record; answers the bytes of the one that is not whole yet. */
  private scan(bytes: Buffer, last: boolean): Buffer {
    let at = 0;
    this.record.bytes = bytes;
    while (at < bytes.length) {
      const next = this.one(bytes, at, last);
      if (next < 0) return bytes.subarray(at);
      at = next;
    }
    return bytes.subarray(bytes.length);
  }

  /** Scans the record that starts at `start`; answers where the next one starts, -1 when the bytes end before it does. */
  private one(bytes: Buffer, start: number, last: boolean): number {
    const length = bytes.length, record = this.record;
    let { starts, ends, doubled } = record, at = start, count = 0, breaks = 1;
    for (;;) {
      if (count === starts.length) ({ starts, ends, doubled } = this.widened());
      if (at < length && bytes[at] === QUOTE) {
        const close = this.quoted(bytes, at, count);
        if (close < 0) return -1;
        breaks += breaksBetween(bytes, at, close);
        at = close + 1;
        if (at < length && bytes[at] === CR) at++;
        if (at < length && bytes[at] !== COMMA && bytes[at] !== LF) throw new SurveyProblem('row-shape', { line: this.line }, `line ${this.line}: text after a closing quote`);
      } else {
        const from = at;
        while (at < length) {
          const byte = bytes[at]!;
          if (byte === COMMA || byte === LF) break;
          at++;
        }
        starts[count] = from;
        ends[count] = at > from && bytes[at] !== COMMA && bytes[at - 1] === CR ? at - 1 : at;
        doubled[count] = 0;
      }
      if (at >= length && !last) return -1;
      count++;
      if (at >= length || bytes[at] === LF) break;
      at++;
    }
    record.count = count;
    record.line = this.line;
    if (count > 1 || record.ends[0]! > record.starts[0]! || bytes[start] === QUOTE) this.take(record);
    this.line += breaks;
    return Math.min(at + 1, length);
  }

  /** The closing quote of the field that opens at `open`; -1 when it is not in sight. */
  private quoted(bytes: Buffer, open: number, field: number): number {
    let at = bytes.indexOf(QUOTE, open + 1);
    this.record.doubled[field] = 0;
    while (at >= 0 && bytes[at + 1] === QUOTE) {
      this.record.doubled[field] = 1;
      at = bytes.indexOf(QUOTE, at + 2);
    }
    this.record.starts[field] = open + 1;
    this.record.ends[field] = at;
    return at;
  }

  private widened(): CsvRecord {
    const record = this.record, wider = record.starts.length * 2;
    const starts = new Int32Array(wider), ends = new Int32Array(wider), doubled = new Uint8Array(wider);
    starts.set(record.starts);
    ends.set(record.ends);
    doubled.set(record.doubled);
    return Object.assign(record, { starts, ends, doubled });
  }
}

function breaksBetween(bytes: Buffer, from: number, to: number): number {
  let breaks = 0;
  for (let at = bytes.indexOf(LF, from); at >= 0 && at < to; at = bytes.indexOf(LF, at + 1)) breaks++;
  return breaks;
}

/** The text of a field, spaces around it taken off. */
export function fieldText(record: CsvRecord, field: number): string {
  const text = record.bytes.toString('utf8', record.starts[field], record.ends[field]);
  return (record.doubled[field] === 1 ? text.replaceAll('""', '"') : text).trim();
}
