import type { EventBus } from '../bus/bus.ts';
import { toRecord } from '../envelope.ts';
import type { Fact } from '../fact.ts';
import type { FactHandler } from '../inbox/handler.ts';
import type { Inbox } from '../inbox/inbox.ts';
import { type BusUnderTest, uniqueName } from './buses.ts';
import { applying, type TestInboxOptions, type TestService, testService, topicsOf } from './service.ts';

/** A service that hears another, whose facts a test publishes itself. */
export class Hearing {
  private readonly inboxes: Inbox[] = [];

  private constructor(readonly bus: EventBus, readonly service: TestService, readonly source: string) {}

  static async open(under: Pick<BusUnderTest, 'open'>): Promise<Hearing> {
    const hearing = new Hearing(under.open(), await testService(), uniqueName('source-'));
    await topicsOf(hearing.bus, [hearing.source]);
    return hearing;
  }

  async start(handler: FactHandler = applying(this.service), options: Partial<TestInboxOptions> = {}): Promise<Inbox> {
    const sources = options.sources ?? [this.source];
    const inbox = this.service.inbox({ bus: this.bus, ...options, sources });
    this.inboxes.push(inbox);
    await inbox.start(new Map(sources.map((from) => [`hearth.${from}.Counted`, handler])));
    return inbox;
  }

  async publish(facts: readonly Fact[], from = this.source): Promise<void> { await this.bus.publish(`hearth.${from}.v1`, facts.map(toRecord)); }

  /** All that it began to read ends; it can start again. */
  async stop(): Promise<void> { await Promise.all(this.inboxes.splice(0).map((inbox) => inbox.close())); }

  async close(): Promise<void> {
    await this.stop();
    await Promise.all([this.bus.close(), this.service.close()]);
  }
}
