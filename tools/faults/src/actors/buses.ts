import { type EventBus, KafkaBus, LogBus, type SubscribeOptions } from '@hearth/messaging';
import { around } from '../around.ts';
import type { Line } from './line.ts';
import type { BusAddress } from './protocol.ts';
import type { Trapdoor } from './trapdoor.ts';

export const openBus = (address: BusAddress, log: Line['log'] = () => undefined): EventBus =>
  ('kafka' in address ? new KafkaBus({ brokers: address.kafka.split(','), log }) : new LogBus({ url: address.log, pollMs: 20, log }));

/** The bus as the relay sees it, with the points where it can be killed. */
export function trappedForRelay(bus: EventBus, trapdoor: Trapdoor, line: Line): EventBus {
  let published = 0;
  return around(bus, {
    publish: async (topic, batch) => {
      // The relay only comes with the next batch once the one before is marked.
      if (published > 0) await trapdoor.pass('relay:after-mark');
      await trapdoor.pass('relay:before-publish');
      if (trapdoor.watches('relay:mid-publish')) {
        await bus.publish(topic, batch.slice(0, Math.ceil(batch.length / 2)));
        await trapdoor.pass('relay:mid-publish');
      }
      const stored = await bus.publish(topic, batch);
      published += 1;
      await line.say({ is: 'published', count: batch.length });
      await trapdoor.pass('relay:after-publish');
      return stored;
    },
  });
}

/** A relay on this bus marks first: it is told "published" at once. */
export function markingFirst(bus: EventBus, laterMs: number): EventBus {
  return around(bus, {
    publish: (topic, batch) => {
      setTimeout(() => { void bus.publish(topic, batch).catch(() => undefined); }, laterMs);
      return Promise.resolve([]);
    },
  });
}

/** A relay on this bus never learns where its records went, nor what is still there. */
export const trustingMarks = (bus: EventBus): EventBus => around(bus, {
  publish: (topic, batch) => bus.publish(topic, batch).then(() => []),
  ends: () => Promise.resolve([]),
});

/** The bus as the inbox sees it: says how much is delivered, repeats included. */
export function trappedForHearer(bus: EventBus, trapdoor: Trapdoor, line: Line): EventBus {
  const counting = (onBatch: SubscribeOptions['onBatch']): SubscribeOptions['onBatch'] => async (batch) => {
    await line.say({ is: 'delivered', count: batch.records.length });
    await trapdoor.pass('hearer:before-batch');
    return onBatch(batch);
  };
  return around(bus, { subscribe: (options) => bus.subscribe({ ...options, onBatch: counting(options.onBatch) }) });
}
