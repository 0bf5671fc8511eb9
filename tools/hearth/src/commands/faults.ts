import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Breaks things on purpose, in a process of its own that reads the options itself. @returns its exit code. */
export async function faults(options: readonly string[]): Promise<number> {
  const main = fileURLToPath(new URL('../../../faults/dist/main.js', import.meta.url));
  // The line between us breaks when we are killed, and it ends all that it started.
  const child = spawn(process.execPath, [main, ...options], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const pass = (signal: NodeJS.Signals): void => { child.kill(signal); };
  process.on('SIGINT', pass).on('SIGTERM', pass);
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
