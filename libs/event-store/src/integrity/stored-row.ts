import type { LogRow } from './log-row.ts';

/** What stands before the first row of a binary copy. */
const SIGNATURE = 'PGCOPY\n\xff\r\n\0';
const HEADER_BYTES = 19;
const NOTHING = -1;
const MS_2000 = Date.UTC(2000, 0, 1);
const [DAY_MS, MOST_DAYS] = [86_400_000, 10_000];
/** Years 1 to 9999, as days from 2000. */
const [FIRST_DAY, LAST_DAY] = [-730_119, 2_921_939];

/** Columns in the order `StoredRowReader` takes them. The event before is found by its stream and version, however far back it stands. */
export const logQuery = (events: string): string => `
  SELECT e.position, e.stream, e.version, e.id, e.type, e.schema_version, e.effective_on, e.recorded_at, e.household, e.area, e.hash, p.hash, p.position, e.metadata, e.data
  FROM ${events} e
  LEFT JOIN LATERAL (SELECT b.hash, b.position FROM ${events} b WHERE b.stream = e.stream AND b.version = e.version::bigint - 1 LIMIT 1) p ON e.version > 1
  ORDER BY e.position`;

/** Takes a row of a binary copy of `logQuery` apart: numbers and bytes as the server holds them, nothing parsed that need not be. */
export class StoredRowReader {
  #row: Buffer = Buffer.alloc(0);
  #at = 0;
  /** Where the cell lies that was last gone to. */
  #start = 0;
  #end = 0;
  readonly #days = new Map<number, string>();
  #lastMs = Number.NaN;
  #lastInstant = '';

  /** False for the end mark. */
  read(message: Buffer, row: LogRow): boolean {
    this.#row = message;
    this.#at = message.toString('latin1', 0, SIGNATURE.length) === SIGNATURE ? HEADER_BYTES : 0;
    if (message.readInt16BE(this.#at) < 0) return false;
    this.#at += 2;
    row.bytes = message;
    row.room = 0;
    row.broken = false;
    row.position = this.#long(row);
    row.stream = this.#text(row);
    row.version = this.#int(row);
    row.id = this.#uuid() ?? this.#missing(row, '');
    row.type = this.#text(row);
    row.schemaVersion = this.#int(row);
    row.effectiveOn = this.#day(row);
    row.recordedAt = this.#instant(row);
    row.household = this.#uuid();
    row.area = this.#cell() ? this.#latin1() : null;
    row.hash = this.#cell() ? this.#hex() : this.#missing(row, '');
    row.previous = this.#cell() ? this.#hex() : '';
    row.previousAt = this.#cell() ? this.#bigint() : 0;
    // Last, each behind its length, they stand as they are hashed.
    [row.metadataStart, row.metadataEnd] = this.#span(row);
    [row.dataStart, row.dataEnd] = this.#span(row);
    return true;
  }

  /** Goes to the next cell; false when it is null. */
  #cell(): boolean {
    const length = this.#row.readInt32BE(this.#at);
    this.#start = this.#at + 4;
    this.#at = this.#end = this.#start + Math.max(0, length);
    return length !== NOTHING;
  }

  /** Only someone who took the table's constraints away can have left it empty. */
  #missing<T>(row: LogRow, instead: T): T {
    row.broken = true;
    return instead;
  }

  #text(row: LogRow): string {
    return this.#cell() ? this.#latin1() : this.#missing(row, '');
  }

  #int(row: LogRow): number {
    return this.#cell() ? this.#row.readInt32BE(this.#end - 4) : this.#missing(row, 0);
  }

  #long(row: LogRow): number {
    return this.#cell() ? this.#bigint() : this.#missing(row, 0);
  }

  #span(row: LogRow): [number, number] {
    return this.#cell() ? [this.#start, this.#end] : this.#missing(row, [this.#start, this.#end]);
  }

  #day(row: LogRow): string {
    const day = this.#int(row);
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    if (this.#days.size === MOST_DAYS) this.#days.clear();
    const text = day < FIRST_DAY || day > LAST_DAY ? `day ${day}` : new Date(MS_2000 + day * DAY_MS).toISOString().slice(0, 10);
    this.#days.set(day, text);
    return text;
  }

  /** To the millisecond as it was recorded; a finer or unearthly time is spelt out, so that its hash cannot be right. */
  #instant(row: LogRow): string {
    const micros = this.#long(row);
    const ms = MS_2000 + Math.floor(micros / 1000);
    const finer = micros - Math.floor(micros / 1000) * 1000;
    if (Math.abs(ms) > 8e15) return `instant ${micros}`;
    if (ms !== this.#lastMs) [this.#lastMs, this.#lastInstant] = [ms, new Date(ms).toISOString()];
    return finer === 0 ? this.#lastInstant : `${this.#lastInstant} and ${finer} us`;
  }

  #bigint(): number {
    return this.#row.readInt32BE(this.#end - 8) * 4_294_967_296 + this.#row.readUInt32BE(this.#end - 4);
  }

  #uuid(): string | null {
    if (!this.#cell()) return null;
    const hex = this.#row.toString('hex', this.#end - 16, this.#end);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  #latin1(): string {
    return this.#row.toString('latin1', this.#start, this.#end);
  }

  #hex(): string {
    return this.#row.toString('hex', this.#start, this.#end);
  }
}
