import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { SurveyProblem } from '../problems.ts';
import { readRecords } from './csv-records.ts';
import { keptText } from './kept-text.ts';
import { Levels } from './levels.ts';
import { NOT_A_NUMBER, numberField } from './number-field.ts';

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
    let filling = this.emptyBatch(capacity), n = 0, firstRow = 1, begun = false;
    const full: { n: number; fields: TableBatch['fields'] }[] = [];
    const pieces = readRecords(this.hashed(), (record, line) => {
      if (!begun) {
        begun = true;
        return;
      }
      this.rows++;
      this.take(record, line, filling, n);
      if (++n < capacity) return;
      full.push({ n, fields: filling });
      filling = this.emptyBatch(capacity);
      n = 0;
    });
    for await (const _ of pieces) {
      for (const batch of full.splice(0)) {
        yield { ...batch, firstRow };
        firstRow += batch.n;
      }
    }
    if (n > 0) yield { n, fields: filling, firstRow };
  }

  private async *hashed(): AsyncGenerator<Buffer> {
    for await (const chunk of chunksOf(this.path)) {
      this.hash.update(chunk);
      yield chunk;
    }
  }

  private emptyBatch(capacity: number): (Float64Array | Int32Array | string[])[] {
    return this.wanted.map(({ as }) => (as === 'number' ? new Float64Array(capacity) : as === 'level' ? new Int32Array(capacity) : Array.from<string>({ length: capacity }).fill('')));
  }

  private take(record: readonly string[], line: number, fields: readonly (Float64Array | Int32Array | string[])[], i: number): void {
    const row = this.rows;
    if (record.length !== this.header.length) throw new SurveyProblem('row-shape', { row, line }, `${record.length} fields where the header has ${this.header.length}`);
    // A loop for each kind of field: the stores stay of one type, which makes them several times faster.
    for (const f of this.kinds.number) {
      const text = record[this.at[f]!]!, value = numberField(text);
      if (value === NOT_A_NUMBER) throw new SurveyProblem('text-in-number', { row, line, column: this.wanted[f]!.column }, `“${text.trim().slice(0, 40)}” is not a number`);
      (fields[f] as Float64Array)[i] = value;
    }
    for (const f of this.kinds.level) (fields[f] as Int32Array)[i] = this.levels[f]!.code(record[this.at[f]!]!);
    for (const f of this.kinds.text) (fields[f] as string[])[i] = keptText(record[this.at[f]!]!.trim());
  }
}

async function headerOf(path: string): Promise<readonly string[]> {
  let header: readonly string[] | undefined;
  for await (const _ of readRecords(chunksOf(path), (record) => { header ??= record.map((name) => name.trim()); })) if (header) return header;
  throw new SurveyProblem('no-households', {}, 'the file is empty');
}

const chunksOf = (path: string): AsyncIterable<Buffer> => createReadStream(path) as AsyncIterable<Buffer>;
