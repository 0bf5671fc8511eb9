import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A yardstick written in Python, loaded once and run as often as asked. */
export interface PythonYardstick {
  /** Milliseconds of one run, and what else it says. */
  run(): Promise<{ readonly ms: number; readonly words: readonly string[] }>;
  close(): Promise<void>;
}

/** HEARTH_PYTHON, else `python3`. */
const PYTHON = process.env['HEARTH_PYTHON'] ?? 'python3';

/** @returns in words why it is not at hand, where Python or its package is missing. */
export async function openPython(script: string, args: readonly string[], needs: string): Promise<PythonYardstick | string> {
  const child = spawn(PYTHON, [fileURLToPath(new URL(`../src/yardsticks/${script}`, import.meta.url)), ...args], { stdio: ['pipe', 'pipe', 'ignore'] });
  const gone = exitOf(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const said = async (): Promise<string | null> => {
    const next = await Promise.race([lines.next(), gone.then(() => null)]);
    return next === null || next.done === true ? null : next.value;
  };
  if ((await said()) !== 'ready') return `no Python with ${needs} (HEARTH_PYTHON names another one)`;
  return {
    run: async () => {
      child.stdin.write('run\n');
      const line = await said();
      if (line === null) throw new Error(`${script} ended before it answered`);
      const [ms = '', ...words] = line.split(' ');
      return { ms: Number(ms), words };
    },
    close: async () => {
      child.stdin.end();
      await gone;
    },
  };
}

/** Also when it could not be started at all. */
const exitOf = (child: ChildProcess): Promise<unknown> => Promise.race([once(child, 'exit'), new Promise((resolve) => { child.once('error', resolve); })]);
