import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export const BENCHES = ['append', 'read', 'tail', 'exchange', 'verify', 'score', 'stepwise'];

/** Measures a hot path against its yardstick, in a process of its own. @returns its exit code. */
export async function bench(name: string, options: { json?: boolean }): Promise<number> {
  const main = fileURLToPath(new URL('../../../../bench/dist/main.js', import.meta.url));
  const child = spawn(process.execPath, [main, name, ...(options.json ? ['--json'] : [])], { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
