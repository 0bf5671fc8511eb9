import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { type BusUnderTest, onEachBus } from '../testing/buses.ts';
import { factOf, story } from '../testing/facts.ts';
import { Hearing } from '../testing/hearing.ts';
import { applying, drained, numbersOf, type TestService } from '../testing/service.ts';
import { gate, until } from '../testing/until.ts';

jest.setTimeout(120_000);

onEachBus((under: BusUnderTest) => {
  let hearing: Hearing, service: TestService, source: string;
  beforeEach(async () => {
    hearing = await Hearing.open(under);
    ({ service, source } = hearing);
  });
  afterEach(() => hearing.close());
  const start: Hearing['start'] = (...how) => hearing.start(...how);
  const publish: Hearing['publish'] = (...what) => hearing.publish(...what);

  it('shows how old the oldest fact is that was not taken in, by the clock that stamps them', async () => {
    const [begun, end] = [gate(), gate()];
    const inbox = await start(applying(service, async () => { begun.open(); await end.passed; }), { now: () => new Date('2026-11-22T08:02:00.000Z') });
    expect((await inbox.status()).ageSeconds).toBe(0);
    await publish([factOf(source, { time: '2026-11-22T08:00:00.000Z' })]);
    await begun.passed;
    await until('the lag shows', async () => (await inbox.status()).lag === 1);
    expect((await inbox.status()).ageSeconds).toBe(120);
    end.open();
    await drained(inbox);
    expect(await inbox.status()).toMatchObject({ lag: 0, ageSeconds: 0, heldAgeSeconds: 0, parkedKeys: 0 });
  });

  it('shows what is parked and for how long', async () => {
    const inbox = await start(applying(service, ({ data }) => { if (data.n === 1) throw new Error('cannot be'); }));
    await publish([...story(source, 3), ...story(source, 2), factOf(source, { data: { n: 0 } })]);
    await drained(inbox);
    const status = await inbox.status();
    expect(status).toMatchObject({ lag: 0, ageSeconds: 0, parkedKeys: 2, deadLetters: 2, held: 3 });
    await until('time passes', async () => (await inbox.status()).heldAgeSeconds > status.heldAgeSeconds);
  });

  it('is silent while a handler hangs, and only then', async () => {
    const [begun, end] = [gate(), gate()];
    const inbox = await start(applying(service, async ({ data }) => { if (data.n === 1) { begun.open(); await end.passed; } }));
    await publish([factOf(source, { data: { n: 2 } })]);
    await drained(inbox);
    await pause(1_500); // nothing comes, and that is no silence
    expect(inbox.silentMs()).toBeLessThan(1_000);
    await publish([factOf(source)]);
    await begun.passed;
    await until('the silence shows', () => inbox.silentMs() > 1_500);
    end.open();
    await until('it reads again', () => inbox.silentMs() < 1_000);
    await drained(inbox);
  });

  it('counts no silence where nothing is read', async () => {
    const inbox = await start(applying(service), { sources: [] });
    await pause(20);
    expect(inbox.silentMs()).toBe(0);
  });

  it('ends with what is in hand committed, at the very place where the next one goes on', async () => {
    const [begun, end] = [gate(), gate()];
    const facts = [...story(source, 20), ...story(source, 20)];
    const first = await start(applying(service, async ({ data }) => { if (data.n === 8) { begun.open(); await end.passed; } }), { maxBatch: 10 });
    await publish(facts);
    await begun.passed;
    const closing = first.close();
    expect(await service.applied()).not.toHaveLength(40);
    end.open();
    await closing;
    const applied = await service.applied();
    const places = await service.rows<{ read: number; partition: number }>(`SELECT partition, last_offset + 1 AS read FROM "${service.name}".intake ORDER BY partition`);
    // What is committed as applied and what the checkpoints say is the same.
    expect(places.reduce((sum, { read }) => sum + read, 0)).toBe(applied.length);
    expect(applied.length).toBeGreaterThanOrEqual(8);
    const handled: string[] = [];
    const second = await start(applying(service, (fact) => { handled.push(fact.id); }));
    await drained(second);
    const all = await service.applied();
    expect(all.map((row) => row.id).toSorted()).toEqual(facts.map((fact) => fact.id).toSorted());
    expect(handled).toHaveLength(40 - applied.length);
    for (const key of new Set(facts.map((fact) => fact.key))) expect(numbersOf(all, key)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });
});
