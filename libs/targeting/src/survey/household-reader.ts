import { MISSING_LEVEL } from '../csv/levels.ts';
import { Table, type TableBatch } from '../csv/table-batches.ts';
import { SurveyProblem } from '../problems.ts';
import type { ColumnMap } from './column-map.ts';
import { fieldPlaces, type FieldPlaces, type Needs } from './household-fields.ts';
import { LeftOutCount, type LeftOut } from './left-out.ts';

/** Codes into `levels`; −1 = none. */
export interface Coded { readonly codes: Int32Array; readonly levels: readonly string[] }
/** A variable's answers: numbers (NaN = missing) or codes (−1 = missing, or not asked). */
export type Answers = { readonly kind: 'numeric'; readonly values: Float64Array } | ({ readonly kind: 'category' } & Coded);

/** Households in columns; what was not read is null. Arrays may be longer than `n`. */
export interface Households {
  readonly n: number;
  /** Row of the file, from 1. */
  readonly row: Float64Array;
  readonly household: readonly string[] | null;
  readonly weight: Float64Array;
  /** Per head per month. */
  readonly consumption: Float64Array | null;
  readonly logConsumption: Float64Array | null;
  readonly size: Float64Array | null;
  readonly children: Float64Array | null;
  /** 1 urban, 0 rural. */
  readonly urban: Int32Array | null;
  /** 1 where the household has the benefit in fact. */
  readonly beneficiary: Int32Array | null;
  readonly stratum: Coded | null;
  readonly cluster: Coded | null;
  readonly area: Coded | null;
  readonly fold: Coded | null;
  readonly replicates: readonly Float64Array[];
  readonly variables: readonly Answers[];
  /** 1 where every needed value is there and the weight is not 0. */
  readonly complete: Uint8Array;
}

/** How a survey or an answer may say yes and no; in lower case. */
export const FLAGS: ReadonlyMap<string, number> = new Map([['1', 1], ['true', 1], ['yes', 1], ['urban', 1], ['t', 1], ['0', 0], ['false', 0], ['no', 0], ['rural', 0], ['f', 0], ['1.0', 1], ['0.0', 0]]);

/** Reads the households of a CSV file batch by batch, refuses what cannot be and counts what is left out. */
export class HouseholdReader {
  private readonly leftOutCount = new LeftOutCount();
  private constructor(private readonly table: Table, private readonly map: ColumnMap, private readonly needs: Needs, private readonly at: FieldPlaces) {}

  static async open(path: string, map: ColumnMap, needs: Needs): Promise<HouseholdReader> {
    let places: FieldPlaces | undefined;
    const table = await Table.open(path, (header) => (places = fieldPlaces(map, needs, header)).wanted);
    return new HouseholdReader(table, map, needs, places!);
  }

  get leftOut(): LeftOut { return this.leftOutCount.report; }
  get sha256(): string { return this.table.sha256; }
  get rowsRead(): number { return this.table.rowsRead; }

  async *batches(capacity?: number): AsyncGenerator<Households> {
    for await (const batch of this.table.batches(capacity)) yield this.households(batch);
  }

  private households(batch: TableBatch): Households {
    const { number, level } = this.at, { n } = batch;
    const numbers = (place: number | null): Float64Array | null => (place === null ? null : batch.fields[place] as Float64Array);
    const coded = (place: number | null): Coded | null => (place === null ? null : { codes: batch.fields[place] as Int32Array, levels: this.table.levels[place]!.texts });
    const size = numbers(number.size);
    const spent = this.consumption(batch, numbers(number.consumption), size);
    const found: Households = {
      n, row: Float64Array.from({ length: n }, (_, i) => batch.firstRow + i),
      household: this.at.household === null ? null : batch.fields[this.at.household] as string[],
      weight: numbers(number.weight) ?? new Float64Array(n).fill(1),
      consumption: spent?.level ?? null, logConsumption: spent?.log ?? null, size, children: numbers(number.children),
      urban: this.flags(batch, level.urban, this.map.urban), beneficiary: this.flags(batch, level.beneficiary, this.map.beneficiary),
      stratum: coded(level.stratum), cluster: coded(level.cluster), area: coded(level.area), fold: coded(level.fold),
      replicates: this.at.replicates.map((place) => batch.fields[place] as Float64Array),
      variables: this.at.variables.map((place, v) => (this.needs.variables[v]!.kind === 'numeric' ? { kind: 'numeric', values: numbers(place)! } : { kind: 'category', ...coded(place)! })),
      complete: new Uint8Array(n).fill(1),
    };
    this.refuseImpossible(found);
    this.check(found);
    return found;
  }

  /** Consumption per head per month and its logarithm. A household without size, consumption or a positive size has NaN here. */
  private consumption(batch: TableBatch, raw: Float64Array | null, size: Float64Array | null): { level: Float64Array; log: Float64Array } | null {
    const map = this.map.consumption;
    if (!raw || !map) return null;
    const level = new Float64Array(batch.n), log = new Float64Array(batch.n), months = map.period === 'year' ? 12 : 1;
    for (let i = 0; i < batch.n; i++) {
      const heads = map.of === 'total' ? size![i]! : 1;
      if (map.scale === 'level' && raw[i]! <= 0) throw new SurveyProblem('consumption-not-positive', { row: batch.firstRow + i, column: map.column }, `consumption is ${raw[i]}; it must be above 0`);
      level[i] = (map.scale === 'log' ? Math.exp(raw[i]!) : raw[i]!) / months / heads;
      log[i] = map.scale === 'log' ? raw[i]! - Math.log(months) - Math.log(heads) : Math.log(level[i]!);
    }
    return { level, log };
  }

  private flags(batch: TableBatch, place: number | null, column: string | null): Int32Array | null {
    if (place === null) return null;
    const codes = batch.fields[place] as Int32Array;
    const flags = this.table.levels[place]!.texts.map((text) => FLAGS.get(text.toLowerCase()) ?? null);
    return Int32Array.from({ length: batch.n }, (_, i) => {
      if (codes[i] === MISSING_LEVEL) return MISSING_LEVEL;
      const flag = flags[codes[i]!];
      if (flag === null || flag === undefined) throw new SurveyProblem('flag-unknown', { row: batch.firstRow + i, column: column ?? '' }, 'must be 1 or 0, true or false, yes or no, urban or rural');
      return flag;
    });
  }

  private refuseImpossible({ n, row, weight, size, children, replicates }: Households): void {
    const { weight: weightColumn, size: sizeColumn, children: childrenColumn, replicates: replicateColumns } = this.map;
    for (let i = 0; i < n; i++) {
      for (const [r, values] of replicates.entries()) if (values[i]! < 0) throw new SurveyProblem('weight-negative', { row: row[i]!, column: replicateColumns[r]! }, `the weight is ${values[i]}`);
      if (weight[i]! < 0) throw new SurveyProblem('weight-negative', { row: row[i]!, column: weightColumn ?? '' }, `the weight is ${weight[i]}`);
      if (size && size[i]! <= 0) throw new SurveyProblem('size-not-positive', { row: row[i]!, column: sizeColumn ?? '' }, `the household has ${size[i]} members`);
      if (children && children[i]! < 0) throw new SurveyProblem('children-negative', { row: row[i]!, column: childrenColumn ?? '' }, `the household has ${children[i]} children`);
    }
  }

  /** Marks what is not complete and writes 0 where a variable was not asked. */
  private check(found: Households): void {
    const map = this.map;
    const numbers: [string, Float64Array | null][] = [[map.weight ?? '', found.weight], [map.size ?? '', found.size], [map.consumption?.column ?? '', found.logConsumption], [map.children ?? '', found.children], ...found.replicates.map((values, r): [string, Float64Array] => [map.replicates[r]!, values])];
    const codes: [string, Int32Array | undefined][] = [[map.stratum ?? '', found.stratum?.codes], [map.cluster ?? '', found.cluster?.codes], [map.urban ?? '', found.urban ?? undefined], [map.area ?? '', found.area?.codes], [map.beneficiary ?? '', found.beneficiary ?? undefined], [map.fold ?? 'fold', found.fold?.codes]];
    const leave = (i: number, column: string, reason: 'missing' | 'weight 0'): void => {
      if (found.complete[i] === 1) this.leftOutCount.add(found.row[i]!, column, reason);
      found.complete[i] = 0;
    };
    for (const [column, values] of numbers) if (values) for (let i = 0; i < found.n; i++) if (Number.isNaN(values[i])) leave(i, column, 'missing');
    for (const [column, values] of codes) if (values) for (let i = 0; i < found.n; i++) if (values[i] === MISSING_LEVEL) leave(i, column, 'missing');
    for (const [v, { column, only }] of this.needs.variables.entries()) this.checkAnswers(found, found.variables[v]!, only, (i) => { leave(i, column, 'missing'); });
    for (let i = 0; i < found.n; i++) if (found.weight[i] === 0) leave(i, map.weight ?? '', 'weight 0');
  }

  private checkAnswers(found: Households, answers: Answers, only: 'urban' | 'rural' | null, leave: (i: number) => void): void {
    const asked = only === 'urban' ? 1 : 0;
    for (let i = 0; i < found.n; i++) {
      if (only !== null && found.urban![i] !== asked) {
        if (answers.kind === 'numeric') answers.values[i] = 0;
        else answers.codes[i] = MISSING_LEVEL;
      } else if (answers.kind === 'numeric' ? Number.isNaN(answers.values[i]) : answers.codes[i] === MISSING_LEVEL) leave(i);
    }
  }
}
