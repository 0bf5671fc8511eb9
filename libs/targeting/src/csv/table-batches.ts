import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { SurveyProblem } from '../problems.ts';
import { CsvScanner, fieldText, type CsvRecord } from './csv-scanner.ts';
import { Levels } from './levels.ts';
import { NOT_A_NUMBER, numberField } from './number-field.ts';

const CHUNK_BYTES = 1024 * 1024;

/** What to read of a table: `number` refuses text, `level` numbers distinct texts, `text` keeps them. */
export interface FieldWanted { readonly column: string; readonly as: 'number' | 'level' | 'text' }

/** Rows of a table, a column each; arrays are used again by the next batch. */
export interface TableBatch {
  /** Rows in the batch; arrays may be longer. */
  readonly n: number;
  /** The table's row number of the batch's first row, from 1. */
  readonly firstRow: number;
  /** In the order wanted: numbers (NaN = missing), codes (-1 = missing) or texts. */
  readonly fields: readonly (Float64Array | Int32Array | string[])[];
}

/** A CSV file that is read in batches, in memory that does not grow with it. */
export class Table {
  /** Distinct texts of each wanted level field, by position; grows while the table is read. */
  readonly levels: readonly (Levels | null)[];
  private readonly hash = createHash('sha256');
  private readonly kinds: Readonly<Record<FieldWanted['as'], readonly number[]>>;
  private rows = 0;
  private constructor(private readonly path: string, private readonly wanted: readonly FieldWanted[], readonly header: readonly string[], private readonly at: Int32Array) {
    const of = (as: FieldWanted['as']): number[] => wanted.flatMap((field, f) => (field.as === as ? [f] : []));
    this.kinds = { number: of('number'), level: of('level'), text: of('text') };
    this.levels = wanted.map((field) => (field.as === 'level' ? new Levels() : null));
  }

  /** @param wanted decides, from the header, which columns to read. @throws SurveyProblem when one is missing or doubled. */
  static async open(path: string, wanted: (header: readonly string[]) => readonly FieldWanted[]): Promise<Table> {
    const header = await headerOf(path);
    const fields = wanted(header);
    for (const { column } of fields) {
      if (!header.includes(column)) throw new SurveyProblem('column-missing', { column }, `the file has no such column; it has: ${header.join(', ')}`);
      if (header.indexOf(column) !== header.lastIndexOf(column)) throw new SurveyProblem('columns-doubled', { column }, 'the file has it twice');
    }
    return new Table(path, fields, header, Int32Array.from(fields, ({ column }) => header.indexOf(column)));
  }

  /** sha256 of the file's bytes; known once `batches` has run to its end. */
  get sha256(): string { return this.hash.copy().digest('hex'); }
  get rowsRead(): number { return this.rows; }

  async *batches(capacity = 16_384): AsyncGenerator<TableBatch> {
    let filling = this.emptyBatch(capacity), n = 0;
    const full: { n: number; fields: TableBatch['fields'] }[] = [];
    const scanner = new CsvScanner((record) => {
      if (this.rows++ === 0) return;
      this.take(record, filling, n);
      if (++n < capacity) return;
      full.push({ n, fields: filling });
      filling = this.emptyBatch(capacity);
      n = 0;
    });
    let firstRow = 1;
    for await (const chunk of chunksOf(this.path)) {
      this.hash.update(chunk);
      scanner.push(chunk);
      for (const batch of full.splice(0)) {
        yield { ...batch, firstRow };
        firstRow += batch.n;
      }
    }
    scanner.end();
    this.rows = Math.max(0, this.rows - 1);
    if (n > 0) full.push({ n, fields: filling });
    for (const batch of full) {
      yield { ...batch, firstRow };
      firstRow += batch.n;
    }
  }

  private emptyBatch(capacity: number): (Float64Array | Int32Array | string[])[] {
    return this.wanted.map(({ as }) => (as === 'number' ? new Float64Array(capacity) : as === 'level' ? new Int32Array(capacity) : Array.from<string>({ length: capacity }).fill('')));
  }

  private take(record: CsvRecord, fields: readonly (Float64Array | Int32Array | string[])[], i: number): void {
    const row = this.rows - 1, { line } = record;
    if (record.count !== this.header.length) throw new SurveyProblem('row-shape', { row, line }, `${record.count} fields where the header has ${this.header.length}`);
    // A loop for each kind of field: the stores stay of one type, which makes them several times faster.
    for (const f of this.kinds.number) {
      const value = numberField(record, this.at[f]!);
      if (value === NOT_A_NUMBER) throw new SurveyProblem('text-in-number', { row, line, column: this.wanted[f]!.column }, `“${fieldText(record, this.at[f]!).slice(0, 40)}” is not a number`);
      (fields[f] as Float64Array)[i] = value;
    }
    for (const f of this.kinds.level) (fields[f] as Int32Array)[i] = this.levels[f]!.code(record, this.at[f]!);
    for (const f of this.kinds.text) (fields[f] as string[])[i] = fieldText(record, this.at[f]!);
  }
}

async function headerOf(path: string): Promise<string[]> {
  let header: string[] | undefined;
  const scanner = new CsvScanner((record) => { header ??= Array.from({ length: record.count }, (_, field) => fieldText(record, field)); });
  for await (const chunk of chunksOf(path)) {
    scanner.push(chunk);
    if (header) return header;
  }
  scanner.end();
  if (!header) throw new SurveyProblem('no-households', {}, 'the file is empty');
  return header;
}

async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    for (;;) {
      // A buffer of its own each time: the scanner may still hold places in the last one.
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
