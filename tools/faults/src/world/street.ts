import { topicOf } from '@hearth/messaging';
import { migrate } from '@hearth/event-store';
import { Pool } from 'pg';
import type { Acked, ActorConfig, BusAddress, HearerConfig, RebuilderConfig, SpeakerConfig, Word } from '../actors/protocol.ts';
import { type Breakage, isNaive } from '../breakages.ts';
import { planOf, type Stream } from '../plan.ts';
import type { Chance } from '../random.ts';
import { reckon, type Reckoning } from '../reckoning.ts';
import { ActorProcess } from './actor-process.ts';
import { type Desk, kafkaDesk, logDesk } from './desk.ts';
import { tablesOf } from './tables.ts';
import { settle } from './settled.ts';
import type { World } from './world.ts';

export interface StreetOptions {
  readonly world: World;
  readonly seed: number;
  readonly chance: Chance;
  readonly events: number;
  readonly leastStreams: number;
  readonly breakage: Breakage | null;
}

type SpeakerPart = Partial<Omit<SpeakerConfig, 'role'>>;
type HearerPart = Partial<Omit<HearerConfig, 'role'>>;
type RebuilderPart = Partial<Omit<RebuilderConfig, 'role'>>;

export interface LoggedWord { readonly actor: string; readonly message: string; readonly error: string }

const NOBODY_FAILS: HearerConfig['failing'] = { always: [], twice: [], transient: [], as: 'Error' };
const LEAST_PATIENCE_S = 120;
const PATIENCE_PER_EVENT_S = 0.02;

/** Two services of one fault, made for it and used by nobody else: one speaks, one hears. */
export class Street {
  readonly plan: readonly Stream[];
  readonly acked: Acked[] = [];
  readonly logs: LoggedWord[] = [];
  /** By process, repeats included. */
  readonly deliveries = new Map<string, number>();
  readonly publications = new Map<string, number>();
  readonly #actors: ActorProcess[] = [];
  readonly #afterwards: (() => Promise<unknown>)[] = [];
  #url: string;
  #pool: Pool;

  private constructor(readonly options: StreetOptions, readonly speaking: string, readonly hearing: string) {
    this.plan = planOf(options.seed, options.events, options.leastStreams);
    this.#url = options.world.postgres.url;
    this.#pool = openRoot(this.#url);
  }

  static async open(options: StreetOptions, tag: string): Promise<Street> {
    const street = new Street(options, `speaker-${tag}`, `hearer-${tag}`);
    for (const service of [street.speaking, street.hearing]) await migrate({ url: street.#url, service, migrations: [tablesOf(service)] });
    return street;
  }

  get topic(): string { return topicOf(this.speaking); }
  /** As the superuser. */
  get pool(): Pool { return this.#pool; }
  get desk(): Desk { const { broker } = this.options.world; return broker ? kafkaDesk(broker.address) : logDesk(this.#pool); }
  get actors(): readonly ActorProcess[] { return this.#actors; }
  get patienceS(): number { return LEAST_PATIENCE_S + this.options.events * PATIENCE_PER_EVENT_S; }

  /** What was acknowledged and is not in the log any more is known to be gone. */
  async forgetWhatIsGone(): Promise<void> {
    const { rows } = await this.#pool.query<{ id: string }>(`SELECT id FROM "${this.speaking}".events`);
    const there = new Set(rows.map(({ id }) => id));
    const kept = this.acked.filter(({ ids }) => ids.every((id) => there.has(id)));
    this.acked.splice(0, this.acked.length, ...kept);
  }

  /** From here on the street stands on another cluster. */
  async moveTo(url: string): Promise<void> {
    await this.#pool.end();
    this.#url = url;
    this.#pool = openRoot(url);
  }

  get delivered(): number { return sum(this.deliveries); }
  get published(): number { return sum(this.publications); }

  async speaker(part: SpeakerPart = {}): Promise<ActorProcess> {
    return this.#started('speaker', { role: 'speaker', ...this.#common(), events: this.options.events, leastStreams: this.options.leastStreams, writing: null, relayBatch: 100, release: 1, ...part });
  }

  async hearer(part: HearerPart = {}): Promise<ActorProcess> {
    return this.#started('hearer', { role: 'hearer', ...this.#common(), hearing: this.hearing, maxBatch: 100, failing: NOBODY_FAILS, joins: true, ...part });
  }

  async rebuilder(part: RebuilderPart = {}): Promise<ActorProcess> {
    return this.#started('rebuilder', { role: 'rebuilder', ...this.#common(), hearing: this.hearing, batch: 50, ...part });
  }

  settled(): Promise<void> { return settle(this); }

  reckon(): Promise<Reckoning> { return reckon(this.#pool, this.speaking, this.hearing, this.acked, this.delivered, !isNaive(this.options.breakage)); }

  async count(service: string, table: string, where = 'true'): Promise<number> {
    const { rows: [row] } = await this.#pool.query<{ n: number }>(`SELECT count(*)::integer AS n FROM "${service}".${table} WHERE ${where}`);
    return row?.n ?? 0;
  }

  /** Ends all processes in good order, and says which of them ended by themselves or would not. */
  async endAll(): Promise<string[]> {
    await Promise.all(this.#actors.map((actor) => actor.end()));
    return this.#actors.flatMap(({ name, accident }) => (accident === null ? [] : [`${name}: ${accident}`]));
  }

  /** To be done when everything is counted. */
  afterwards(step: () => Promise<unknown>): void { this.#afterwards.push(step); }

  async clearAway(): Promise<void> {
    await this.#pool.end().catch(() => undefined);
    for (const step of this.#afterwards) await step();
  }

  #common(): Omit<RebuilderConfig, 'role' | 'hearing' | 'batch'> {
    const { world, seed, breakage } = this.options;
    const bus: BusAddress = world.broker ? { kafka: world.broker.address } : { log: this.#url };
    return { url: this.#url, bus, speaking: this.speaking, seed, breakage, trap: null };
  }

  async #started(kind: string, config: ActorConfig): Promise<ActorProcess> {
    const name = `${kind} ${this.#actors.length + 1}`;
    const actor = new ActorProcess(name, config, this.options.world.company, (word) => { this.#hear(name, word); });
    this.#actors.push(actor);
    await actor.word('ready');
    return actor;
  }

  #hear(actor: string, word: Word): void {
    if (word.is === 'acked') this.acked.push(word);
    else if (word.is === 'delivered') this.deliveries.set(actor, (this.deliveries.get(actor) ?? 0) + word.count);
    else if (word.is === 'published') this.publications.set(actor, (this.publications.get(actor) ?? 0) + word.count);
    else if (word.is === 'log') this.logs.push({ actor, message: word.message, error: word.error });
  }
}

const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((all, count) => all + count, 0);

function openRoot(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 4 });
  pool.on('error', () => undefined); // the server is killed on purpose
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
