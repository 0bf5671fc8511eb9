import { createHash, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { Horizon, NO_STREAM } from '@hearth/event-store';
import type { EventBus } from '../bus/bus.ts';
import { type BusUnderTest, onEachBus } from '../testing/buses.ts';
import { applying, drained, numbersOf, type TestService, testService } from '../testing/service.ts';
import { until } from '../testing/until.ts';
import type { Inbox } from '../inbox/inbox.ts';
import { Relay } from './relay.ts';

jest.setTimeout(120_000);

const HOUSEHOLDS = 8;
const EACH = 25;

onEachBus((under: BusUnderTest) => {
  let bus: EventBus, speaker: TestService, early: TestService, late: TestService;
  let relay: Relay, horizon: Horizon;
  const inboxes: Inbox[] = [];
  const households = Array.from({ length: HOUSEHOLDS }, () => randomUUID());
  beforeEach(async () => {
    [bus, speaker, early, late] = [under.open(), await testService('speaker-'), await testService('early-'), await testService('late-')];
    horizon = new Horizon({ store: speaker.store, pollMs: 20 });
    horizon.start();
    relay = new Relay({
      service: speaker.name, deployment: 'test', store: speaker.store, horizon, bus, batch: 40, validate: () => [],
      publications: [{ on: 'Counted', publish: ({ data }) => ({ type: `hearth.${speaker.name}.Counted`, version: 1, data }) }],
    });
    await relay.start();
  });
  afterEach(async () => {
    await Promise.all(inboxes.splice(0).map((inbox) => inbox.close()));
    await relay.close();
    await horizon.close();
    await Promise.all([bus.close(), speaker.close(), early.close(), late.close()]);
  });

  const listen = async (service: TestService): Promise<Inbox> => {
    const inbox = service.inbox({ bus, sources: [speaker.name] });
    inboxes.push(inbox);
    await inbox.start(new Map([[`hearth.${speaker.name}.Counted`, applying(service)]]));
    return inbox;
  };
  const speak = async (from: number, to: number): Promise<void> => {
    for (let n = from; n <= to; n += 1) {
      await Promise.all(households.map((household) => speaker.store.append([{ stream: `count-${household}-${n}`, expected: NO_STREAM, events: [{ type: 'Counted', data: { n } }], household, area: null, key: household }],
        { actor: { sub: 'town1', role: 'town', area: '*' }, now: new Date(), correlationId: 'c', causationId: null, traceparent: null, basis: [] })));
    }
  };
  const published = (): Promise<void> => until('all is published', () => relay.quiet());
  /** Everything the service made of what it heard, as one number: the order of its doing, its inbox, its streams. */
  const digest = async ({ name, rows }: TestService): Promise<string> => createHash('sha256').update(JSON.stringify([
    await rows(`SELECT seq, id, key, n FROM "${name}".applied ORDER BY seq`), await rows(`SELECT event_id, state, received_at FROM "${name}".inbox ORDER BY event_id`),
    await rows(`SELECT service, stream, version, epoch FROM "${name}".heard ORDER BY stream`),
  ])).digest('hex');

  it('of everything changes nothing for who heard it, and gives who comes late all of it', async () => {
    const first = await listen(early);
    await speak(1, EACH);
    await published();
    await drained(first);
    const [before, count] = [await digest(early), HOUSEHOLDS * EACH];
    expect(await relay.republish(0)).toBeGreaterThanOrEqual(count);
    await published();
    await drained(first);
    expect(await digest(early)).toBe(before);
    const { partitions } = await first.status();
    expect(partitions.reduce((sum, { next }) => sum + next, 0)).toBe(2 * count); // all of it came a second time
    expect(await early.applied()).toHaveLength(count);

    await drained(await listen(late));
    const applied = await late.applied();
    expect(applied).toHaveLength(count);
    for (const household of households) expect(numbersOf(applied, household)).toEqual(Array.from({ length: EACH }, (_, n) => n + 1));
  });

  it('from a position on leaves out nothing that was never published', async () => {
    const first = await listen(early);
    await speak(1, 2);
    await published();
    await drained(first);
    await relay.republish(1_000_000);
    await speak(3, 3);
    await published();
    await drained(first);
    expect(await early.applied()).toHaveLength(HOUSEHOLDS * 3);
  });

  it('is refused where nothing was published', async () => {
    const silent = await testService('silent-');
    const store = new Horizon({ store: silent.store });
    const nothing = new Relay({ service: silent.name, deployment: 'test', store: silent.store, horizon: store, bus, publications: [], validate: () => [] });
    expect(await nothing.republish(0)).toBeNull();
    await silent.close();
  });
});
