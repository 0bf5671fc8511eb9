import { randomUUID } from 'node:crypto';
import { dayOf, type Day, type Instant } from '@hearth/kernel';
import { type Actor, type Basis, type Decider, type DomainEvent, type RecordedEvent, Rejection, streamId } from '@hearth/event-sourcing';
import { type EventStore, ExpectedVersionConflict, type StreamHead, type Tx } from '@hearth/event-store';
import { namedId } from '../named-id.ts';
import { requireArea } from '../http/auth.guard.ts';
import type { About, UnitOfWork } from '@hearth/messaging';

export interface Decided<S, E> { readonly state: S; readonly version: number; readonly events: readonly E[] }

export interface UnitSettings {
  readonly store: EventStore;
  readonly tx: Tx;
  readonly now: Date;
  readonly timeZone: string;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly traceparent: string | null;
  readonly basis: readonly Basis[];
  /** False for a service acting on a fact it consumed; an officer's commands are cut to the officer's area. */
  readonly scoped: boolean;
  /** Throws when an event could not be published as its contract says (strict when producing, before anything is stored). */
  readonly checkPublishable: (events: readonly DomainEvent[], about: About) => void;
}

interface Staged { readonly stream: string; readonly head: StreamHead; state: unknown; readonly events: DomainEvent[]; readonly about: About }

/** One command's decisions on one or several streams; `flush` appends them all at once, as the last statement before commit. */
export class StagedUnit implements UnitOfWork {
  private day: Day | null = null;
  private readonly staged = new Map<string, Staged>();
  private readonly seen = new Map<string, StreamHead>();
  private readonly basis: Basis[];

  constructor(private readonly settings: UnitSettings) {
    this.basis = [...settings.basis];
  }

  get at(): Instant { return this.settings.now.toISOString(); }
  /** Found out when it is asked for: most facts are taken in without. */
  get today(): Day { return this.day ??= dayOf(this.at, this.settings.timeZone); }
  get now(): Date { return this.settings.now; }
  get actor(): Actor { return this.settings.actor; }
  get tx(): Tx { return this.settings.tx; }
  newId(): string { return randomUUID(); }

  /** Names what this decision rests on, so that consumers who have not heard it yet wait for it. */
  basedOn(...basis: readonly Basis[]): void { this.basis.push(...basis); }

  async load<C, E extends DomainEvent, S>(decider: Decider<C, E, S>, id: string): Promise<{ state: S; head: StreamHead }> {
    const staged = this.staged.get(streamId(decider.stream, id));
    if (staged) return { state: staged.state as S, head: { version: staged.head.version + staged.events.length, hash: '' } };
    return this.read(decider, id);
  }

  /** All of a unit rests on one reading of a stream: when somebody wrote to it in between, the whole unit is decided again. @throws ExpectedVersionConflict */
  private async read<C, E extends DomainEvent, S>(decider: Decider<C, E, S>, id: string): Promise<{ state: S; head: StreamHead }> {
    const { state, head } = await this.settings.store.load(decider, id, this.settings.tx);
    const stream = streamId(decider.stream, id);
    const before = this.seen.get(stream);
    if (before && before.version !== head.version) throw new ExpectedVersionConflict(stream, before);
    this.seen.set(stream, head);
    return { state, head };
  }

  /** Loads, decides, stages. `ifMatch`: the version the officer saw; a later one is refused with 412. */
  async decide<C, E extends DomainEvent, S>(decider: Decider<C, E, S>, id: string, command: C, about: About, options: { ifMatch?: number | null } = {}): Promise<Decided<S, E>> {
    if (this.settings.scoped) requireArea(this.settings.actor, about.area);
    const stream = streamId(decider.stream, id);
    const { state, head } = await this.load(decider, id);
    if (options.ifMatch !== undefined && options.ifMatch !== null && options.ifMatch !== head.version) {
      throw new Rejection('stale', 'This has changed since you loaded it.', { status: 412, params: { expected: options.ifMatch, current: head.version } });
    }
    const events = decider.decide(command, state);
    const after = events.reduce((so, event) => decider.evolve(so, event), state);
    this.stage(stream, head, after, events, about);
    return { state: after, version: head.version + events.length, events };
  }

  /** Takes a name that must be unique (an ID-number token, person × programme): a stream of its own, appended at version 0. */
  async claim(name: string, event: DomainEvent, about: About): Promise<{ id: string; taken: boolean; by?: RecordedEvent }> {
    const id = namedId(name);
    const stream = streamId('claim', id);
    const { events, head } = await this.settings.store.read(stream, { tx: this.settings.tx });
    const first = events.at(-1);
    if (first || this.staged.has(stream)) return { id, taken: true, ...(first ? { by: first } : {}) };
    this.stage(stream, head, null, [event], about);
    return { id, taken: false };
  }

  private stage(stream: string, head: StreamHead, state: unknown, events: readonly DomainEvent[], about: About): void {
    const staged = this.staged.get(stream);
    if (staged) { staged.state = state; staged.events.push(...events); } else if (events.length > 0) this.staged.set(stream, { stream, head, state, events: [...events], about });
  }

  /** Appends everything staged. Returns the last position, or null when nothing was decided. */
  async flush(): Promise<number | null> {
    const appends = [...this.staged.values()].filter((s) => s.events.length > 0);
    if (appends.length === 0) return null;
    for (const { events, about } of appends) this.settings.checkPublishable(events, about);
    const { actor, now, correlationId, causationId, traceparent } = this.settings;
    const { position } = await this.settings.store.append(
      appends.map(({ stream, head, events, about }) => ({ stream, expected: head, events, household: about.household, area: about.area, key: about.key ?? about.household ?? stream.slice(stream.length - 36), basis: [...this.basis, ...about.basis ?? []] })),
      { actor, now, correlationId, causationId, traceparent, basis: this.basis }, this.settings.tx);
    return position;
  }
}
