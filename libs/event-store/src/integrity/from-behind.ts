import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { readExportLine } from './export-line.ts';
import { LineReader } from './line-reader.ts';
import { isHashed, LogRow, placeAgrees } from './log-row.ts';

interface Task {
  readonly path: string;
  readonly bytes: number;
  /** One number: the first of the chunks that have been found right up to the end of the file. */
  readonly reached: SharedArrayBuffer;
}

const CHUNK_BYTES = 1 << 20;
/** For fewer, a second thread is not worth its start. */
const LEAST_CHUNKS = 16;

/**
 * Looks at the hashes of an export in a second thread, from the end of the file towards its begin, until it meets the reader that comes
 * from the begin, or an event that is not right. Hashes take most of the time, and each stands for itself. Nobody waits for anybody.
 */
export class FromBehind {
  readonly #reached: Int32Array | null;
  readonly #worker: Worker | null;

  constructor(path: string, bytes: number) {
    const chunks = Math.ceil(bytes / CHUNK_BYTES);
    // Sources that were not compiled cannot be run by a thread.
    const alone = chunks < LEAST_CHUNKS || !import.meta.url.endsWith('.js');
    this.#reached = alone ? null : new Int32Array(new SharedArrayBuffer(4)).fill(chunks);
    this.#worker = this.#reached === null ? null : new Worker(new URL(import.meta.url), { workerData: { path, bytes, reached: this.#reached.buffer as SharedArrayBuffer } satisfies Task });
    // Without it everything is looked at by the reader itself.
    this.#worker?.on('error', () => undefined);
  }

  /** Whether the line that begins at this offset has been found right. */
  proved(offset: number): boolean {
    return this.#reached !== null && offset >= Atomics.load(this.#reached, 0) * CHUNK_BYTES;
  }

  stop(): void {
    void this.#worker?.terminate();
  }
}

function goBackwards({ path, bytes, reached }: Task): void {
  const chunks = new Int32Array(reached);
  for (let chunk = Math.ceil(bytes / CHUNK_BYTES) - 1; chunk >= 0 && isRight(path, chunk * CHUNK_BYTES); chunk -= 1) Atomics.store(chunks, 0, chunk);
}

/** Every line that begins in this chunk. What stands in front of the first line break began in the chunk before. */
function isRight(path: string, from: number): boolean {
  const [lines, row] = [new LineReader(path, { from: Math.max(0, from - 1) }), new LogRow()];
  try {
    if (from > 0) lines.next();
    while (lines.next() && lines.offset < from + CHUNK_BYTES) {
      readExportLine(lines, row);
      if (!isHashed(row) || !placeAgrees(row)) return false;
    }
    return true;
  } finally {
    lines.close();
  }
}

/** This lib may be loaded by threads of others, too. */
const isTask = (data: unknown): data is Task => typeof data === 'object' && data !== null && 'reached' in data && data.reached instanceof SharedArrayBuffer;

if (!isMainThread && isTask(workerData)) goBackwards(workerData);
