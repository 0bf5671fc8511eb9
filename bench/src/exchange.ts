import { setTimeout as pause } from 'node:timers/promises';
import { startKafka, startPostgres } from '@hearth/launch';
import { KafkaBus } from '@hearth/messaging';
import { openRawKafka } from './raw-kafka.ts';
import { type BenchRow, quantile, rowOf } from './statistics.ts';
import { openStreet } from './street.ts';

const ROUNDS = 5;
const PER_SECOND = 200;
const PACED = 400;
const FLOOD = 5000;
const IN_FLIGHT = 256;

/** Commit in A → applied in B, over Kafka, against kafkajs produce and consume in the same run. */
export async function exchange(say: (line: string) => void): Promise<BenchRow[]> {
  say('starting PostgreSQL and Kafka');
  const postgres = await startPostgres({ durable: true });
  const kafka = await startKafka();
  const bus = new KafkaBus({ brokers: kafka.broker.split(',') });
  const street = await openStreet(postgres.url, bus);
  const raw = await openRawKafka(kafka.broker);
  try {
    await paced(() => street.exchange(), PACED / 4);
    await paced(() => raw.exchange(), PACED / 4);
    const slow: { ours: number; theirs: number }[] = [], full: { ours: number; theirs: number }[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      say(`round ${round} of ${ROUNDS}`);
      slow.push({ ours: await paced(() => street.exchange(), PACED), theirs: await paced(() => raw.exchange(), PACED) });
      full.push({ ours: await saturated(() => street.exchange()), theirs: await flooded((n) => raw.flood(n)) });
    }
    return [rowOf(`${PER_SECOND}/s p95`, 'kafkajs', 'ms', slow, true), rowOf('saturation', 'kafkajs', 'events/s', full, false)];
  } finally {
    await raw.close();
    await street.close();
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

async function saturated(exchangeOnce: () => Promise<void>): Promise<number> {
  const began = performance.now();
  let left = FLOOD;
  await Promise.all(Array.from({ length: IN_FLIGHT }, async () => { for (; left > 0;) { left -= 1; await exchangeOnce(); } }));
  return (FLOOD / (performance.now() - began)) * 1000;
}

async function flooded(flood: (count: number) => Promise<void>): Promise<number> {
  const began = performance.now();
  await flood(FLOOD);
  return (FLOOD / (performance.now() - began)) * 1000;
}
