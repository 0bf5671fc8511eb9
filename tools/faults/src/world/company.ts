import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Order, Word } from '../actors/protocol.ts';
import type { Guard } from './guard.ts';

const program = fileURLToPath(new URL('../../dist/actor.js', import.meta.url));

/** One process, in a group of its own, so that a Ctrl-C reaches only us. */
export class Player {
  readonly #child: ChildProcess;
  readonly exited: Promise<string>;
  hear: (word: Word) => void = () => undefined;

  constructor(guard: Guard) {
    this.#child = fork(program, { cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: ['--no-warnings'] });
    if (this.#child.pid !== undefined) guard.watch(this.#child.pid);
    this.#child.on('message', (word) => { this.hear(word as Word); });
    this.#child.on('error', () => undefined); // an order to one that has just died
    this.exited = new Promise((resolve) => { this.#child.once('exit', (code, signal) => { resolve(signal ?? `code ${code}`); }); });
  }

  get alive(): boolean { return this.#child.exitCode === null && this.#child.signalCode === null; }

  tell(order: Order): void { if (this.#child.connected) this.#child.send(order, () => undefined); }

  signal(signal: NodeJS.Signals): void { this.#child.kill(signal); }
}

/** Processes that have ended their part in good order play another; one more is always getting ready. */
export class Company {
  readonly #idle: Player[] = [];
  #dismissed = false;

  constructor(private readonly guard: Guard) { this.#idle.push(new Player(guard)); }

  take(): Player {
    const player = this.#idle.find(({ alive }) => alive);
    if (player) this.#idle.splice(this.#idle.indexOf(player), 1);
    if (this.#idle.length === 0) this.#idle.push(new Player(this.guard));
    return player ?? new Player(this.guard);
  }

  giveBack(player: Player): void {
    player.hear = () => undefined;
    if (this.#dismissed) player.signal('SIGKILL');
    else this.#idle.unshift(player);
  }

  dismiss(): void {
    this.#dismissed = true;
    for (const player of this.#idle.splice(0)) player.signal('SIGKILL');
  }
}
