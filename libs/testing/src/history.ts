import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { type Decider, type DomainEvent, fold, upcast, type Upcasters } from '@hearth/event-sourcing';
import { canonicalJson } from '@hearth/event-store';
import { Ajv } from 'ajv';

/** An event as a log may hold it, of one version of its shape. */
export interface FrozenEvent {
  /** `household/IncomeRecorded.v1` */
  readonly name: string;
  readonly stream: string;
  readonly type: string;
  readonly version: number;
  readonly event: DomainEvent & { readonly schemaVersion: number };
}

/** What a release makes of a frozen event. */
export interface Judged {
  /** Where its data, raised to the newest version, does not fit the newest shape; empty when it does. */
  readonly problems: readonly string[];
  readonly newest: number;
  readonly raisedTo: number;
  /** Of the state after it and all frozen before it in its stream; null where nobody folds. */
  readonly state: string | null;
}

interface Folding { readonly stream: string; readonly initial: unknown; readonly upcasters?: Upcasters; readonly evolve: (state: never, event: never) => unknown }

/**
 * The frozen events of a service, and what its deciders make of them today. `states.json` beside them says what they always made of them:
 * it is written anew with HEARTH_FREEZE=1, when a state was meant to change.
 */
export class FrozenHistory {
  readonly events: readonly FrozenEvent[];
  readonly #folder: string;
  readonly #deciders: readonly Folding[];
  readonly #states: Readonly<Record<string, string>>;
  readonly #ajv = new Ajv({ strict: false, allErrors: true });

  /** @param service folder of the service; the URL ends with `/` */
  constructor(service: URL, deciders: readonly unknown[]) {
    this.#folder = new URL('history/', service).pathname;
    this.#deciders = deciders as readonly Folding[];
    this.events = this.#read('frozen.txt').split('\n').flatMap((line) => this.#frozen(line.split('  ')[1] ?? ''));
    if (process.env['HEARTH_FREEZE'] === '1') this.#freeze();
    this.#states = existsSync(`${this.#folder}states.json`) ? JSON.parse(this.#read('states.json')) as Record<string, string> : {};
  }

  /** Streams with frozen events that none of the deciders folds. */
  unfolded(): readonly string[] {
    return [...new Set(this.events.map(({ stream }) => stream))].filter((stream) => !this.#deciders.some((decider) => decider.stream === stream));
  }

  judge(frozen: FrozenEvent): Judged {
    const decider = this.#deciders.find(({ stream }) => stream === frozen.stream);
    const newest = Math.max(...this.events.filter(({ stream, type }) => stream === frozen.stream && type === frozen.type).map(({ version }) => version));
    const raised = upcast(frozen.event, decider?.upcasters);
    return { newest, raisedTo: raised.schemaVersion, problems: this.#unfit(frozen, newest, raised), state: decider ? this.#state(decider, frozen) : null };
  }

  /** What has to come of it: it fits the newest shape, and gives the state it always gave. */
  expected(frozen: FrozenEvent): Judged {
    const { newest, state } = this.judge(frozen);
    return { problems: [], newest, raisedTo: newest, state: state === null ? null : this.#states[frozen.name] ?? 'not on record: run this spec once with HEARTH_FREEZE=1' };
  }

  #freeze(): void {
    const states = this.events.flatMap((frozen): [string, string][] => { const { state } = this.judge(frozen); return state === null ? [] : [[frozen.name, state]]; });
    writeFileSync(`${this.#folder}states.json`, `${JSON.stringify(Object.fromEntries(states), null, 1)}\n`);
  }

  #unfit({ stream, type }: FrozenEvent, newest: number, raised: DomainEvent): string[] {
    const shape = JSON.parse(this.#read(`${stream}/${type}.v${newest}.schema.json`)) as { properties: { data: object }; definitions?: object };
    const fits = this.#ajv.compile({ ...shape.properties.data, ...(shape.definitions ? { definitions: shape.definitions } : {}) });
    return fits(raised.data) ? [] : (fits.errors ?? []).map(({ instancePath, message }) => `data${instancePath} ${message}`);
  }

  #state(decider: Folding, last: FrozenEvent): string {
    const own = this.events.filter(({ stream }) => stream === last.stream);
    const until = own.slice(0, own.indexOf(last) + 1).map(({ event }) => upcast(event, decider.upcasters));
    const state = fold(decider as unknown as Decider<never, DomainEvent, unknown>, until);
    return createHash('sha256').update(canonicalJson(JSON.parse(JSON.stringify(state)))).digest('hex').slice(0, 16);
  }

  #frozen(file: string): FrozenEvent[] {
    const [, stream, type, version] = /^(.+)\/([A-Za-z]+)\.v(\d+)\.json$/.exec(file) ?? [];
    if (stream === undefined || type === undefined) return [];
    return [{ name: file.slice(0, -'.json'.length), stream, type, version: Number(version), event: JSON.parse(this.#read(file)) as FrozenEvent['event'] }];
  }

  #read(file: string): string { return readFileSync(`${this.#folder}${file}`, 'utf8'); }
}
