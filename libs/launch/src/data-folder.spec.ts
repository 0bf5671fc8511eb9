import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkWritable, dataFolder, lockDataFolder, workspaceRoot } from './data-folder.ts';
import { processBegan } from './process-life.ts';
import { readRunFile, removeRunFile, writeRunFile } from './run-file.ts';

let dir = '';
let started: ChildProcess | null = null;
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'hearth-spec-')); });
afterEach(() => {
  started?.kill('SIGKILL');
  started = null;
  rmSync(dir, { recursive: true, force: true });
});

const lockFile = (): string => join(dir, 'hearth.lock');
const leaveLock = (content: unknown): void => writeFileSync(lockFile(), JSON.stringify(content));

describe('the lock of a data folder', () => {
  it('refuses a second holder with exit code 11 and names the first', () => {
    const lock = lockDataFolder(dir);
    expect(() => lockDataFolder(dir)).toThrow(expect.objectContaining({ code: 11, line: expect.stringMatching(new RegExp(`^hearth: .*${dir}.*pid ${process.pid}`)) }));
    lock.release();
    lockDataFolder(dir).release();
    expect(existsSync(lockFile())).toBe(false);
  });

  it('is taken over from a process that is gone', () => {
    leaveLock({ pid: 2 ** 22 + 1, began: 'boot:1' });
    lockDataFolder(dir);
    expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toEqual({ pid: process.pid, began: processBegan(process.pid) });
  });

  it('is taken over when the pid now belongs to another process', () => {
    leaveLock({ pid: process.ppid, began: 'boot:1' });
    expect(() => lockDataFolder(dir)).not.toThrow();
  });

  it('is taken over from a killed process whose parent has not reaped it yet', async () => {
    started = spawn('sh', ['-c', 'sleep 0.05 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [chunk] = (await once(started.stdout!, 'data')) as [Buffer];
    const zombie = Number(chunk.toString());
    const began = processBegan(zombie);
    expect(began).not.toBeNull();
    leaveLock({ pid: zombie, began });
    while (processBegan(zombie) !== null) await new Promise(setImmediate);
    expect(readFileSync(`/proc/${zombie}/stat`, 'utf8')).toContain(') Z ');
    expect(() => lockDataFolder(dir)).not.toThrow();
  });

  it('is taken over when the file is not readable as a lock', () => {
    writeFileSync(lockFile(), '{"pid":');
    expect(() => lockDataFolder(dir)).not.toThrow();
  });

  it('does not take away the lock of whoever came after', () => {
    const lock = lockDataFolder(dir);
    leaveLock({ pid: 1, began: processBegan(1) });
    lock.release();
    expect(existsSync(lockFile())).toBe(true);
  });
});

describe('the data folder', () => {
  it('is .hearth in the clone unless HEARTH_DATA names another', () => {
    expect(dataFolder({})).toBe(join(workspaceRoot, '.hearth'));
    expect(dataFolder({ HEARTH_DATA: '/data/hearth' })).toBe('/data/hearth');
  });

  it('is made when it is not there', () => {
    checkWritable(join(dir, 'a', 'b'));
    expect(existsSync(join(dir, 'a', 'b'))).toBe(true);
  });

  it('is refused with exit code 12 where nothing can be written', () => {
    writeFileSync(join(dir, 'file'), '');
    for (const path of [join(dir, 'file'), join(dir, 'file', 'below')]) {
      expect(() => checkWritable(path)).toThrow(expect.objectContaining({ code: 12, line: expect.stringMatching(/^hearth: the data folder .* is not writable/) }));
    }
  });
});

describe('run.json', () => {
  it('is readable by its owner only and gone after removal', () => {
    const run = { pid: 1, url: 'http://127.0.0.1:4000', postgres: 'postgres://hearth:secret@127.0.0.1:1/postgres', simulator: 'http://127.0.0.1:2', kafka: null };
    writeRunFile(dir, run);
    expect(readRunFile(dir)).toEqual(run);
    removeRunFile(dir);
    expect(readRunFile(dir)).toBeNull();
  });
});
