import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Decider, DomainEvent } from '@hearth/event-sourcing';
import { logUnderTest } from '../testing/buses.ts';
import { factOf, story } from '../testing/facts.ts';
import { Hearing } from '../testing/hearing.ts';
import { applying, drained, numbersOf, type TestService } from '../testing/service.ts';
import { asSuperuser } from '../testing/superuser.ts';
import { gate, until } from '../testing/until.ts';
import type { FactHandler } from './handler.ts';
import { KnownFacts } from './known.ts';

jest.setTimeout(120_000);

interface Tallied extends DomainEvent { readonly type: 'Tallied'; readonly data: { readonly n: number } }
const tally: Decider<number, Tallied, number> = {
  stream: 'tally', initial: 0, evolve: (sum, { data }) => sum + data.n,
  decide: (n, sum) => { if (n < 0) throw new RangeError(`${n} after ${sum}`); return [{ type: 'Tallied', data: { n } }]; },
};

describe('the transaction of an inbox', () => {
  let hearing: Hearing, service: TestService, source: string;
  beforeEach(async () => {
    hearing = await Hearing.open(logUnderTest);
    ({ service, source } = hearing);
  });
  afterEach(() => hearing.close());
  const start: Hearing['start'] = (...how) => hearing.start(...how);
  const publish: Hearing['publish'] = (...what) => hearing.publish(...what);
  const tallying = (id: string): FactHandler => applying(service, async ({ data, subject }, { unit }) => { await unit.decide(tally, id, data.n, { household: subject, area: null }); });

  const tallyFromOutside = async (id: string, n: number): Promise<string> => {
    const { head } = await service.store.load(tally, id);
    const { events } = await service.store.append([{ stream: `tally-${id}`, expected: head, events: [{ type: 'Tallied', data: { n } }], household: null, area: null, key: id }],
      { actor: { sub: 'town1', role: 'town', area: '*' }, now: new Date(), correlationId: id, causationId: null, traceparent: null, basis: [] });
    return events[0]?.id ?? '';
  };

  it('stores what a consumer decided together with the mark that the fact was applied', async () => {
    const id = randomUUID();
    const facts = story(source, 12);
    let calls = 0;
    const handler = tallying(id);
    const inbox = await start({ ...handler, handle: (fact, context) => { calls += 1; return handler.handle(fact, context); } });
    await publish(facts);
    await drained(inbox);
    expect(calls).toBe(12);
    const { state, events } = await service.store.load(tally, id);
    expect([state, events.length]).toEqual([78, 12]);
    expect(events.map((event) => event.metadata.causationId)).toEqual(facts.map((fact) => fact.id));
    expect(events[11]?.metadata.basis).toEqual([{ service: source, id: facts[11]?.stream, version: 12 }]);
  });

  it('decides again when two facts of different keys in one batch meet on one stream', async () => {
    const id = randomUUID();
    const inbox = await start(tallying(id));
    await publish(Array.from({ length: 20 }, () => factOf(source)));
    await drained(inbox);
    expect((await service.store.load(tally, id)).state).toBe(20);
    expect(await service.applied()).toHaveLength(20);
    expect(await inbox.deadLetters()).toEqual([]);
  });

  it('decides again as often as somebody else writes to the stream first', async () => {
    const id = randomUUID();
    let tries = 0;
    const inbox = await start(applying(service, async ({ subject }, { unit }) => {
      await unit.decide(tally, id, 1, { household: subject, area: null });
      if ((tries += 1) <= 3) await tallyFromOutside(id, 100);
    }));
    await publish([factOf(source)]);
    await drained(inbox);
    expect((await service.store.load(tally, id)).state).toBe(301);
    expect([(await service.applied()).length, tries, (await inbox.deadLetters()).length]).toEqual([1, 4, 0]);
  });

  it('leaves nothing behind of a fact that failed, whatever its handler had written and decided', async () => {
    const id = randomUUID();
    const inbox = await start({
      versions: [1],
      handle: async (fact, context) => {
        await applying(service).handle(fact, context);
        await context.unit.decide(tally, id, 5, { household: fact.subject, area: null });
        await context.known.put('thing', fact.id, { half: true });
        if (fact.dataversion === 1) throw new Error('after all of that');
      },
    });
    await publish([factOf(source)]);
    await drained(inbox);
    expect(await service.applied()).toEqual([]);
    expect((await service.store.load(tally, id)).head.version).toBe(0);
    expect(await service.rows(`SELECT FROM "${service.name}".known`)).toEqual([]);
    expect(await inbox.deadLetters()).toHaveLength(1);
  });

  it('does not take a statement that failed for done, even when the handler hides it', async () => {
    const inbox = await start(applying(service, async (_fact, { tx }) => { await tx.query('SELECT 1/0').catch(() => undefined); }));
    await publish([factOf(source)]);
    await drained(inbox);
    expect(await service.applied()).toEqual([]);
    expect((await inbox.deadLetters())[0]?.error.code).toBe('25P02');
  });

  it('applies each fact once and in order when two processes believe they own the partition', async () => {
    const facts = [story(source, 100), story(source, 100)];
    const second = logUnderTest.open();
    const one = await start(applying(service), { maxBatch: 7 });
    const two = await start(applying(service), { bus: second, store: service.another(), maxBatch: 11 });
    for (let at = 0; at < 100; at += 20) await publish(facts.flatMap((story_) => story_.slice(at, at + 20)));
    await drained(one);
    await drained(two);
    const applied = await service.applied();
    expect(applied).toHaveLength(200);
    for (const own of facts) expect(numbersOf(applied, own[0]?.key ?? '')).toEqual(own.map((_, at) => at + 1));
    await hearing.stop();
    await second.close();
  });

  it('does not let a fact overtake its key’s dead letter that another process is just about to bury', async () => {
    const [dead, behind] = story(source, 2, { dataversion: 1 });
    if (!dead || !behind) throw new Error('a story of two');
    const [slow, entered, leave] = [factOf(source), gate(), gate()];
    const one = await start(applying(service, async (fact) => { if (fact.id === slow.id) { entered.open(); await leave.passed; } }), { maxBatch: 2 });
    const first = factOf(source);
    await publish([first]);
    await drained(one);
    await publish([{ ...dead, dataversion: 2 }, slow]);
    await entered.passed;
    await publish([behind]);
    const second = logUnderTest.open();
    const two = await start(applying(service), { bus: second, store: service.another() });
    await until('the second process waits for the first', async () => (await asSuperuser("SELECT FROM pg_stat_activity WHERE application_name = $1 AND wait_event_type = 'Lock'", [`hearth-${service.name}`])).length > 0);
    leave.open();
    await drained(one);
    await drained(two);
    expect((await service.applied()).map((row) => row.id)).toEqual([first.id, slow.id]);
    expect(await two.status()).toMatchObject({ deadLetters: 1, held: 1 });
    await hearing.stop();
    await second.close();
  });

  it('knows whether a fact goes back to an event of its own', async () => {
    const ours = await tallyFromOutside(randomUUID(), 1);
    const answers: boolean[] = [];
    const inbox = await start(applying(service, async (_fact, context) => { answers.push(await context.causedByUs()); }));
    await publish([factOf(source, { causationid: ours }), factOf(source, { causationid: randomUUID() }), factOf(source)]);
    await drained(inbox);
    expect(answers).toEqual([true, false, false]);
  });

  it('keeps own copies of foreign facts, of the household the fact is about', async () => {
    const [subject, person] = [randomUUID(), randomUUID()];
    const inbox = await start(applying(service, async ({ data }, { known }) => {
      if (data.n === 1) await known.put('person', person, { name: 'sealed', student: false });
      else await known.merge('person', person, { student: true });
    }));
    await publish(story(source, 2, { subject }));
    await drained(inbox);
    await service.store.inTransaction(async (tx) => {
      const known = new KnownFacts(service.name, tx);
      expect(await known.get('person', person)).toEqual({ name: 'sealed', student: true });
      expect(await known.list('person', { household: subject })).toEqual([{ id: person, household: subject, body: { name: 'sealed', student: true } }]);
      expect(await known.list('person', { household: randomUUID() })).toEqual([]);
      expect(await known.list('person', { ids: [person] })).toHaveLength(1);
      await known.remove('person', person);
      expect(await known.get('person', person)).toBeNull();
    });
  });

  it('shows own copies to the next statement, whatever was written to them since, and takes them back with the transaction', async () => {
    const { name, store } = service;
    const [household, other] = [randomUUID(), randomUUID()];
    const stored = async (): Promise<unknown[]> => service.rows(`SELECT kind, id, household, body FROM "${name}".known ORDER BY kind, id`);
    await store.inTransaction(async (tx) => {
      const known = new KnownFacts(name, tx);
      await known.put('a', '1', { n: 1, gone: true }, household);
      await known.put('a', '1', { n: 2 });
      await known.merge('a', '1', { more: [1], undefinedIsLeftOut: undefined });
      await known.merge('b', '1', { x: { y: 1 } }, other);
      await known.merge('b', '1', { x: { z: 2 } });
      expect(await known.get('b', '1')).toEqual({ x: { z: 2 } });
      await known.merge('b', '1', { w: null });
      expect((await tx.query(`SELECT body FROM "${name}".known WHERE kind = 'b'`)).rows).toEqual([{ body: { x: { z: 2 }, w: null } }]);
      await known.put('c', '1', {});
      await known.remove('c', '1');
      await known.put('c', '2', { 'with "quotes" and \\': 'өрх' });
    });
    const kept = [{ kind: 'a', id: '1', household, body: { n: 2, more: [1] } }, { kind: 'b', id: '1', household: other, body: { x: { z: 2 }, w: null } }, { kind: 'c', id: '2', household: null, body: { 'with "quotes" and \\': 'өрх' } }];
    expect(await stored()).toEqual(kept);
    await expect(store.inTransaction(async (tx) => {
      await new KnownFacts(name, tx).put('a', '1', { n: 3 });
      await tx.query('SELECT 1');
      throw new Error('changed my mind');
    })).rejects.toThrow('changed my mind');
    await expect(store.inTransaction((tx) => new KnownFacts(name, tx).put('a', '1', { text: 'no\u0000text' }))).rejects.toThrow('unsupported Unicode escape sequence');
    expect(await stored()).toEqual(kept);
  });

  it('holds a fact against its contract before a handler sees it', async () => {
    const inbox = await start(applying(service), { validate: (_type, _version, data) => (typeof data === 'object' && data !== null && 'n' in data ? [] : ['n: is required']) });
    await publish([factOf(source, { data: { m: 1 } }), factOf(source)]);
    await drained(inbox);
    expect((await inbox.deadLetters()).map((letter) => letter.error)).toEqual([{ code: 'ContractBroken', message: 'n: is required' }]);
    expect(await service.applied()).toHaveLength(1);
  });
});
