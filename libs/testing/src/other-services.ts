import { randomUUID } from 'node:crypto';
import { type EventData, type EventType, validateEvent } from '@hearth/contracts';
import type { Actor, Basis } from '@hearth/event-sourcing';
import { type Fact, topicOf, toRecord } from '@hearth/messaging';
import type { TestHearth } from './hearth.ts';

/** What a fact is about; what is left out is as the suite's clock and a town officer would have it. */
export interface SaidAbout {
  readonly household: string | null;
  readonly stream: string;
  readonly area?: string | null;
  readonly effectiveOn?: string;
  readonly time?: string;
  readonly actor?: Actor;
  readonly basis?: readonly Basis[];
}

/** What the services that a suite does not start would say, put on the bus as they would put it. */
export class OtherServices {
  /** Everything said so far, in order. */
  readonly said: Fact[] = [];
  private readonly versions = new Map<string, number>();

  constructor(private readonly hearth: TestHearth) {}

  /** Says one fact, held against its contract first, and waits until everybody has dealt with it. The answer can be said again. */
  async say<T extends EventType>(type: T, data: EventData[T], about: SaidAbout): Promise<Fact<EventData[T]>> {
    const problems = validateEvent(type, 1, data);
    if (problems.length > 0) throw new Error(`${type} would not be published: ${problems.join('; ')}`);
    return this.sayAnyway(type, data, about);
  }

  /** As {@link say}, for data that a producer should never have let pass. */
  async sayAnyway<D extends object>(type: string, data: D, { household, stream, area = '341524100001', effectiveOn, time, actor, basis = [] }: SaidAbout): Promise<Fact<D>> {
    const version = (this.versions.get(stream) ?? 0) + 1;
    this.versions.set(stream, version);
    const now = time ?? this.hearth.clock.now().toISOString();
    const fact: Fact<D> = {
      id: randomUUID(), type, dataversion: 1, source: `/hearth/test/${producerOf(type)}`, time: now, subject: household, key: household ?? stream.slice(-36), stream, streamversion: version,
      effectiveon: effectiveOn ?? now.slice(0, 10), area, actor: actor ?? { sub: 'town1', role: 'town', area: '341524100' }, correlationid: randomUUID(), causationid: null, traceparent: null, basis, logepoch: 1, data,
    };
    this.said.push(fact);
    await this.repeat(fact);
    return fact;
  }

  /** Says it (once more), as a topic may. */
  async repeat(...facts: readonly Fact[]): Promise<void> {
    for (const fact of facts) await this.hearth.bus.publish(topicOf(producerOf(fact.type)), [toRecord(fact)]);
    await this.hearth.drain();
  }
}

const producerOf = (type: string): string => type.split('.')[1] ?? '';
