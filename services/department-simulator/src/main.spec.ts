import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { creditTransfers } from './spec/credit-transfers.ts';

const FOLDER = fileURLToPath(new URL('..', import.meta.url));
const MAIN = `${FOLDER}dist/main.js`;
/** Starts the simulator as its own child, on its own output, and stays. */
const PARENT = `
  require('node:child_process').spawn(process.execPath, [process.argv[1]], { stdio: [process.argv[2], 'inherit', 'inherit'], env: { ...process.env, HEARTH_PARENT_PID: String(process.pid) } });
  setInterval(() => undefined, 1000);`;

async function lineFrom(process: ChildProcess, start: string): Promise<string> {
  if (process.stdout === null) throw new Error('no output to read');
  for await (const line of createInterface({ input: process.stdout })) if (line.startsWith(start)) return line.slice(start.length);
  throw new Error('the process ended before it was ready');
}

describe('the simulator as a process', () => {
  const started: ChildProcess[] = [];
  const run = (args: string[], env: Record<string, string> = {}): ChildProcess => {
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, PORT: '0', HEARTH_PARENT_PID: '', ...env } });
    started.push(child);
    return child;
  };
  beforeAll(() => {
    execFileSync(process.execPath, [fileURLToPath(new URL('../../../node_modules/typescript/bin/tsc', import.meta.url)), '-b', FOLDER]);
  });
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
  });

  it('says where it is ready, stays small after a payroll, and ends with 0 on SIGTERM', async () => {
    const child = run([MAIN]);
    const url = await lineFrom(child, 'simulator ready at ');
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const payroll = creditTransfers({ messageId: 'm1', transfers: Array.from({ length: 500 }, (_, index) => ({ id: `e${index}`, amount: '500.00' })) });
    expect((await fetch(`${url}/bank/files`, { method: 'POST', headers: { 'content-type': 'application/xml' }, body: payroll })).status).toBe(201);
    const kilobytes = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' }));
    expect(kilobytes / 1024).toBeLessThan(90);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it.each(['pipe', 'ignore'])('ends when its parent is killed, its input being %s', async (input) => {
    const parent = run(['-e', PARENT, MAIN, input]);
    const url = await lineFrom(parent, 'simulator ready at ');
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    parent.kill('SIGKILL');
    // The child holds the other end of this pipe: it closes when the child is gone, and only then.
    if (parent.stderr === null) throw new Error('no pipe to watch');
    await once(parent.stderr.resume(), 'close');
    await expect(fetch(`${url}/health/live`)).rejects.toThrow('fetch failed');
  });

  it('ends when its input is closed', async () => {
    const child = run([MAIN], { HEARTH_PARENT_PID: String(process.pid) });
    await lineFrom(child, 'simulator ready at ');
    child.stdin?.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('says in one line why it cannot start', async () => {
    const child = run([MAIN], { PORT: 'eighty' });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(said).toBe('hearth: the simulator did not start: PORT must be a whole number\n');
  });
});
