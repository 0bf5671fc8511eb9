import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ActorConfig, Order, Word } from '../actors/protocol.ts';
import { within } from '../until.ts';
import type { Guard } from './guard.ts';

const PATIENCE_S = 120;
const GOODBYE_S = 60;
/** What is said too often to be waited for. */
const CEASELESS: ReadonlySet<Word['is']> = new Set(['acked', 'published', 'delivered', 'log']);
const program = fileURLToPath(new URL('../../dist/actor.js', import.meta.url));

/** A process of the run, as the run sees it. In a process group of its own, so that a Ctrl-C reaches only us. */
export class ActorProcess {
  readonly #child: ChildProcess;
  readonly #exited: Promise<string>;
  readonly #listeners = new Set<(word: Word) => void>();
  /** Said, and not yet waited for. */
  readonly #unclaimed: Word[] = [];
  #expected: boolean;
  /** How it ended when nobody wanted it to. */
  accident: string | null = null;

  constructor(readonly name: string, config: ActorConfig, guard: Guard, hear: (word: Word) => void) {
    this.#child = fork(program, [config.role], { cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: ['--no-warnings'] });
    if (this.#child.pid !== undefined) guard.watch(this.#child.pid);
    this.#expected = config.trap?.how === 'kill';
    this.#child.on('message', (message) => {
      const word = message as Word;
      hear(word);
      if (!CEASELESS.has(word.is)) this.#unclaimed.push(word);
      for (const listener of this.#listeners) listener(word);
    });
    this.#child.on('error', () => undefined); // an order to one that has just died
    this.#exited = new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => {
        const how = signal ?? `code ${code}`;
        if (!this.#expected) this.accident = how;
        resolve(how);
      });
    });
    this.tell({ do: 'begin', config });
  }

  get alive(): boolean { return this.#child.exitCode === null && this.#child.signalCode === null; }

  get pid(): number { return this.#child.pid ?? -1; }

  tell(order: Order): void { if (this.#child.connected) this.#child.send(order, () => undefined); }

  /** The next word of a kind that nobody has taken; fails when the process ends before. */
  async word<K extends Word['is']>(is: K, seconds = PATIENCE_S): Promise<Extract<Word, { is: K }>> {
    const isIt = (word: Word): word is Extract<Word, { is: K }> => word.is === is;
    const claim = (): Extract<Word, { is: K }> | undefined => {
      const found = this.#unclaimed.find(isIt);
      if (found) this.#unclaimed.splice(this.#unclaimed.indexOf(found), 1);
      return found;
    };
    let listener: () => void = () => undefined;
    const said = new Promise<Extract<Word, { is: K }>>((resolve) => {
      listener = () => { const found = claim(); if (found) resolve(found); };
      this.#listeners.add(listener);
      listener();
    });
    const gone = this.#exited.then((how) => { throw new Error(`${this.name} ended (${how}) before it said "${is}"`); });
    gone.catch(() => undefined);
    try {
      return await within(`${this.name} says "${is}"`, seconds, Promise.race([said, gone]));
    } finally {
      this.#listeners.delete(listener);
    }
  }

  /** Resolves when the trap has killed it. */
  async killedByTrap(seconds = PATIENCE_S): Promise<Extract<Word, { is: 'at' }>> {
    const at = await this.word('at', seconds);
    await within(`${this.name} is dead`, GOODBYE_S, this.#exited);
    return at;
  }

  async kill(): Promise<void> {
    this.#expected = true;
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  pause(): void { this.#child.kill('SIGSTOP'); }

  resume(): void { this.#child.kill('SIGCONT'); }

  /** In good order; whoever does not come to an end is killed, and that is an accident. */
  async end(): Promise<void> {
    if (!this.alive) return;
    this.#expected = true;
    this.tell({ do: 'end' });
    const how = await within('it ends', GOODBYE_S, this.#exited).catch(() => null);
    if (how === null) {
      await this.kill();
      this.accident = `did not end within ${GOODBYE_S} s`;
    } else if (how !== 'code 0') this.accident = how;
  }
}
