import { rmSync } from 'node:fs';
import { freePort, type RunningKafka, type RunningPostgres, startKafka, startPostgres } from '@hearth/launch';
import type { Guard } from './guard.ts';

/** A server that can be ill-treated; it always comes back on the same port. */
abstract class Server<R extends { readonly pid: number | null; readonly exited: Promise<unknown>; stop(): Promise<void> }> {
  #running: R | null = null;
  #paused = false;

  protected constructor(readonly folder: string, private readonly guard: Guard) {}

  protected abstract launch(): Promise<R>;

  get running(): R {
    if (this.#running === null) throw new Error('the server is down');
    return this.#running;
  }

  async start(): Promise<void> {
    const running = await this.launch();
    if (running.pid !== null) this.guard.watch(running.pid);
    this.#running = running;
  }

  /** In good order. */
  async stop(): Promise<void> {
    this.resume();
    await this.#running?.stop();
    this.#running = null;
  }

  /** kill -9. */
  async kill(): Promise<void> {
    const { running } = this;
    this.#signal('SIGKILL');
    await running.exited;
    this.#running = null;
    this.#paused = false;
  }

  pause(): void {
    this.#signal('SIGSTOP');
    this.#paused = true;
  }

  resume(): void {
    if (this.#paused) this.#signal('SIGCONT');
    this.#paused = false;
  }

  /** As it was found: up and running. */
  async mend(): Promise<void> {
    this.resume();
    if (this.#running === null) await this.start();
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.running;
    if (pid === null) throw new Error('the server is not ours');
    process.kill(pid, signal);
  }
}

/** fsync on: what is acknowledged is on the disk. */
export class Postgres extends Server<RunningPostgres> {
  private constructor(folder: string, guard: Guard, private readonly port: number) { super(folder, guard); }

  static async at(folder: string, guard: Guard): Promise<Postgres> {
    const server = new Postgres(folder, guard, await freePort());
    await server.start();
    return server;
  }

  /** The same while it is down: port and password stay. */
  get url(): string { return this.#url; }
  #url = '';

  protected async launch(): Promise<RunningPostgres> {
    const running = await startPostgres({ dataDir: this.folder, port: this.port, durable: true });
    this.#url = running.url;
    return running;
  }
}

export class Broker extends Server<RunningKafka> {
  private constructor(folder: string, guard: Guard, private readonly port: number, private readonly controllerPort: number) { super(folder, guard); }

  static async at(folder: string, guard: Guard): Promise<Broker> {
    const server = new Broker(folder, guard, await freePort(), await freePort());
    await server.start();
    return server;
  }

  get address(): string { return `127.0.0.1:${this.port}`; }

  /** All it ever held is gone; when it starts again it is another cluster at the old address. */
  empty(): void { rmSync(this.folder, { recursive: true, force: true }); }

  protected launch(): Promise<RunningKafka> {
    return startKafka({ dataDir: this.folder, port: this.port, controllerPort: this.controllerPort });
  }
}
