import type { ActorConfig, Order, Word } from '../actors/protocol.ts';
import { within } from '../until.ts';
import type { Company, Player } from './company.ts';

const PATIENCE_S = 120;
const GOODBYE_S = 60;
/** What is said too often to be waited for. */
const CEASELESS: ReadonlySet<Word['is']> = new Set(['acked', 'published', 'delivered', 'log']);

type Saying<K extends Word['is']> = Extract<Word, { is: K }>;

/** A process in its part, as the run sees it. */
export class ActorProcess {
  readonly #player: Player;
  readonly #listeners = new Set<() => void>();
  /** Said, and not yet waited for. */
  readonly #unclaimed: Word[] = [];
  #expected: boolean;
  #ended = false;
  /** How it ended when nobody wanted it to. */
  accident: string | null = null;

  constructor(readonly name: string, config: ActorConfig, private readonly company: Company, hear: (word: Word) => void) {
    this.#player = company.take();
    this.#expected = config.trap?.how === 'kill';
    this.#player.hear = (word) => {
      hear(word);
      if (!CEASELESS.has(word.is)) this.#unclaimed.push(word);
      for (const listener of this.#listeners) listener();
    };
    void this.#player.exited.then((how) => { if (!this.#expected && !this.#ended) this.accident = how; });
    this.tell({ do: 'begin', config });
  }

  tell(order: Order): void { this.#player.tell(order); }

  /** The next word of a kind that nobody has taken; fails when the process ends before. */
  async word<K extends Word['is']>(is: K, seconds = PATIENCE_S): Promise<Saying<K>> {
    let listener: () => void = () => undefined;
    const said = new Promise<Saying<K>>((resolve) => {
      listener = () => { const found = this.#claim(is); if (found) resolve(found); };
      this.#listeners.add(listener);
      listener();
    });
    const gone = this.#player.exited.then((how) => { throw new Error(`${this.name} ended (${how}) before it said "${is}"`); });
    gone.catch(() => undefined);
    try {
      return await within(`${this.name} says "${is}"`, seconds, Promise.race([said, gone]));
    } finally {
      this.#listeners.delete(listener);
    }
  }

  /** Resolves when the trap has killed it. */
  async killedByTrap(seconds = PATIENCE_S): Promise<Saying<'at'>> {
    const at = await this.word('at', seconds);
    await within(`${this.name} is dead`, GOODBYE_S, this.#player.exited);
    return at;
  }

  async kill(): Promise<void> {
    this.#expected = true;
    this.#player.signal('SIGKILL');
    await this.#player.exited;
  }

  pause(): void { this.#player.signal('SIGSTOP'); }

  resume(): void { this.#player.signal('SIGCONT'); }

  /** In good order; whoever does not come to an end is killed, and that is an accident. */
  async end(): Promise<void> {
    if (this.#ended || !this.#player.alive) return;
    this.tell({ do: 'end' });
    const ended = await this.word('ended', GOODBYE_S).then(() => true, () => false);
    this.#ended = ended;
    if (ended) this.company.giveBack(this.#player);
    else {
      await this.kill();
      this.accident ??= `did not end within ${GOODBYE_S} s`;
    }
  }

  #claim<K extends Word['is']>(is: K): Saying<K> | undefined {
    const found = this.#unclaimed.find((word): word is Saying<K> => word.is === is);
    if (found) this.#unclaimed.splice(this.#unclaimed.indexOf(found), 1);
    return found;
  }
}
