import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Checkpoint, claimed } from './checkpoint.ts';

/** The checkpoint at the end of a file, as it was signed. */
export interface LastCheckpoint {
  readonly jws: string;
  readonly payload: Checkpoint;
  /** The last leaf it signs; null when it covers no event. */
  readonly leaf: string | null;
  /** Offset behind its line. */
  readonly end: number;
}

export const checkpointFile = (dir: string, service: string): string => join(dir, `${service}.jsonl`);

const BLOCK = 1 << 16;
const FLUSH_BYTES = 1 << 18;
const MARK = '{"checkpoint":"';

export const checkpointLine = (jws: string): string => `${MARK}${jws}"}\n`;

/**
 * The file of one service outside the database: lines of leaves, then the line of the checkpoint that signs them, and so on. What stands
 * behind the last whole checkpoint line was being written when a process was killed; it is cut off before anything is added.
 */
export class CheckpointFile {
  readonly #file: FileHandle;
  #end: number;
  #lines: string[] = [];
  #waiting = 0;
  readonly last: LastCheckpoint | null;

  private constructor(file: FileHandle, last: LastCheckpoint | null) {
    this.#file = file;
    this.last = last;
    this.#end = last?.end ?? 0;
  }

  static async open(path: string): Promise<CheckpointFile> {
    const file = await openDurably(path);
    try {
      return new CheckpointFile(file, await lastIn(file));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Must be called before the first line is added. */
  async repair(): Promise<void> {
    const { size } = await this.#file.stat();
    if (size > this.#end) await this.#file.truncate(this.#end);
  }

  async add(line: string): Promise<void> {
    this.#lines.push(line);
    this.#waiting += line.length;
    if (this.#waiting >= FLUSH_BYTES) await this.#flush();
  }

  /** On disk when it returns. */
  async seal(jws: string): Promise<void> {
    await this.#flush();
    // Leaves first: after a power cut a checkpoint line must not stand behind leaves that never reached the disk.
    await this.#file.sync();
    await this.add(checkpointLine(jws));
    await this.#flush();
    await this.#file.sync();
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.from(this.#lines.join(''), 'latin1');
    this.#lines = [];
    this.#waiting = 0;
    await this.#file.write(bytes, 0, bytes.length, this.#end);
    this.#end += bytes.length;
  }
}

/** The checkpoints of a file, the newest first, as long as `wanted` says so; none when there is no file. */
export async function newestCheckpoints(path: string, wanted: (checkpoint: LastCheckpoint, index: number) => boolean): Promise<LastCheckpoint[]> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return [];
  try {
    const found: LastCheckpoint[] = [];
    for await (const checkpoint of backwards(file)) {
      if (!wanted(checkpoint, found.length)) break;
      found.push(checkpoint);
    }
    return found;
  } finally {
    await file.close();
  }
}

async function openDurably(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'r+').catch(() => null);
  if (file !== null) return file;
  const made = await open(path, 'a+', 0o600);
  await made.close();
  // The name of a new file is on disk only once its folder is.
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
  return open(path, 'r+');
}

async function lastIn(file: FileHandle): Promise<LastCheckpoint | null> {
  for await (const checkpoint of backwards(file)) return checkpoint;
  return null;
}

/** Looks from the end, block by block, for lines that are whole checkpoints. */
async function* backwards(file: FileHandle): AsyncGenerator<LastCheckpoint> {
  const { size } = await file.stat();
  for (let end = size; end > 0; end = Math.max(0, end - BLOCK)) {
    const start = Math.max(0, end - BLOCK);
    // A mark may begin in this block and end in the next.
    const text = await textAt(file, start, end - start + MARK.length);
    for (let at = text.lastIndexOf(MARK, end - start - 1); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(MARK, at - 1)) {
      const found = await checkpointAt(file, start + at);
      if (found !== null) yield found;
    }
  }
}

/** Null when no line begins there, or nothing ends it. */
async function checkpointAt(file: FileHandle, offset: number): Promise<LastCheckpoint | null> {
  if (offset > 0 && (await textAt(file, offset - 1, 1)) !== '\n') return null;
  const [line, ...ended] = (await textAt(file, offset, BLOCK)).split('\n', 2);
  if (line === undefined || ended.length === 0 || !line.endsWith('"}')) return null;
  const jws = line.slice(MARK.length, -2);
  const payload = claimed(jws);
  return payload === null ? null : { jws, payload, leaf: await leafBefore(file, offset), end: offset + line.length + 1 };
}

async function leafBefore(file: FileHandle, offset: number): Promise<string | null> {
  const length = Math.min(BLOCK, offset);
  const line = (await textAt(file, offset - length, length)).split('\n').at(-2);
  return line?.startsWith('[') === true ? line : null;
}

async function textAt(file: FileHandle, offset: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer.toString('latin1', 0, bytesRead);
}
