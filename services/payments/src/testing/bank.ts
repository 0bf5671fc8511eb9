import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../department-simulator/dist/main.js', import.meta.url));

/** The simulated bank as it really runs: a process of its own, spoken to over HTTP. */
export class Bank {
  private constructor(private readonly process: ChildProcess, private readonly url: string) {}

  static async start(): Promise<Bank> {
    const child = spawn(process.execPath, [MAIN], { stdio: ['pipe', 'pipe', 'inherit'], env: { PORT: '0', HEARTH_PARENT_PID: String(process.pid) } });
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /ready at (http:\S+)/.exec(line)?.[1];
      if (url) return new Bank(child, url);
    }
    throw new Error('the simulated bank did not start: build services/department-simulator first');
  }

  /** Takes a file and tells its id. */
  async pay(xml: string): Promise<{ status: number; id: string }> {
    const response = await fetch(`${this.url}/bank/files`, { method: 'POST', headers: { 'content-type': 'application/xml' }, body: xml });
    return { status: response.status, id: String(((await response.json()) as { id?: string }).id) };
  }

  async status(file: string): Promise<string> { return (await fetch(`${this.url}/bank/files/${file}/status`)).text(); }
  async statement(date: string): Promise<string> { return (await fetch(`${this.url}/bank/statements?date=${date}`)).text(); }
  async collections(date: string): Promise<object> { return await (await fetch(`${this.url}/bank/collections?date=${date}`)).json() as object; }

  async behave(behaviour: object): Promise<void> {
    await fetch(`${this.url}/bank/behaviour`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(behaviour) });
  }

  async close(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await ended;
  }
}
