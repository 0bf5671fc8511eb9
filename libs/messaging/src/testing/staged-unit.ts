import { randomUUID } from 'node:crypto';
import { type Actor, type Decider, type DomainEvent, streamId } from '@hearth/event-sourcing';
import { type EventStore, type StreamAppend, type StreamHead, type Tx, uuidv5 } from '@hearth/event-store';
import { type Fact, serviceOf } from '../fact.ts';
import type { About, InboxUnit, UnitOfWork } from '../unit-of-work.ts';

const NAMES = '0f9c8a52-7f0c-4f86-a0a4-6b1d9d0c5f11';

/** The smallest unit of work: decides on what the transaction sees and appends when flushed. */
export class StagedUnit implements UnitOfWork {
  readonly actor: Actor = { sub: 'service:test', role: 'service', area: '*' };
  readonly now = new Date();
  readonly at = this.now.toISOString();
  readonly today = this.at.slice(0, 10);
  private readonly staged: StreamAppend[] = [];

  constructor(private readonly store: EventStore, private readonly fact: Fact, readonly tx: Tx) {}

  asInboxUnit(): InboxUnit { return { unit: this, flush: () => this.flush() }; }

  load<C, E extends DomainEvent, S>(decider: Decider<C, E, S>, id: string): Promise<{ state: S; head: StreamHead }> {
    return this.store.load(decider, id, this.tx);
  }

  async decide<C, E extends DomainEvent, S>(decider: Decider<C, E, S>, id: string, command: C, about: About): Promise<{ state: S; version: number; events: readonly E[] }> {
    const { state, head } = await this.load(decider, id);
    const events = decider.decide(command, state);
    this.stage(streamId(decider.stream, id), head, events, about);
    return { state: events.reduce((before, event) => decider.evolve(before, event), state), version: head.version + events.length, events };
  }

  async claim(name: string, event: DomainEvent, about: About): Promise<{ id: string; taken: boolean }> {
    const id = uuidv5(name, NAMES);
    const { head } = await this.store.read(streamId('claim', id), { tx: this.tx });
    if (head.version === 0) this.stage(streamId('claim', id), head, [event], about);
    return { id, taken: head.version > 0 };
  }

  newId(): string { return randomUUID(); }

  private stage(stream: string, expected: StreamHead, events: readonly DomainEvent[], about: About): void {
    if (events.length > 0) this.staged.push({ stream, expected, events, household: about.household, area: about.area, key: about.key ?? about.household ?? stream });
  }

  private async flush(): Promise<void> {
    if (this.staged.length === 0) return;
    const basis = [{ service: serviceOf(this.fact), id: this.fact.stream, version: this.fact.streamversion }];
    await this.store.append(this.staged, { actor: this.actor, now: this.now, correlationId: this.fact.correlationid, causationId: this.fact.id, traceparent: null, basis }, this.tx);
  }
}
