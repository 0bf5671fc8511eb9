import { Horizon, NO_STREAM } from '@hearth/event-store';
import type { EventBus } from '../bus/bus.ts';
import { Relay, type RelayOptions } from '../relay/relay.ts';
import { type TestService, testService } from './service.ts';
import { until } from './until.ts';

/** A service that says how far it has counted for a household, through a relay that a test can stop and start. */
export class Speaker {
  private readonly horizon: Horizon;
  private running: Relay | null = null;

  private constructor(private readonly bus: EventBus, readonly service: TestService, private readonly options: Partial<RelayOptions>) {
    this.horizon = new Horizon({ store: service.store, pollMs: 20 });
    this.horizon.start();
  }

  static async open(bus: EventBus, options: Partial<RelayOptions> = {}): Promise<Speaker> {
    return new Speaker(bus, await testService('speaker-'), options);
  }

  get name(): string { return this.service.name; }
  get type(): string { return `hearth.${this.name}.Counted`; }
  get topic(): string { return `hearth.${this.name}.v1`; }

  get relay(): Relay {
    if (!this.running) throw new Error('the relay does not run');
    return this.running;
  }

  async start(): Promise<void> {
    this.running = new Relay({
      service: this.name, deployment: 'test', store: this.service.store, horizon: this.horizon, bus: this.bus, validate: () => [],
      publications: [{ on: 'Counted', publish: ({ data }) => ({ type: this.type, version: 1, data }) }], ...this.options,
    });
    await this.running.start();
  }

  async stop(): Promise<void> {
    await this.running?.close();
    this.running = null;
  }

  async say(households: readonly string[], n: number): Promise<void> {
    await Promise.all(households.map((household) => this.service.store.append([{ stream: `count-${household}-${n}`, expected: NO_STREAM, events: [{ type: 'Counted', data: { n } }], household, area: null, key: household }],
      { actor: { sub: 'town1', role: 'town', area: '*' }, now: new Date(), correlationId: 'c', causationId: null, traceparent: null, basis: [] })));
  }

  published(): Promise<void> { return until('all is published', () => this.relay.quiet()); }

  async close(): Promise<void> {
    await this.stop();
    await this.horizon.close();
    await this.service.close();
  }
}
