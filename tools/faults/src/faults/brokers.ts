import { setTimeout as pause } from 'node:timers/promises';
import type { Broker } from '../world/servers.ts';
import { until } from '../until.ts';
import { type Fault, type Finding, problemsOf, type Scene } from './fault.ts';

const SLOWEST_MS = 2_000;

function brokerOf({ world }: Scene): Broker {
  if (world.broker === null) throw new Error('this fault needs a Kafka');
  return world.broker;
}

interface Outage { readonly seconds: number; begin(broker: Broker): Promise<void> | void; end(broker: Broker): Promise<void> | void }

const writing = (share: number, overMs: number) => ({ writers: 8, share, overMs, staged: null });

/** Appends go on while the broker does not; what waits in the log is published when it is back. */
async function outage(scene: Scene, { seconds, begin, end }: Outage): Promise<Finding> {
  const { street, say } = scene;
  const broker = brokerOf(scene);
  await street.hearer();
  const speaker = await street.speaker({ writing: writing(0.3, 500), relayBatch: 20 });
  await speaker.word('written');
  await until('facts are on their way', street.patienceS, () => street.delivered > 0);
  await begin(broker);
  const before = street.acked.length;
  speaker.tell({ do: 'write', writing: writing(0.8, seconds * 900) });
  await Promise.all([pause(seconds * 1000), speaker.word('written')]);
  const [during, waiting] = [street.acked.slice(before).map(({ ms }) => ms), await unpublished(street)];
  await end(broker);
  speaker.tell({ do: 'write', writing: writing(1, 500) });
  await speaker.word('written');
  await street.settled();
  const slowest = Math.round(Math.max(0, ...during));
  say(`away for ${seconds} s: ${during.length} appends answered meanwhile, the slowest after ${slowest} ms; ${waiting} events waited and were published afterwards`);
  return { problems: problemsOf({ 'no append was answered while the broker was away': during.length === 0, 'appends waited for the broker': slowest > SLOWEST_MS, 'nothing waited for the broker, so its absence proves nothing': waiting === 0 }) };
}

async function unpublished({ pool, speaking }: Scene['street']): Promise<number> {
  const { rows: [row] } = await pool.query<{ n: number }>(`SELECT count(*)::integer AS n FROM "${speaking}".events WHERE position > coalesce((SELECT max(position) FROM "${speaking}".relay), 0)`);
  return row?.n ?? 0;
}

const secondsOf = ({ short, chance }: Scene): number => (short ? chance.whole(2, 3) : chance.whole(5, 12));

export const brokerPaused: Fault = {
  name: 'broker-paused', what: 'the broker stands still (SIGSTOP) under appends: they go on, the relay catches up afterwards',
  needsKafka: true,
  run: (scene) => outage(scene, { seconds: secondsOf(scene), begin: (broker) => { broker.pause(); }, end: (broker) => { broker.resume(); } }),
};

export const brokerKilled: Fault = {
  name: 'broker-killed', what: 'the broker is killed under appends and comes back with its data',
  needsKafka: true,
  run: (scene) => outage(scene, { seconds: secondsOf(scene), begin: (broker) => broker.kill(), end: (broker) => broker.start() }),
};

export const brokerEmptied: Fault = {
  name: 'broker-emptied', what: 'the broker is killed and comes back with an empty disk: the log is the truth, everything is published again and applied once',
  needsKafka: true,
  run: (scene) => outage(scene, {
    seconds: secondsOf(scene), begin: (broker) => broker.kill(),
    end: async (broker) => { broker.empty(); await broker.start(); },
  }),
};

export const topicRecreated: Fault = {
  name: 'topic-recreated', what: 'a topic is deleted, made anew under its name and grows past what the consumer has read of the old one: it is noticed and read from its start',
  needsKafka: false,
  run: async ({ street, say }) => {
    const [hearer, speaker] = [await street.hearer(), await street.speaker({ writing: writing(0.3, 0) })];
    await speaker.word('written');
    await street.settled();
    // All of it twice: the same facts will stand at other places of the new topic.
    const once = street.delivered;
    speaker.tell({ do: 'republish' });
    await until('everything came twice', street.patienceS, () => street.delivered >= 2 * once);
    await street.settled();
    await Promise.all([hearer.end(), speaker.end()]);
    const before = await street.desk.ends(street.topic);
    await street.desk.recreate(street.topic);
    const again = await street.speaker({ writing: writing(1, 0) });
    await again.word('written');
    await until('the rest is published', street.patienceS, async () => (await unpublished(street)) === 0);
    const after = await street.desk.ends(street.topic);
    const past = [...after].filter(([partition, end]) => (before.get(partition) ?? 0) > 0 && end > (before.get(partition) ?? 0)).length;
    await street.hearer();
    await street.settled();
    say(`${past} partitions had grown past the old reading when the consumer came back`);
    return { problems: problemsOf({ 'no partition grew past the checkpoint, so the new topic proves nothing': past === 0 }) };
  },
};

const REFILL_S = 40;

/** How the relay learns of it: it stands idle; it has something to say; it was away. */
const MEANWHILE = ['idle', 'writing', 'away'] as const;

export const topicDeleted: Fault = {
  name: 'topic-deleted', what: 'a topic is deleted with facts in it that no consumer has read, and made anew by somebody: the relay fills it again, whether it is idle, writing or away meanwhile',
  needsKafka: false,
  run: async ({ street, chance, short, say }) => {
    const [hearer, first] = [await street.hearer(), await street.speaker({ writing: writing(0.2, 0) })];
    await first.word('written');
    await street.settled();
    await hearer.end();
    const notFilled: string[] = [];
    let speaker = first, unread = 0;
    for (const [at, meanwhile] of chance.shuffled(MEANWHILE).slice(0, short ? 1 : MEANWHILE.length).entries()) {
      const share = 0.4 + at / 5;
      speaker.tell({ do: 'write', writing: writing(share, 0) });
      await speaker.word('written');
      await until('it is published', street.patienceS, async () => (await unpublished(street)) === 0);
      unread = (await filled(street)) - (await street.count(street.hearing, 'applied'));
      if (meanwhile === 'away') await speaker.end();
      await street.desk.recreate(street.topic);
      if (meanwhile === 'away') speaker = await street.speaker();
      if (meanwhile === 'writing') {
        speaker.tell({ do: 'write', writing: writing(share + 0.1, 0) });
        await speaker.word('written');
      }
      const stored = await street.count(street.speaking, 'events');
      await until('the topic is filled again', REFILL_S, async () => (await filled(street).catch(() => 0)) >= stored).catch(() => { notFilled.push(meanwhile); });
      say(`relay ${meanwhile}: ${unread} facts were not read, ${await filled(street)} records of ${stored} events in the new topic`);
    }
    speaker.tell({ do: 'write', writing: writing(1, 0) });
    await speaker.word('written');
    await street.hearer();
    await street.settled();
    return { problems: problemsOf({ [`the topic was not filled again while the relay was ${notFilled.join(', ')}`]: notFilled.length > 0, 'everything had been read, so the new topic proves nothing': unread <= 0 }) };
  },
};

const filled = async ({ desk, topic }: Scene['street']): Promise<number> => [...(await desk.ends(topic))].reduce((sum, [, end]) => sum + end, 0);
