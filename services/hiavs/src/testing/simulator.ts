import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Source } from '@hearth/contracts';

/** Its own process, as in a deployment: started by its command, spoken to over HTTP. */
const MAIN = fileURLToPath(new URL('../../../department-simulator/dist/main.js', import.meta.url));

export interface Settings { readonly latencyMs?: number; readonly errorRate?: number; readonly down?: boolean; readonly wrong?: number }
export interface Fact { readonly department: Source; readonly idNumber: string; readonly items: readonly { readonly kind: string; readonly value?: object; readonly count?: number; readonly detail?: string }[] }
export interface Asked { readonly count: number; readonly answered: number; readonly repeats: number; readonly items: readonly { readonly inquiry: string; readonly person: string; readonly outcome: string }[] }

export interface Simulator {
  readonly url: string;
  set(department: Source, settings: Settings): Promise<void>;
  hold(facts: readonly Fact[]): Promise<void>;
  asked(department: Source): Promise<Asked>;
  close(): Promise<void>;
}

export async function startSimulator(): Promise<Simulator> {
  const child = spawn(process.execPath, [MAIN], { env: { HEARTH_PARENT_PID: String(process.pid) }, stdio: ['pipe', 'pipe', 'inherit'] });
  const url = await readyAt(child);
  const put = async (path: string, body: unknown): Promise<void> => {
    const response = await fetch(new URL(path, url), { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`the simulator refused ${path}: ${response.status}`);
  };
  return {
    url,
    set: (department, settings) => put(`/departments/${department}`, settings),
    hold: (facts) => put('/departments/facts', facts),
    asked: async (department) => (await fetch(new URL(`/departments/${department}/inquiries`, url))).json() as Promise<Asked>,
    close: async () => {
      const ended = new Promise((resolve) => { child.once('exit', resolve); });
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function readyAt(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the simulator says nothing');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^simulator ready at (\S+)$/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('the simulator did not start: build services/department-simulator first');
}
