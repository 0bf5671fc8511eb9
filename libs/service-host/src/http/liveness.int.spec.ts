import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { LocalKeyProvider } from '@hearth/event-store';
import { freePort, kafkaAvailable, startKafka } from '@hearth/launch';
import { type EventBus, type Fact, KafkaBus, LogBus, toRecord, topicOf } from '@hearth/messaging';
import { ISSUER, TestClock, testDatabase, type TestDatabase } from '@hearth/testing';
import { listenAlone, type AloneServer } from '../alone/alone-server.ts';
import type { RunningService } from '../environment.ts';
import { processMetrics, startService } from '../start.ts';
import { hands, NoticeboardModule } from '../testing/noticeboard.module.ts';

const kafka = process.env['HEARTH_TEST_KAFKA'];
const available = await kafkaAvailable();
const LIMIT_SECONDS = 1;

const death = (): Fact => {
  const household = randomUUID(), person = randomUUID();
  return {
    id: randomUUID(), type: 'hearth.registry.PersonDied', dataversion: 1, source: '/hearth/test/registry', time: new Date().toISOString(), subject: household, key: household, stream: `person-${person}`, streamversion: 1,
    effectiveon: '2026-11-20', area: null, actor: { sub: 'town1', role: 'town', area: '*' }, correlationid: randomUUID(), causationid: null, traceparent: null, basis: [], logepoch: 1, data: { household, person, on: '2026-11-20' },
  };
};

describe('a service is alive', () => {
  let home = '', database: TestDatabase, bus: EventBus, service: RunningService, server: AloneServer, url = '';
  const keysOf = (): LocalKeyProvider => new LocalKeyProvider({ dir: join(home, 'keys') });
  let keys: LocalKeyProvider;
  beforeAll(() => { home = mkdtempSync(join(tmpdir(), 'hearth-test-')); });
  afterAll(() => { rmSync(home, { recursive: true, force: true }); });
  afterEach(async () => {
    hands.trouble = () => null;
    await server.close();
    await service.close();
    await Promise.all([bus.close(), keys.close()]);
    await database.drop();
  }, 60_000);

  const start = async (open: (databaseUrl: string) => EventBus): Promise<number> => {
    database = await testDatabase();
    keys = keysOf();
    bus = open(database.url);
    const port = await freePort();
    server = await listenAlone({ host: '127.0.0.1', port, processMetrics: processMetrics(), clock: null });
    url = `http://127.0.0.1:${port}`;
    const { status } = await fetch(`${url}/health/live`);
    service = await startService(NoticeboardModule, { databaseUrl: database.url, bus, clock: new TestClock(), keys, mode: 'development', publicUrl: url, issuer: ISSUER, jwksUrl: `${ISSUER}/jwks`, deployment: 'test', settings: {}, livenessSeconds: LIMIT_SECONDS });
    server.open(service);
    return status;
  };
  const live = async (path = '/health/live'): Promise<[number, object]> => {
    const answer = await fetch(`${url}${path}`);
    return [answer.status, (await answer.json()) as object];
  };
  const until = async (what: string, reached: () => Promise<boolean>, seconds = 30): Promise<void> => {
    for (const end = Date.now() + seconds * 1000; !(await reached()); await pause(10)) if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
  };
  const silence = async (): Promise<number> => Number(/^hearth_inbox_last_poll_seconds\{service="noticeboard"\} (\S+)$/m.exec(await service.metrics())?.[1]);

  (['log', 'Kafka'] as const).forEach((adapter) => {
    (adapter === 'log' || kafka !== undefined ? describe : describe.skip)(`on the ${adapter} adapter`, () => {
      it('as long as its consumer reads, and no longer when that hangs', async () => {
        const whileStarting = await start((databaseUrl) => (adapter === 'log' ? new LogBus({ url: databaseUrl, pollMs: 20 }) : new KafkaBus({ brokers: (kafka ?? '').split(',') })));
        expect(whileStarting).toBe(200);
        const begun = Date.now();
        // A busy machine may be silent for a moment; one that counted silence since the last fact would never be alive again.
        await until('a while without facts, and alive', async () => Date.now() - begun > (LIMIT_SECONDS + 0.5) * 1000 && (await live())[0] === 200);
        let release: () => void = () => undefined;
        hands.hold = new Promise<void>((done) => { release = done; });
        await bus.publish(topicOf('registry'), [toRecord(death())]);
        await until('it hangs', async () => (await live())[0] === 503);
        expect(await live()).toEqual([503, { status: 'stuck', services: { noticeboard: false } }]);
        expect(await live('/api/noticeboard/health/live')).toEqual([503, { status: 'stuck', service: 'noticeboard' }]);
        expect((await live('/api/noticeboard/health/ready'))[0]).toBe(200); // requests are answered all the same
        release();
        hands.hold = Promise.resolve();
        await until('it reads again', async () => (await live())[0] === 200);
      }, 90_000);
    });
  });

  (available.ok && available.by !== 'brokers' ? describe : describe.skip)('with a broker of its own', () => {
    it('also while that is away: a new start would not bring it back', async () => {
      const dir = mkdtempSync(join(tmpdir(), 'hearth-broker-'));
      const [port, controllerPort] = [await freePort(), await freePort()];
      const first = await startKafka({ dataDir: dir, port, controllerPort });
      await start(() => new KafkaBus({ brokers: [first.broker] }));
      await first.stop();
      await until('the silence shows', async () => (await silence()) > LIMIT_SECONDS + 1, 60);
      expect(await live()).toEqual([200, { status: 'ok', services: { noticeboard: true } }]);
      const second = await startKafka({ dataDir: dir, port, controllerPort });
      await until('it reads again', async () => (await silence()) < LIMIT_SECONDS, 60);
      await bus.close();
      await second.stop();
      rmSync(dir, { recursive: true, force: true });
    }, 180_000);
  });
});
