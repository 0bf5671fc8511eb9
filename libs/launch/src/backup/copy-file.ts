import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { exitCodes, StartProblem } from '../start-problem.ts';

export interface Copied {
  readonly size: number;
  readonly sha256: string;
}

const CHUNK = 1024 * 1024;

/** Reads to the end the file had when it was opened: one that grows meanwhile is brought up to date by the WAL. */
async function eachChunk(file: FileHandle, onChunk: (chunk: Uint8Array) => Promise<void> | void): Promise<Copied> {
  const { size: end } = await file.stat();
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(CHUNK, end)));
  let size = 0;
  while (size < end) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, end - size), size);
    if (bytesRead === 0) break;
    const chunk = buffer.subarray(0, bytesRead);
    hash.update(chunk);
    await onChunk(chunk);
    size += bytesRead;
  }
  return { size, sha256: hash.digest('hex') };
}

/** Copies to the disk itself, for the owner alone. Null when the source is gone. @throws StartProblem on a full disk */
export async function copyFile(from: string, to: string, onBytes: (bytes: number) => void): Promise<Copied | null> {
  const source = await openIfThere(from);
  if (source === null) return null;
  try {
    const target = await open(to, 'wx', 0o600);
    try {
      const copied = await eachChunk(source, async (chunk) => {
        await writeAll(target, chunk);
        onBytes(chunk.length);
      });
      await target.sync();
      return copied;
    } finally {
      await target.close();
    }
  } catch (error) {
    throw diskProblem(error, to);
  } finally {
    await source.close();
  }
}

/** Null when there is none. */
export async function hashFile(path: string, onBytes: (bytes: number) => void): Promise<Copied | null> {
  const file = await openIfThere(path);
  if (file === null) return null;
  try {
    return await eachChunk(file, (chunk) => { onBytes(chunk.length); });
  } finally {
    await file.close();
  }
}

export async function writeDurably(path: string, content: string | Uint8Array): Promise<Copied> {
  const bytes = Buffer.from(content);
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await writeAll(file, bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw diskProblem(error, path);
  }
  return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 }).catch((error: unknown) => { throw diskProblem(error, path); });
}

/** A new name in a folder is only kept when the folder itself reached the disk. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) done += (await file.write(bytes, done)).bytesWritten;
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function diskProblem(error: unknown, path: string): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) return new StartProblem(exitCodes.notWritable, `no space left (${code}) for ${path}; free some or choose another disk`);
  if (['EACCES', 'EROFS', 'EPERM'].includes(code)) return new StartProblem(exitCodes.notWritable, `${path} cannot be written (${code}); mend its rights or choose another folder`);
  return error;
}
