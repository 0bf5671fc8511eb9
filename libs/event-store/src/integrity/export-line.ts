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

const TEXT = '([^"\\\\]*)';
const TEXT_OR_NULL = `(null|"[^"\\\\]*")`;
/** One expression over a line is quicker than a walk from name to name. Names with a quote or a backslash in them are none of Hearth's. */
const HEAD = new RegExp(`\\{"service":"${TEXT}","position":(\\d+),"stream":"${TEXT}","version":(-?\\d+),"id":"${TEXT}","type":"${TEXT}","schemaVersion":(-?\\d+)`
  + `,"effectiveOn":"${TEXT}","recordedAt":"${TEXT}","household":${TEXT_OR_NULL},"area":${TEXT_OR_NULL},"previous":"((?:[0-9a-f]{64})?)","hash":"${TEXT}","metadataBytes":(\\d+),"metadata":`, 'y');

/** Fills the row from a line without parsing what need only be hashed. What is no line of an export is `broken`, with as much of its identity as can be made out. */
export function readExportLine(lines: LineReader, row: LogRow): void {
  row.bytes = lines.buffer;
  row.room = lines.start;
  row.previousAt = -1;
  row.broken = !takeApart(lines, row);
  if (row.broken) salvage(lines.line, row);
}

function takeApart({ text, start, end }: LineReader, row: LogRow): boolean {
  HEAD.lastIndex = start;
  const head = HEAD.exec(text);
  if (head === null) return false;
  row.service = head[1] ?? '';
  row.position = Number(head[2]);
  row.stream = head[3] ?? '';
  row.version = Number(head[4]);
  row.id = head[5] ?? '';
  row.type = head[6] ?? '';
  row.schemaVersion = Number(head[7]);
  row.effectiveOn = head[8] ?? '';
  row.recordedAt = head[9] ?? '';
  row.household = textOrNull(head[10]);
  row.area = textOrNull(head[11]);
  row.previous = head[12] ?? '';
  row.hash = head[13] ?? '';
  row.metadataStart = HEAD.lastIndex;
  row.metadataEnd = row.metadataStart + Number(head[14]);
  row.dataStart = row.metadataEnd + DATA.length;
  row.dataEnd = end - END.length;
  row.metadataText = text.slice(row.metadataStart, row.metadataEnd);
  if (row.dataEnd < row.dataStart || !text.startsWith(DATA, row.metadataEnd) || text[row.dataEnd] !== END) return false;
  return (text[row.metadataStart] === '{' && text[row.dataStart] === '{') || takeText(text, row);
}

const textOrNull = (value = 'null'): string | null => (value === 'null' ? null : value.slice(1, -1));

/** Metadata and data that went as text come back as the bytes they were. */
function takeText(text: string, row: LogRow): boolean {
  try {
    const [metadata, data] = [bytesOf(text.slice(row.metadataStart, row.metadataEnd)), bytesOf(text.slice(row.dataStart, row.dataEnd))];
    row.bytes = Buffer.from(metadata + data, 'latin1');
    row.metadataText = metadata;
    [row.metadataStart, row.metadataEnd, row.dataStart, row.dataEnd] = [0, metadata.length, metadata.length, metadata.length + data.length];
    return true;
  } catch {
    return false;
  }
}

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
