import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is kept of a household for the tables, a column each. */
export interface ScoreChunk {
  readonly n: number;
  readonly weight: Float64Array;
  /** Per head per month. */
  readonly consumption: Float64Array;
  readonly children: Float64Array;
  readonly size: Float64Array;
  /** A column for each formula. */
  readonly scores: readonly Float64Array[];
}

const CHUNK_ROWS = 65_536, FIXED = 4;
const HELD_BYTES = 256 * 1024 * 1024;

/** Scored households, read through from start to end as often as wanted: in memory up to 256 MiB, the rest in a temporary file. */
export class ScoreStore {
  private readonly held: Float64Array[] = [];
  private readonly width: number;
  private filling: Float64Array;
  private filled = 0;
  private spilled = 0;
  private file: { descriptor: number; folder: string } | null = null;

  constructor(readonly formulas: number, private readonly heldBytes = HELD_BYTES) {
    this.width = FIXED + formulas;
    this.filling = new Float64Array(this.width * CHUNK_ROWS);
  }

  get households(): number { return (this.held.length + this.spilled) * CHUNK_ROWS + this.filled; }

  add(weight: number, consumption: number, children: number, size: number, scores: readonly Float64Array[], i: number): void {
    const { filling, filled: at } = this;
    filling[at] = weight;
    filling[CHUNK_ROWS + at] = consumption;
    filling[2 * CHUNK_ROWS + at] = children;
    filling[3 * CHUNK_ROWS + at] = size;
    for (let f = 0; f < this.formulas; f++) filling[(FIXED + f) * CHUNK_ROWS + at] = scores[f]![i]!;
    if (++this.filled === CHUNK_ROWS) this.keep();
  }

  private keep(): void {
    this.filled = 0;
    if ((this.held.length + 1) * this.filling.byteLength <= this.heldBytes) {
      this.held.push(this.filling);
      this.filling = new Float64Array(this.width * CHUNK_ROWS);
      return;
    }
    if (!this.file) {
      const folder = mkdtempSync(join(tmpdir(), 'hearth-scores-'));
      this.file = { folder, descriptor: openSync(join(folder, 'scores'), 'w+') };
    }
    writeSync(this.file.descriptor, this.filling, 0, this.filling.byteLength, this.spilled * this.filling.byteLength);
    this.spilled++;
  }

  /** Every household, some at a time; a chunk is good until the next one is asked for. */
  *chunks(): Generator<ScoreChunk> {
    for (const chunk of this.held) yield this.view(chunk, CHUNK_ROWS);
    if (this.file) {
      const buffer = new Float64Array(this.width * CHUNK_ROWS);
      for (let c = 0; c < this.spilled; c++) {
        readSync(this.file.descriptor, buffer, 0, buffer.byteLength, c * buffer.byteLength);
        yield this.view(buffer, CHUNK_ROWS);
      }
    }
    if (this.filled > 0) yield this.view(this.filling, this.filled);
  }

  private view(chunk: Float64Array, n: number): ScoreChunk {
    const column = (c: number): Float64Array => chunk.subarray(c * CHUNK_ROWS, c * CHUNK_ROWS + n);
    return { n, weight: column(0), consumption: column(1), children: column(2), size: column(3), scores: Array.from({ length: this.formulas }, (_, f) => column(FIXED + f)) };
  }

  /** Removes the temporary file, if there is one. */
  close(): void {
    if (!this.file) return;
    closeSync(this.file.descriptor);
    rmSync(this.file.folder, { recursive: true, force: true });
    this.file = null;
  }
}
