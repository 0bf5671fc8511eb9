import { setTimeout as pause } from 'node:timers/promises';
import { startKafka, startPostgres } from '@hearth/launch';
import { KafkaBus } from '@hearth/messaging';
import { bare, openRawKafka } from './raw-kafka.ts';
import { type BenchRow, quantile, rowOf } from './statistics.ts';
import { openStreet } from './street.ts';

const ROUNDS = 5;
const PER_SECOND = 200;
const PACED = 400;
const FLOOD = 20_000;

/**
 * Commit in A → applied in B, over Kafka, against kafkajs produce and consume in the same run, all in one process. Contracts are not checked: their validator takes about 2 µs a side.
 * At 200 a second from the call of the append on. "Same records": kafkajs sends the very bytes that travel here, sixteen headers and sealed fields, instead of 430 B and nothing else.
 * `saturation`: a backlog that A has committed, from the moment its relay starts until B has committed the last copy.
 * `saturation, appends included`: from the first append in A on.
 */
export async function exchange(say: (line: string) => void): Promise<BenchRow[]> {
  say('starting PostgreSQL and Kafka');
  const postgres = await startPostgres({ durable: true });
  const kafka = await startKafka();
  const bus = new KafkaBus({ brokers: kafka.broker.split(',') });
  const street = await openStreet(postgres.url, bus, 'copy'), events = await openStreet(postgres.url, bus, 'event');
  const raw = await openRawKafka(kafka.broker, bare), same = await openRawKafka(kafka.broker, await street.record());
  try {
    await paced(() => street.exchange(), PACED / 4);
    await paced(() => raw.exchange(), PACED / 4);
    for (const warm of [street, events]) await warm.flood(FLOOD / 10);
    for (const warm of [raw, same]) await warm.flood(FLOOD / 10);
    const slow: { ours: number; theirs: number }[] = [], full: typeof slow = [], alike: typeof slow = [], decided: typeof slow = [], appended: typeof slow = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      say(`round ${round} of ${ROUNDS}`);
      slow.push({ ours: await paced(() => street.exchange(), PACED), theirs: await paced(() => raw.exchange(), PACED) });
      const theirs = await perSecond(() => raw.flood(FLOOD));
      const ours = await perSecond(await street.backlog(FLOOD));
      full.push({ ours, theirs });
      alike.push({ ours, theirs: await perSecond(() => same.flood(FLOOD)) });
      decided.push({ ours: await perSecond(await events.backlog(FLOOD)), theirs });
      appended.push({ ours: await perSecond(() => street.flood(FLOOD)), theirs });
    }
    return [
      rowOf(`${PER_SECOND}/s p95`, 'kafkajs', 'ms', slow, true), rowOf('saturation', 'kafkajs', 'events/s', full, false),
      rowOf('saturation, same records', 'kafkajs', 'events/s', alike, false),
      rowOf('saturation, B appends an event', 'kafkajs', 'events/s', decided, false), rowOf('saturation, appends included', 'kafkajs', 'events/s', appended, false),
    ];
  } finally {
    for (const one of [raw, same]) await one.close();
    for (const one of [street, events]) await one.close();
    await bus.close();
    await kafka.stop();
    await postgres.stop();
  }
}

/** p95 of exchanges begun 200 a second, whatever the ones before do. */
async function paced(exchangeOnce: () => Promise<void>, count: number): Promise<number> {
  const times: number[] = [], running: Promise<void>[] = [];
  const began = performance.now();
  for (let i = 0; i < count; i += 1) {
    await pause(Math.max(0, began + (i * 1000) / PER_SECOND - performance.now()));
    const from = performance.now();
    running.push(exchangeOnce().then(() => { times.push(performance.now() - from); }));
  }
  await Promise.all(running);
  return quantile(times, 0.95);
}

/** Of a work on `FLOOD` events. */
async function perSecond(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (FLOOD / (performance.now() - began)) * 1000;
}
