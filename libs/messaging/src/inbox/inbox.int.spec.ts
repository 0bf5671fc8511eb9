import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { EventBus } from '../bus/bus.ts';
import { toRecord } from '../envelope.ts';
import { type BusUnderTest, onEachBus } from '../testing/buses.ts';
import { factOf, story } from '../testing/facts.ts';
import { Hearing } from '../testing/hearing.ts';
import { applying, drained, numbersOf, type TestService } from '../testing/service.ts';
import { until } from '../testing/until.ts';

jest.setTimeout(120_000);

const operator = { sub: 'ops1', role: 'operations', area: '*' };
const one = { n: 0 };

onEachBus((under: BusUnderTest) => {
  let hearing: Hearing, bus: EventBus, service: TestService, source: string;
  beforeEach(async () => {
    hearing = await Hearing.open(under);
    ({ bus, service, source } = hearing);
  });
  afterEach(() => hearing.close());
  const start: Hearing['start'] = (...how) => hearing.start(...how);
  const publish: Hearing['publish'] = (...what) => hearing.publish(...what);

  it('applies every fact once, in order of its key', async () => {
    const [a, b] = [story(source, 30), story(source, 30)];
    const inbox = await start();
    for (let at = 0; at < 30; at += 10) await publish([...a.slice(at, at + 10), ...b.slice(at, at + 10)]);
    await drained(inbox);
    const applied = await service.applied();
    for (const facts of [a, b]) expect(numbersOf(applied, facts[0]?.key ?? '')).toEqual(facts.map((_, at) => at + 1));
    expect(applied).toHaveLength(60);
    expect(await inbox.status()).toMatchObject({ lag: 0, held: 0, waiting: 0, deadLetters: 0, retrying: [] });
  });

  it('keeps apart keys of any text', async () => {
    const keys = ['"', '\\', 'a","b', '{a,b}', 'NULL', ' ', 'өрх 家'];
    const facts = keys.flatMap((key) => [1, 2].map((n) => factOf(source, { subject: null, key, stream: `thing ${key}`, streamversion: n, data: { n } })));
    const inbox = await start(applying(service, ({ key, data }) => { if (data.n === 1 && key !== 'NULL') throw new Error('cannot be'); }));
    for (const fact of facts) await publish([fact]);
    await drained(inbox);
    expect((await inbox.deadLetters()).map(({ key, behind }) => ({ key, behind })).toSorted((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key))).toEqual(keys.filter((key) => key !== 'NULL').map((key) => ({ key, behind: 1 })));
    expect(await service.applied()).toMatchObject([{ key: 'NULL', n: 1 }, { key: 'NULL', n: 2 }]);
  });

  it('applies a fact once however often it is delivered, in one batch or in many', async () => {
    const facts = story(source, 5);
    const inbox = await start();
    await publish([...facts, ...facts.slice(2), ...facts]);
    await drained(inbox);
    await publish(facts);
    await drained(inbox);
    expect((await service.applied()).map((row) => row.n)).toEqual([1, 2, 3, 4, 5]);
  });

  it('survives the redelivery of a whole topic to a new group position', async () => {
    const facts = story(source, 40);
    await drained(await start().then(async (inbox) => { await publish(facts); return inbox; }));
    await hearing.stop();
    const before = await service.applied();
    // Another group name has no position on the broker; the checkpoint and the inbox of the service are the same.
    const again = await start(applying(service), { bus: { ...renamed(bus), subscribe: (o) => bus.subscribe({ ...o, group: `${o.group}-again` }) }, sources: [source] });
    await publish([...facts, ...story(source, 1)]);
    await drained(again);
    expect((await service.applied()).slice(0, 40)).toEqual(before);
    expect(await service.applied()).toHaveLength(41);
  });

  it('parks the key of a fact that cannot be applied and lets the others go on; a retry brings all in order', async () => {
    const [poisoned, healthy] = [story(source, 4), story(source, 4)];
    let broken = true;
    const inbox = await start(applying(service, (fact) => { if (broken && fact.id === poisoned[1]?.id) throw new RangeError('annual income of -1 cannot be'); }));
    await publish([...poisoned.slice(0, 2), ...healthy, ...poisoned.slice(2)]);
    await drained(inbox);
    expect(numbersOf(await service.applied(), poisoned[0]?.key ?? '')).toEqual([1]);
    expect(numbersOf(await service.applied(), healthy[0]?.key ?? '')).toEqual([1, 2, 3, 4]);
    const [letter] = await inbox.deadLetters();
    expect(letter).toMatchObject({ eventId: poisoned[1]?.id, key: poisoned[0]?.key, version: 1, attempts: 1, behind: 2, error: { code: 'RangeError', message: 'annual income of -1 cannot be' } });
    expect(await inbox.status()).toMatchObject({ held: 2, deadLetters: 1 });

    expect(await inbox.retry(letter?.id ?? '', operator)).toBe(false);
    expect(await inbox.deadLetters()).toEqual([expect.objectContaining({ attempts: 2, behind: 2 })]);
    await publish(story(source, 1, { key: poisoned[0]?.key ?? '', data: { n: 5 } }));
    await drained(inbox);
    broken = false;
    expect(await inbox.retry(letter?.id ?? '', operator)).toBe(true);
    expect(numbersOf(await service.applied(), poisoned[0]?.key ?? '')).toEqual([1, 2, 3, 4, 5]);
    expect(await inbox.status()).toMatchObject({ held: 0, deadLetters: 0 });
    expect(await inbox.retry(letter?.id ?? '', operator)).toBe(false);
  });

  it('leaves out what an operator skips, keeps who did it and why, and stops at the next dead letter of the key', async () => {
    const facts = story(source, 4);
    const settled: unknown[] = [];
    const inbox = await start(
      applying(service, ({ data }) => { if (data.n === 1 || data.n === 3) throw new Error(`fact ${data.n}`); }),
      { bus, sources: [source], onSettled: (settlement) => { settled.push(settlement); return Promise.resolve(); } });
    await publish(facts);
    await drained(inbox);
    const [first] = await inbox.deadLetters();
    expect(await inbox.skip(first?.id ?? '', 'entered twice by mistake', operator)).toBe(true);
    expect(numbersOf(await service.applied(), facts[0]?.key ?? '')).toEqual([2]);
    expect(await inbox.deadLetters()).toEqual([expect.objectContaining({ eventId: facts[2]?.id, behind: 1, error: { code: 'Error', message: 'fact 3' } })]);
    expect(settled).toEqual([{ deadLetter: first?.id, eventId: facts[0]?.id, type: `hearth.${source}.Counted`, key: facts[0]?.key, outcome: 'skipped', reason: 'entered twice by mistake', actor: operator }]);
    expect(await service.rows(`SELECT outcome, reason, settled_by FROM "${service.name}".dead_letters WHERE outcome IS NOT NULL`)).toEqual([{ outcome: 'skipped', reason: 'entered twice by mistake', settled_by: 'ops1' }]);
    expect(await inbox.skip(randomUUID(), 'there is none', operator)).toBe(false);
  });

  it('stays alive when a handler has a plain mistake in it', async () => {
    const [bad, good] = [story(source, 1), story(source, 1)];
    const inbox = await start(applying(service, (fact) => { if (fact.id === bad[0]?.id) (undefined as unknown as { minor(): void }).minor(); }));
    await publish(bad);
    await drained(inbox);
    await publish(good);
    await drained(inbox);
    expect((await service.applied()).map((row) => row.id)).toEqual([good[0]?.id]);
    expect((await inbox.deadLetters())[0]?.error).toEqual({ code: 'TypeError', message: "Cannot read properties of undefined (reading 'minor')" });
  });

  it('counts and skips what it does not listen to, and keeps what comes in a version it does not understand', async () => {
    const inbox = await start();
    const [unknown, newer] = [factOf(source, { type: `hearth.${source}.Whistled` }), factOf(source, { dataversion: 2, data: one })];
    await publish([unknown, unknown, newer, factOf(source)]);
    await drained(inbox);
    expect((await inbox.status()).unknown).toEqual({ [unknown.type]: 1 });
    expect(await inbox.deadLetters()).toEqual([expect.objectContaining({ eventId: newer.id, version: 2, error: { code: 'UnsupportedVersion', message: `hearth.${source}.Counted comes in version 2, understood are 1` } })]);
    expect(await service.applied()).toHaveLength(1);
  });

  it('keeps a record that is no event, without its key’s others and without a stop', async () => {
    const [bad, good] = [factOf(source), factOf(source)];
    const inbox = await start();
    const record = toRecord(bad);
    await bus.publish(`hearth.${source}.v1`, [{ ...record, headers: {} }, { ...record, value: Buffer.from('<xml/>') }, toRecord(good)]);
    await drained(inbox);
    expect((await service.applied()).map((row) => row.id)).toEqual([good.id]);
    expect((await inbox.deadLetters()).map(({ error, behind, version }) => ({ ...error, behind, version }))).toEqual([{ code: 'MalformedFact', message: 'ce_specversion is missing', behind: 1, version: null }]);
    const [letter] = await inbox.deadLetters();
    expect(await inbox.skip(letter?.id ?? '', 'not one of ours', operator)).toBe(true);
    expect((await inbox.deadLetters())[0]).toMatchObject({ eventId: bad.id, error: { message: 'value is no JSON' } });
  });

  it('waits without limit while the database says it is away, and loses nothing', async () => {
    const facts = story(source, 3);
    let failures = 0;
    const inbox = await start(applying(service, async ({ data }, { tx }) => {
      if (data.n === 2 && (failures += 1) <= 3) await tx.query("DO $$ BEGIN RAISE EXCEPTION 'going down' USING ERRCODE = '57P01'; END $$");
    }));
    await publish(facts);
    await until('three failures', () => failures >= 3);
    await drained(inbox);
    expect((await service.applied()).map((row) => row.n)).toEqual([1, 2, 3]);
    expect(await inbox.deadLetters()).toEqual([]);
  });

  it('notices that a topic was made anew and reads it from its start', async () => {
    const old = story(source, 20);
    const fresh = story(source, 30, { key: old[0]?.key ?? '' });
    const inbox = await start();
    await publish(old);
    await drained(inbox);
    await inbox.close();
    await under.drop(`hearth.${source}.v1`);
    await bus.ensureTopics([{ name: `hearth.${source}.v1` }]);
    await until('the new topic takes records', () => publish(fresh).then(() => true, () => false));
    const again = await start();
    await until('all of the new topic', async () => (await service.applied()).length >= 50, 40);
    await drained(again);
    expect((await service.applied()).map((row) => row.id)).toEqual([...old, ...fresh].map((fact) => fact.id));
  }, 60_000);
});

/** Methods of a class do not survive a spread. */
const renamed = (bus: EventBus): EventBus => ({
  name: () => bus.name(), publish: (topic, batch) => bus.publish(topic, batch), subscribe: (o) => bus.subscribe(o), ensureTopics: (t) => bus.ensureTopics(t), ends: (topic) => bus.ends(topic), lastRecords: (topic) => bus.lastRecords(topic), health: () => bus.health(), close: () => bus.close(),
});
