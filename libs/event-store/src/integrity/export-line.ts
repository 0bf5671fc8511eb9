import { jsonText, type LogRow } from './log-row.ts';
import { readable, type LineReader } from './line-reader.ts';

const OPENING = '{'.charCodeAt(0);
const [DATA, END] = [',"data":', '}'];

/** What stands in the line before the metadata; `metadataBytes` lets a reader leap over it. */
const headOf = (row: LogRow, metadataBytes: number): string =>
  `{"service":"${row.service}","position":${row.position},"stream":${jsonText(row.stream)},"version":${row.version},"id":"${row.id}","type":${jsonText(row.type)},"schemaVersion":${row.schemaVersion}`
  + `,"effectiveOn":"${row.effectiveOn}","recordedAt":"${row.recordedAt}","household":${orNull(row.household)},"area":${orNull(row.area)},"previous":"${row.previous}","hash":"${row.hash}","metadataBytes":${metadataBytes},"metadata":`;

const orNull = (text: string | null): string => (text === null ? 'null' : jsonText(text));

/** The event as a line of JSON, one character per byte: metadata and data stand in it as they are stored. */
export function exportLine(row: LogRow): string {
  const metadata = asValue(row, row.metadataStart, row.metadataEnd);
  return `${headOf(row, metadata.length)}${metadata}${DATA}${asValue(row, row.dataStart, row.dataEnd)}}\n`;
}

/** An object goes as it is; what is none, or has a line break, was not written by Hearth and goes as text, so that its bytes survive. */
function asValue(row: LogRow, start: number, end: number): string {
  if (start === end) return 'null';
  const bytes = row.bytes.toString('latin1', start, end);
  return row.bytes[start] === OPENING && !bytes.includes('\n') ? bytes : JSON.stringify(bytes);
}

/** Takes a line of an export apart without parsing what need only be hashed. */
export class ExportLineReader {
  #text = '';
  #at = 0;

  /** Fills the row; what is no line of an export is `broken`, with as much of its identity as can be made out. */
  read(lines: LineReader, row: LogRow): void {
    this.#text = lines.text;
    this.#at = lines.start;
    row.bytes = lines.buffer;
    row.previousAt = -1;
    row.broken = !this.#line(lines.end, row);
    if (row.broken) salvage(lines.line, row);
  }

  #line(end: number, row: LogRow): boolean {
    if (!this.#head(row)) return false;
    if (!this.#has('"metadataBytes":')) return false;
    const length = this.#number(',"metadata":');
    [row.metadataStart, row.metadataEnd] = [this.#at, this.#at + length];
    this.#at = row.metadataEnd;
    if (!Number.isSafeInteger(length) || !this.#has(DATA) || this.#text[end - 1] !== END) return false;
    [row.dataStart, row.dataEnd] = [this.#at, end - 1];
    return this.#values(row);
  }

  #head(row: LogRow): boolean {
    if (!this.#has('{"service":"')) return false;
    row.service = this.#until('","position":');
    row.position = this.#number(',"stream":"');
    row.stream = this.#until('","version":');
    row.version = this.#number(',"id":"');
    row.id = this.#until('","type":"');
    row.type = this.#until('","schemaVersion":');
    row.schemaVersion = this.#number(',"effectiveOn":"');
    row.effectiveOn = this.#until('","recordedAt":"');
    row.recordedAt = this.#until('","household":');
    row.household = this.#orNull(',"area":');
    row.area = this.#orNull(',"previous":"');
    row.previous = this.#until('","hash":"');
    row.hash = this.#until('",');
    return this.#at > 0 && unescaped(row);
  }

  /** Metadata and data that went as text come back as the bytes they were. */
  #values(row: LogRow): boolean {
    const [metadata, data] = [this.#text[row.metadataStart], this.#text[row.dataStart]];
    if (metadata === '{' && data === '{') return true;
    try {
      const parts = [[row.metadataStart, row.metadataEnd], [row.dataStart, row.dataEnd]].map(([start, end]) => bytesOf(this.#text.slice(start, end)));
      const [one = '', two = ''] = parts;
      row.bytes = Buffer.from(one + two, 'latin1');
      [row.metadataStart, row.metadataEnd, row.dataStart, row.dataEnd] = [0, one.length, one.length, one.length + two.length];
      return true;
    } catch {
      return false;
    }
  }

  #has(literal: string): boolean {
    if (this.#at < 0 || !this.#text.startsWith(literal, this.#at)) return false;
    this.#at += literal.length;
    return true;
  }

  /** The text up to the literal, which is passed; once a literal is missing, nothing more is found. */
  #until(literal: string): string {
    if (this.#at < 0) return '';
    const end = this.#text.indexOf(literal.charAt(0), this.#at);
    if (end < 0 || !this.#text.startsWith(literal, end)) return this.#lost();
    const text = this.#text.slice(this.#at, end);
    this.#at = end + literal.length;
    return text;
  }

  #number(literal: string): number {
    const text = this.#until(literal);
    const value = Number(text);
    if (text === '' || String(value) !== text) this.#lost();
    return value;
  }

  #orNull(literal: string): string | null {
    if (this.#at >= 0 && this.#has(`null${literal}`)) return null;
    return this.#has('"') ? this.#until(`"${literal}`) : this.#lost();
  }

  #lost(): string {
    this.#at = -1;
    return '';
  }
}

/** Names with a quote or a backslash in them are none of Hearth's. */
const unescaped = (row: LogRow): boolean => !row.stream.includes('\\') && !row.type.includes('\\') && !(row.area ?? '').includes('\\');

function bytesOf(value: string): string {
  if (value.startsWith('{')) return value;
  const text: unknown = JSON.parse(value);
  if (typeof text !== 'string') throw new SyntaxError('neither an object nor text');
  return text;
}

function salvage(line: string, row: LogRow): void {
  const found = (pattern: RegExp): string | undefined => pattern.exec(line)?.[1];
  row.service = found(/"service":"([a-z0-9_-]+)"/) ?? row.service;
  row.position = Number(found(/"position":(\d+)/) ?? row.position);
  row.stream = readable(found(/"stream":"([^"]*)"/) ?? '');
  row.version = Number(found(/"version":(\d+)/) ?? 0);
  row.id = found(/"id":"([^"]*)"/) ?? '';
  row.hash = found(/"hash":"([^"]*)"/) ?? '';
}
