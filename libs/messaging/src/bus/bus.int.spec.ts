import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { type BusUnderTest, onEachBus, uniqueName } from '../testing/buses.ts';
import { gate, until } from '../testing/until.ts';
import type { Batch, Delivered, EventBus, LogRecord, SubscribeOptions, Subscription } from './bus.ts';

jest.setTimeout(120_000);

const record = (key: string, n: number): LogRecord => ({ key, value: Buffer.from(String(n)), headers: { n: String(n), name: '受助家庭 өрх' } });
const numbered = (key: string, from: number, count: number): LogRecord[] => Array.from({ length: count }, (_, at) => record(key, from + at));
const numbers = (records: readonly Delivered[], key: string): number[] => records.filter((r) => r.key === key).map((r) => Number(r.value.toString()));
const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

onEachBus((under: BusUnderTest) => {
  let bus: EventBus;
  let [topic, group] = ['', ''];
  const others: EventBus[] = [];
  const subscriptions: Subscription[] = [];
  beforeEach(async () => {
    [bus, topic, group] = [under.open(), uniqueName('topic-'), uniqueName('group-')];
    await bus.ensureTopics([{ name: topic }]);
  });
  afterEach(async () => {
    await Promise.all(subscriptions.splice(0).map((subscription) => subscription.close()));
    await Promise.all([bus, ...others.splice(0)].map((open) => open.close()));
  });

  const subscribe = async (onBatch: SubscribeOptions['onBatch'], options: Partial<SubscribeOptions> = {}): Promise<Subscription> => {
    const subscription = await bus.subscribe({ group, topics: [topic], maxBatch: 100, onBatch, ...options });
    subscriptions.push(subscription);
    return subscription;
  };
  const last = ({ records }: Batch): bigint => records.at(-1)?.offset ?? -1n;
  const collect = (into: Delivered[]) => (batch: Batch): Promise<bigint> => { into.push(...batch.records); return Promise.resolve(last(batch)); };

  it('delivers every record once and in order of its key, with its headers', async () => {
    const seen: Delivered[] = [];
    await subscribe(collect(seen), { maxBatch: 7 });
    for (let at = 0; at < 60; at += 20) await bus.publish(topic, ['a', 'b', 'c'].flatMap((key) => numbered(key, at, 20)));
    await until('180 records', () => seen.length >= 180);
    for (const key of ['a', 'b', 'c']) expect(numbers(seen, key)).toEqual(upTo(60));
    expect(seen[0]?.headers).toEqual({ n: '0', name: '受助家庭 өрх' });
  });

  it('puts all records of a key into one partition, whoever publishes them', async () => {
    const seen: Delivered[] = [];
    const other = under.open();
    others.push(other);
    const keys = upTo(20).map((n) => `household-${n}`);
    await bus.publish(topic, keys.map((key) => record(key, 1)));
    await other.publish(topic, keys.map((key) => record(key, 2)));
    await subscribe(collect(seen));
    await until('40 records', () => seen.length >= 40);
    for (const key of keys) expect(new Set(seen.filter((r) => r.key === key).map((r) => r.partition)).size).toBe(1);
    expect(new Set(seen.map((r) => r.partition)).size).toBeGreaterThanOrEqual(Math.min(under.partitions, 3));
  });

  it('brings the same records again when the work on them failed, and nothing beyond them before', async () => {
    const [seen, attempts]: [number[], number[]] = [[], []];
    await bus.publish(topic, numbered('a', 0, 10));
    await subscribe((batch) => {
      const ns = numbers(batch.records, 'a');
      attempts.push(ns[0] ?? -1);
      if (ns.includes(4) && attempts.filter((first) => first === 4).length < 3) return Promise.reject(new Error('not yet'));
      seen.push(...ns);
      return Promise.resolve(last(batch));
    }, { maxBatch: 2 });
    await until('10 records', () => seen.length >= 10);
    expect(seen).toEqual(upTo(10));
    expect(attempts).toEqual([0, 2, 4, 4, 4, 6, 8]);
  });

  it('goes on behind the offset that is done, also when it lies before the batch', async () => {
    const batches: number[][] = [];
    await bus.publish(topic, numbered('a', 0, 6));
    await subscribe((batch) => {
      batches.push(numbers(batch.records, 'a'));
      if (batches.length === 1) return Promise.resolve((batch.records[0]?.offset ?? 0n) + 1n);
      return Promise.resolve(batches.length === 2 ? -1n : last(batch));
    });
    await until('three batches', () => batches.length >= 3);
    expect(batches).toEqual([upTo(6), [2, 3, 4, 5], upTo(6)]);
  });

  it('goes on where the group stopped, and never past a record that failed', async () => {
    const seen: number[] = [];
    await bus.publish(topic, numbered('a', 0, 6));
    const failed = gate();
    const first = await subscribe((batch) => {
      const ns = numbers(batch.records, 'a');
      if (ns.includes(3)) { failed.open(); return Promise.reject(new Error('never here')); }
      seen.push(...ns);
      return Promise.resolve(last(batch));
    }, { maxBatch: 1 });
    await failed.passed;
    await first.close();
    expect(seen).toEqual([0, 1, 2]);
    await bus.publish(topic, numbered('a', 6, 1));
    const rest: Delivered[] = [];
    await subscribe(collect(rest));
    await until('the rest', () => numbers(rest, 'a').includes(6));
    expect(numbers(rest, 'a')).toEqual([3, 4, 5, 6]);
  });

  it('begins where the subscriber says it stands, whatever the broker noted', async () => {
    const [first, again]: [Delivered[], Delivered[]] = [[], []];
    await bus.publish(topic, numbered('a', 0, 6));
    const before = await subscribe(collect(first));
    await until('all', () => first.length === 6);
    await before.close();
    const places = [{ topic, partition: first[0]?.partition ?? 0, next: 2n }];
    await subscribe(collect(again), { places: () => Promise.resolve(places) });
    await until('the rest', () => numbers(again, 'a').includes(5));
    expect([...new Set(numbers(again, 'a'))]).toEqual([2, 3, 4, 5]);
  });

  it('gives every group all records', async () => {
    const [one, two]: [Delivered[], Delivered[]] = [[], []];
    await bus.publish(topic, numbered('a', 0, 5));
    await subscribe(collect(one));
    await subscribe(collect(two), { group: `${group}-other` });
    await until('both groups', () => one.length >= 5 && two.length >= 5);
    expect([numbers(one, 'a'), numbers(two, 'a')]).toEqual([upTo(5), upTo(5)]);
  });

  it('waits on close for the batch in hand', async () => {
    const [begun, end] = [gate(), gate()];
    let done = false;
    let aborted = false;
    await bus.publish(topic, numbered('a', 0, 1));
    const subscription = await subscribe(async (batch) => {
      begun.open();
      await end.passed;
      [done, aborted] = [true, batch.signal.aborted];
      return last(batch);
    });
    await begun.passed;
    const closing = subscription.close();
    expect(done).toBe(false);
    end.open();
    await closing;
    expect([done, aborted]).toEqual([true, true]);
  });

  it('rests a paused partition and takes it up again', async () => {
    const seen: Delivered[] = [];
    const subscription = await subscribe(collect(seen));
    await bus.publish(topic, numbered('a', 0, 1));
    await until('the first', () => seen.length === 1);
    const partition = { topic, partition: seen[0]?.partition ?? 0 };
    subscription.pause(partition);
    const witness: Delivered[] = [];
    await subscribe(collect(witness), { group: `${group}-witness` });
    await bus.publish(topic, numbered('a', 1, 1));
    await until('the witness', () => witness.length === 2);
    expect(numbers(seen, 'a')).toEqual([0]);
    subscription.resume(partition);
    await until('the second', () => seen.length === 2);
  });

  it('knows what there is to read', async () => {
    const seen: Delivered[] = [];
    const subscription = await subscribe(collect(seen));
    await bus.publish(topic, numbered('a', 0, 5));
    await until('all', () => seen.length === 5);
    const bounds = await subscription.bounds();
    expect(bounds).toHaveLength(under.partitions);
    expect(bounds.filter(({ end }) => end > 0n)).toEqual([{ topic, partition: seen[0]?.partition, start: 0n, end: 5n }]);
    expect(Date.now() - (subscription.lastPoll()?.getTime() ?? 0)).toBeLessThan(5_000);
    expect(await bus.health()).toEqual({ connected: true });
  });

  it('shows the newest record of each partition, and disturbs no reading', async () => {
    const seen: Delivered[] = [];
    const keys = upTo(12).map((n) => `household-${n}`);
    expect(await bus.lastRecords(uniqueName('nowhere-'))).toEqual([]);
    expect(await bus.lastRecords(topic)).toEqual([]);
    await subscribe(collect(seen));
    for (let n = 0; n < 40; n += 1) await bus.publish(topic, keys.map((key) => record(key, n)));
    await until('all', () => seen.length === 480);
    const newest = new Map(seen.map((one) => [one.partition, one])); // of each partition the last one delivered
    expect(await bus.lastRecords(topic)).toEqual([...newest.values()].toSorted((a, b) => a.partition - b.partition));
    await bus.publish(topic, [record('household-0', 40)]);
    await until('the next', () => seen.length === 481);
    expect((await bus.lastRecords(topic)).find(({ key }) => key === 'household-0')).toEqual(seen.at(-1));
    expect(seen).toHaveLength(481);
  });

  it('refuses to publish to a topic nobody made, and makes each topic once', async () => {
    await expect(bus.publish(uniqueName('nowhere-'), numbered('a', 0, 1))).rejects.toThrow(/no topic|does not host/);
    await bus.publish(topic, numbered('a', 0, 1));
    await Promise.all([bus.ensureTopics([{ name: topic }]), bus.ensureTopics([{ name: topic }])]);
    const seen: Delivered[] = [];
    await subscribe(collect(seen));
    await until('what was there', () => seen.length === 1);
  }, 20_000);

  it('reads from the start when the topic was made anew', async () => {
    const seen: Delivered[] = [];
    await subscribe(collect(seen));
    await bus.publish(topic, numbered('a', 0, 5));
    await until('the old ones', () => seen.length === 5);
    await under.drop(topic);
    await bus.ensureTopics([{ name: topic }]);
    await until('a new topic', () => bus.publish(topic, numbered('b', 0, 1)).then(() => true, () => false));
    await until('the new one', () => numbers(seen, 'b').includes(0), 40);
  }, 60_000);
});
