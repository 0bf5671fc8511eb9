import { createHash, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { Horizon } from '@hearth/event-store';
import type { EventBus } from '../bus/bus.ts';
import { type BusUnderTest, onEachBus } from '../testing/buses.ts';
import { applying, drained, numbersOf, type TestService, testService } from '../testing/service.ts';
import { Speaker } from '../testing/speaker.ts';
import type { Inbox } from '../inbox/inbox.ts';
import { Relay } from './relay.ts';

jest.setTimeout(120_000);

const HOUSEHOLDS = 8;
const EACH = 25;

onEachBus((under: BusUnderTest) => {
  let bus: EventBus, speaker: Speaker, early: TestService, late: TestService;
  const inboxes: Inbox[] = [];
  const households = Array.from({ length: HOUSEHOLDS }, () => randomUUID());
  beforeEach(async () => {
    [bus, early, late] = [under.open(), await testService('early-'), await testService('late-')];
    speaker = await Speaker.open(bus, { batch: 40 });
    await speaker.start();
  });
  afterEach(async () => {
    await Promise.all(inboxes.splice(0).map((inbox) => inbox.close()));
    await speaker.close();
    await Promise.all([bus.close(), early.close(), late.close()]);
  });

  const listen = async (service: TestService): Promise<Inbox> => {
    const inbox = service.inbox({ bus, sources: [speaker.name] });
    inboxes.push(inbox);
    await inbox.start(new Map([[speaker.type, applying(service)]]));
    return inbox;
  };
  const speak = async (from: number, to: number): Promise<void> => { for (let n = from; n <= to; n += 1) await speaker.say(households, n); };
  /** Everything the service made of what it heard, as one number: the order of its doing, its inbox, its streams. */
  const digest = async ({ name, rows }: TestService): Promise<string> => createHash('sha256').update(JSON.stringify([
    await rows(`SELECT seq, id, key, n FROM "${name}".applied ORDER BY seq`), await rows(`SELECT event_id, state, received_at FROM "${name}".inbox ORDER BY event_id`),
    await rows(`SELECT service, stream, version, epoch FROM "${name}".heard ORDER BY stream`),
  ])).digest('hex');

  it('of everything changes nothing for who heard it, and gives who comes late all of it', async () => {
    const first = await listen(early);
    await speak(1, EACH);
    await speaker.published();
    await drained(first);
    const [before, count] = [await digest(early), HOUSEHOLDS * EACH];
    expect(await speaker.relay.republish(0)).toBeGreaterThanOrEqual(count);
    await speaker.published();
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
    await speaker.published();
    await drained(first);
    await speaker.relay.republish(1_000_000);
    await speak(3, 3);
    await speaker.published();
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
