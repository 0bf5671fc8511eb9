import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import Papa from 'papaparse';
import { SurveyProblem } from '../problems.ts';

/** A record longer than this is taken for a quote that was never closed. */
const RECORD_LIMIT = 16 * 1024 * 1024;
const BYTE_ORDER_MARK = '\uFEFF';
const REFUSALS = { 'quote-open': 'a quote is not closed', 'row-shape': 'text after a closing quote', 'record-too-long': 'the record has no end; a quote may be open', encoding: 'bytes that are not UTF-8; save the file as UTF-8' } as const;
/** What stands where bytes are no text: different answers would become the same. */
const NO_CHARACTER = '\uFFFD';

/** Is given each record: its fields with the spaces around them, and the line of the file on which it starts, from 1. */
export type TakeRecord = (fields: readonly string[], line: number) => void;

/**
 * Gives the RFC 4180 records of a file to `take`; blank lines are no records. What it answers has an item for each piece of the file
 * whose records have been taken: the next piece is only read when that item is asked for, so a slow reader holds the file back.
 */
export function readRecords(bytes: AsyncIterable<Buffer> | Iterable<Buffer>, take: TakeRecord): Readable {
  const texts = Readable.from(textsOf(bytes), { highWaterMark: 1 }), place = new Place();
  const pieces = new Readable({ objectMode: true, highWaterMark: 1, read: () => { texts.resume(); }, destroy: (problem, done) => { texts.destroy(); done(problem); } });
  texts.on('data', (text: string) => {
    place.given(text);
    const at = text.indexOf(NO_CHARACTER);
    if (at >= 0) pieces.destroy(place.refused('encoding', text.slice(0, at).split('\n').length - 1));
  });
  Papa.parse<string[]>(texts, {
    delimiter: ',',
    // Files of CRLF are read too: the CR is a space at the end of the last field.
    newline: '\n',
    step: ({ data, errors: [error], meta }) => {
      if (error) throw place.refused(error.code === 'MissingQuotes' ? 'quote-open' : 'row-shape');
      if (!place.isBlank(data, meta.cursor)) take(data, place.line);
      place.passed(data, meta.cursor);
    },
    chunk: ({ errors, meta }) => {
      place.check(errors.length);
      if (!pieces.push(meta.cursor)) texts.pause();
    },
    complete: () => { pieces.push(null); },
    error: (problem) => { pieces.destroy(problem); },
  });
  return pieces;
}

/** Where in the file the next record starts: Papa Parse counts characters, people count lines. */
class Place {
  line = 1;
  private cursor = 0;
  private characters = 0;
  private quotes = false;

  given(text: string): void {
    this.characters += text.length;
    this.quotes ||= text.includes('"');
  }

  /** A line of nothing. The record `""`, one empty field, has the same fields but is longer. */
  isBlank(fields: readonly string[], end: number): boolean {
    return fields.length === 1 && (fields[0] === '\r' || (fields[0] === '' && end - this.cursor < 2));
  }

  passed(fields: readonly string[], end: number): void {
    this.cursor = end;
    this.line++;
    // Without quotes there are no lines in a field, and no field need be looked into.
    if (this.quotes) for (const field of fields) for (let at = field.indexOf('\n'); at >= 0; at = field.indexOf('\n', at + 1)) this.line++;
  }

  /** @param errors those in the record that has no end yet. One may only be there because the piece ends right after a closing quote. */
  check(errors: number): void {
    if (errors > 1) throw this.refused('row-shape');
    if (this.characters - this.cursor > RECORD_LIMIT) throw this.refused('record-too-long');
  }

  /** @param further lines behind the one on which the next record starts */
  refused(code: keyof typeof REFUSALS, further = 0): SurveyProblem {
    const line = this.line + further;
    return new SurveyProblem(code, { line }, `line ${line}: ${REFUSALS[code]}`);
  }
}

/** Bytes as text, without a byte order mark; a character may lie across two pieces. */
async function* textsOf(bytes: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let begun = false;
  for await (const piece of bytes) {
    const text = decoder.write(piece);
    if (text === '') continue;
    yield !begun && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
    begun = true;
  }
  yield decoder.end();
}
