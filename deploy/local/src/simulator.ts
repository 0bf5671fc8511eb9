import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { freePort, startChild, StartProblem, workspaceRoot } from '@hearth/launch';
import type { Server } from './keep-running.ts';

export interface RunningSimulator extends Server {
  readonly url: string;
  readonly port: number;
}

export interface SimulatorOptions {
  /** Where it was before, so that it comes back under the same address. */
  readonly port?: number;
  /** Where departments push their change notices, and what lets them in. */
  readonly changes: { url: string; token: string } | null;
  readonly say: (line: string) => void;
}

const program = join(workspaceRoot, 'services/department-simulator/dist/main.js');

/** The departments and the bank, in a process of their own: Hearth must live with them being away. */
export async function startSimulator({ port: wished, changes, say }: SimulatorOptions): Promise<RunningSimulator> {
  const port = wished ?? (await freePort());
  const child = startChild({
    command: process.execPath, args: [program], endSignal: 'SIGTERM',
    env: { ...process.env, PORT: String(port), HEARTH_PARENT_PID: String(process.pid), ...(changes === null ? {} : { HEARTH_CHANGE_URL: changes.url, HEARTH_CHANGE_TOKEN: changes.token }) },
  });
  let complaint = '';
  child.process.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2000);
    say(`simulator: ${chunk.toString().trim()}`);
  });
  const url = await Promise.race([announced(child.process.stdout), child.exited.then(() => null)]);
  if (url === null) throw new StartProblem(1, `the departments' simulator did not start: ${complaint.trim().split('\n').at(-1) ?? ''}`);
  return { url, port, exited: child.exited, stop: () => child.stop(2000, 'SIGKILL') };
}

/** Resolves with the address of its first line; what it says later is let go. */
const announced = (output: NodeJS.ReadableStream | null): Promise<string> => new Promise((resolve) => {
  if (output === null) return;
  createInterface({ input: output }).on('line', (line) => {
    const address = /^simulator ready at (\S+)/.exec(line)?.[1];
    if (address !== undefined) resolve(address);
  });
});
