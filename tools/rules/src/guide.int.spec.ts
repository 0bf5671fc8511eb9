import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@hearth/testing';
import kafkajs from 'kafkajs';
import pg from 'pg';
import { Copy, workspace } from './fixture.ts';

const guide = readFileSync(join(workspace, 'docs/guides/integrate.md'), 'utf8');
const program = /^```js\n(.*?)^```$/ms.exec(guide)?.[1] ?? '';
const brokers = process.env['HEARTH_TEST_KAFKA'];
const TOPIC = 'hearth.registry.v1';

interface Said { readonly id?: string; readonly type?: string; readonly version?: number; readonly status?: string; readonly epoch?: number }

/** The subscriber of the guide, word by word, as a department would run it. */
(brokers ? describe : describe.skip)('the guide for departments', () => {
  const copy = new Copy().write('subscribe.mjs', program).linkPackages();
  const kafka = new kafkajs.Kafka({ brokers: (brokers ?? '').split(','), logLevel: kafkajs.logLevel.NOTHING });
  const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  const household = randomUUID();
  let database: TestDatabase;
  let client: pg.Client;
  let subscriber: ChildProcess | undefined;

  const say = (enrolment: string, { id = randomUUID(), type = 'hearth.registry.EnrolmentRecorded', version = 1, status = 'enrolled', epoch = 1 }: Said = {}): Promise<unknown> => producer.send({ topic: TOPIC, messages: [{
    key: household, value: JSON.stringify({ enrolment, household, programme: 'dibao', status }),
    headers: { ce_id: id, ce_type: type, ce_dataversion: '1', ce_stream: `enrolment-${enrolment}`, ce_streamversion: String(version), ce_logepoch: String(epoch) },
  }] });
  const start = (): void => {
    subscriber = spawn(process.execPath, ['subscribe.mjs'], { cwd: copy.dir, env: { ...process.env, KAFKA_BROKERS: brokers, DATABASE_URL: database.url }, stdio: 'ignore' });
  };
  const kept = async (): Promise<Record<string, string>> => {
    const { rows } = await client.query<{ enrolment: string; status: string }>("SELECT enrolment, status FROM enrolled WHERE household = $1", [household]).catch(() => ({ rows: [] }));
    return Object.fromEntries(rows.map((row) => [row.enrolment, row.status]));
  };
  /** Everything before it was read once this one is there: one key, one order. */
  const until = async (enrolment: string): Promise<void> => {
    for (const began = Date.now(); !(enrolment in await kept()); await pause(50)) if (Date.now() - began > 60_000) throw new Error('the subscriber did not keep it');
  };

  beforeAll(async () => {
    database = await testDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: TOPIC, numPartitions: 6 }] });
    await admin.disconnect();
    await producer.connect();
  }, 60_000);
  afterAll(async () => {
    subscriber?.kill('SIGKILL');
    await producer.disconnect();
    await client.end();
    await database.drop();
    copy.remove();
  });

  it('keeps each enrolment once, whatever is repeated, late or not for it', async () => {
    const [first, id, anew, last] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await say(first, { id });
    await say(first, { id });
    await say(first, { version: 2, status: 'declined' });
    await say(first, { version: 1, status: 'enrolled' });
    await say(randomUUID(), { type: 'hearth.registry.SomethingNew' });
    await say(anew, { version: 3, status: 'declined' });
    await say(anew, { version: 2, status: 'enrolled', epoch: 2 }); // the log went back: version 3 did not happen
    await say(anew, { version: 4, status: 'declined', epoch: 1 });
    await say(last);
    start();
    await until(last);
    expect(await kept()).toEqual({ [first]: 'declined', [anew]: 'enrolled', [last]: 'enrolled' });
  }, 90_000);

  it('goes on where it was when it was killed', async () => {
    subscriber?.kill('SIGKILL');
    if (subscriber) await once(subscriber, 'exit');
    const [later, heard] = [randomUUID(), Object.keys(await kept())];
    await say(later);
    start();
    await until(later);
    expect(Object.keys(await kept()).toSorted()).toEqual([...heard, later].toSorted());
  }, 90_000);
});
