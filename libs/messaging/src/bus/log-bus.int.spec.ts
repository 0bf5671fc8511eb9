import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { uniqueName } from '../testing/buses.ts';
import { asSuperuser, databaseUrl } from '../testing/superuser.ts';
import { until } from '../testing/until.ts';
import type { Delivered, EventBus, LogRecord } from './bus.ts';
import { LogBus } from './log-bus.ts';

jest.setTimeout(120_000);

const record = (key: string, n: number): LogRecord => ({ key, value: Buffer.from(String(n)), headers: {} });

describe('the log adapter', () => {
  let bus: EventBus;
  let topic: string;
  const opened: EventBus[] = [];
  const open = (options: { pollMs?: number; url?: string } = {}): EventBus => {
    const another = new LogBus({ url: databaseUrl(), pollMs: 20, ...options });
    opened.push(another);
    return another;
  };
  beforeEach(async () => {
    [bus, topic] = [open(), uniqueName('topic-')];
    await bus.ensureTopics([{ name: topic }]);
  });
  afterEach(async () => { await Promise.all(opened.splice(0).map((one) => one.close())); });

  const reading = async (on: EventBus): Promise<Delivered[]> => {
    const seen: Delivered[] = [];
    await on.subscribe({ group: uniqueName('group-'), topics: [topic], maxBatch: 50, onBatch: ({ records }) => { seen.push(...records); return Promise.resolve(records.at(-1)?.offset ?? -1n); } });
    return seen;
  };

  it('is read by other processes', async () => {
    const seen = await reading(open());
    await bus.publish(topic, [record('a', 1), record('b', 2)]);
    await until('both records', () => seen.length === 2);
  });

  it('wakes its readers in the process, long before they would look', async () => {
    const slow = open({ pollMs: 600_000 });
    const seen = await reading(slow);
    await slow.publish(topic, [record('a', 1)]);
    await until('the record', () => seen.length === 1);
    await slow.publish(topic, [record('a', 2)]);
    await until('the next', () => seen.length === 2);
  });

  it('shows no reader a gap, however many publish at the same time', async () => {
    const seen = await reading(open());
    const publishers = [bus, open(), open()];
    await Promise.all(publishers.flatMap((one, p) => Array.from({ length: 20 }, (_, n) => one.publish(topic, [record(`p${p}`, n), record(`p${p}`, n)]))));
    await until('120 records', () => seen.length === 120);
    expect(seen.map((one) => one.offset)).toEqual(Array.from({ length: 120 }, (_, at) => BigInt(at)));
  });

  it('takes a batch that fails as a whole for not published', async () => {
    await expect(bus.publish(topic, [record('a', 1), { key: 'no\u{0}text', value: Buffer.alloc(0), headers: {} }])).rejects.toThrow('invalid byte sequence');
    const seen = await reading(bus);
    await bus.publish(topic, [record('a', 2)]);
    await until('a record', () => seen.length === 1);
    expect(seen[0]).toMatchObject({ offset: 0n, value: Buffer.from('2') });
  });

  it('goes on when its connections were cut', async () => {
    const name = uniqueName('cut-');
    const cut = open({ url: `${databaseUrl()}?application_name=${name}` });
    const seen = await reading(cut);
    await cut.publish(topic, [record('a', 1)]);
    await until('the first', () => seen.length === 1);
    await asSuperuser('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [name]);
    await until('a publish gets through', () => cut.publish(topic, [record('a', 2)]).then(() => true, () => false));
    await until('the second', () => seen.some((one) => one.value.toString() === '2'));
  });

  it('says when it is not connected', async () => {
    expect(await bus.health()).toEqual({ connected: true });
    const nowhere = new LogBus({ url: 'postgres://hearth@127.0.0.1:1/none' });
    expect(await nowhere.health()).toMatchObject({ connected: false });
    await nowhere.close();
  });
});
