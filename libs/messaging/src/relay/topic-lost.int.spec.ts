import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { EventBus } from '../bus/bus.ts';
import type { Inbox } from '../inbox/inbox.ts';
import { type BusUnderTest, onEachBus } from '../testing/buses.ts';
import { applying, drained, type TestService, testService } from '../testing/service.ts';
import { Speaker } from '../testing/speaker.ts';
import { until } from '../testing/until.ts';

jest.setTimeout(120_000);

const LONG_MS = 3_600_000;

onEachBus((under: BusUnderTest) => {
  let bus: EventBus, speaker: Speaker, hearer: TestService;
  const inboxes: Inbox[] = [];
  const households = Array.from({ length: 12 }, () => randomUUID());
  beforeEach(async () => { [bus, hearer] = [under.open(), await testService('hearer-')]; });
  afterEach(async () => {
    await Promise.all(inboxes.splice(0).map((inbox) => inbox.close()));
    await speaker.close();
    await Promise.all([bus.close(), hearer.close()]);
  });

  const listen = async (): Promise<void> => {
    const inbox = hearer.inbox({ bus, sources: [speaker.name] });
    inboxes.push(inbox);
    await inbox.start(new Map([[speaker.type, applying(hearer)]]));
    await drained(inbox);
  };
  const heard = async (): Promise<number> => (await hearer.applied()).length;
  const begin = async (topicLookMs: number): Promise<void> => {
    speaker = await Speaker.open(bus, { topicLookMs });
    await speaker.start();
    await speaker.say(households, 1);
    await speaker.published();
  };
  /** By an operator, or by a subscriber that starts: the relay is never told. */
  const recreated = async (): Promise<void> => {
    await under.drop(speaker.topic);
    await until('it is gone', () => bus.ends(speaker.topic).then(() => false, () => true));
    await until('it is made anew', () => bus.ensureTopics([{ name: speaker.topic }]).then(() => bus.ends(speaker.topic)).then(() => true, () => false));
  };

  it('that is deleted while nobody has read it is filled again, without anything new to say', async () => {
    await begin(50);
    const { epoch } = await speaker.relay.status();
    await under.drop(speaker.topic);
    await until('the relay begins anew', async () => (await speaker.relay.status()).epoch > epoch);
    await listen();
    await until('all facts', async () => (await heard()) === households.length);
  });

  it('that somebody made anew is noticed by where the next fact goes', async () => {
    await begin(LONG_MS);
    await recreated();
    await speaker.say(households, 2);
    await speaker.published();
    await listen();
    await until('the facts of the old topic, too', async () => (await heard()) === 2 * households.length);
  });

  it('that was made anew while the relay was away is noticed at its start', async () => {
    await begin(LONG_MS);
    await speaker.stop();
    await recreated();
    await speaker.start();
    await until('it is active', async () => (await speaker.relay.status()).active);
    await speaker.published();
    await listen();
    await until('all facts', async () => (await heard()) === households.length);
  });

  it('that is as it was is not filled a second time', async () => {
    await begin(50);
    await speaker.stop();
    await speaker.start();
    await speaker.say(households, 2);
    await speaker.published();
    const count = async (): Promise<number> => (await bus.ends(speaker.topic)).reduce((sum, { offset }) => sum + Number(offset), 0);
    expect(await count()).toBe(2 * households.length);
  });
});
