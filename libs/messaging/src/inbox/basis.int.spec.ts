import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { Basis } from '@hearth/event-sourcing';
import type { EventBus } from '../bus/bus.ts';
import { toRecord } from '../envelope.ts';
import { type Fact, serviceOf } from '../fact.ts';
import { type BusUnderTest, onEachBus, uniqueName } from '../testing/buses.ts';
import { factOf, story } from '../testing/facts.ts';
import { applying, drained, type TestService, testService, topicsOf } from '../testing/service.ts';
import { until } from '../testing/until.ts';
import type { FactHandler } from './handler.ts';
import type { Inbox } from './inbox.ts';

jest.setTimeout(120_000);

const operator = { sub: 'ops1', role: 'operations', area: '*' };
const basisOf = (fact: Fact, service = serviceOf(fact)): Basis => ({ service, id: fact.stream, version: fact.streamversion });

onEachBus((under: BusUnderTest) => {
  let bus: EventBus;
  let service: TestService;
  let [registry, casework] = ['', ''];
  let inbox: Inbox;
  beforeEach(async () => {
    [bus, service, registry, casework] = [under.open(), await testService(), uniqueName('registry-'), uniqueName('casework-')];
    await topicsOf(bus, [registry, casework]);
  });
  afterEach(async () => {
    await inbox.close();
    await Promise.all([bus.close(), service.close()]);
  });

  const start = async (handler: FactHandler = applying(service), sources: readonly string[] = [registry, casework]): Promise<Inbox> => {
    inbox = service.inbox({ bus, sources });
    await inbox.start(new Map([registry, casework].map((from) => [`hearth.${from}.Counted`, handler])));
    return inbox;
  };
  const publish = (facts: readonly Fact[]): Promise<unknown> => bus.publish(`hearth.${facts[0] ? serviceOf(facts[0]) : ''}.v1`, facts.map(toRecord));
  const ids = async (): Promise<string[]> => (await service.applied()).map((row) => row.id);
  const idsOf = (facts: readonly Fact[]): string[] => facts.map((fact) => fact.id);

  it('goes straight on with what rests on something already taken in', async () => {
    const first = factOf(registry);
    const second = factOf(casework, { key: first.key, basis: [basisOf(first)] });
    await start();
    await publish([first]);
    await drained(inbox);
    await publish([second]);
    await drained(inbox);
    expect(await ids()).toEqual(idsOf([first, second]));
  });

  it('keeps what came too early, and what follows it for the same key, until its basis is there', async () => {
    const first = factOf(registry);
    const [early, later, other] = [factOf(casework, { key: first.key, basis: [basisOf(first)] }), factOf(casework, { key: first.key }), factOf(casework)];
    await start();
    await publish([early, later, other]);
    await drained(inbox);
    expect(await ids()).toEqual([other.id]);
    expect(await inbox.status()).toMatchObject({ waiting: 1, held: 1, deadLetters: 0, lag: 0, waitingLong: [] });
    await publish([first]);
    await drained(inbox);
    expect(await ids()).toEqual(idsOf([other, first, early, later]));
    expect(await inbox.status()).toMatchObject({ waiting: 0, held: 0 });
  });

  it('shows who waits for more than a minute, for what', async () => {
    const needs = { service: registry, id: `household-${randomUUID()}`, version: 7 };
    const early = factOf(casework, { basis: [needs] });
    await start();
    await publish([early]);
    await drained(inbox);
    await service.rows(`UPDATE "${service.name}".held_events SET since = since - interval '61 seconds'`);
    const { waitingLong, deadLetters } = await inbox.status();
    expect(waitingLong).toEqual([{ eventId: early.id, topic: `hearth.${casework}.v1`, key: early.key, type: early.type, since: expect.any(String), needs: [needs] }]);
    expect(deadLetters).toBe(0);
  });

  it('waits for every part of a basis, and takes a later version for the earlier one', async () => {
    const [a, b] = [story(registry, 3), factOf(registry)];
    const early = factOf(casework, { basis: [basisOf(b), ...(a[1] ? [basisOf(a[1])] : [])] });
    await start();
    await publish([early]);
    await publish([b]);
    await drained(inbox);
    expect(await ids()).toEqual([b.id]);
    await publish(a);
    await drained(inbox);
    expect((await ids()).toSorted()).toEqual(idsOf([...a, b, early]).toSorted());
    expect((await ids()).indexOf(early.id)).toBeGreaterThan((await ids()).indexOf(a[1]?.id ?? ''));
  });

  it('does not wait for services it does not read', async () => {
    const early = factOf(casework, { basis: [{ service: 'eligibility', id: 'assessment-1', version: 1 }, basisOf(factOf(registry))] });
    await start(applying(service), [casework]);
    await publish([early]);
    await drained(inbox);
    expect(await ids()).toEqual([early.id]);
  });

  it('takes facts nobody here listens to for heard', async () => {
    const silent = factOf(registry, { type: `hearth.${registry}.Whistled` });
    const early = factOf(casework, { basis: [basisOf(silent)] });
    await start();
    await publish([early]);
    await publish([silent]);
    await drained(inbox);
    expect(await ids()).toEqual([early.id]);
  });

  it('does not wait in a circle when two topics answer each other about one household', async () => {
    const [a1, a2] = story(registry, 2);
    const [b1, b2] = story(casework, 2, { key: a1?.key ?? '' });
    if (!a1 || !a2 || !b1 || !b2) throw new Error('a story of two');
    // a1 → b1 → a2 → b2: each service spoke after it had heard the other.
    const [b1on, a2on, b2on] = [{ ...b1, basis: [basisOf(a1)] }, { ...a2, basis: [basisOf(b1)] }, { ...b2, basis: [basisOf(a2), basisOf(a1)] }];
    await start();
    await publish([b1on, b2on]);
    await drained(inbox);
    expect(await ids()).toEqual([]);
    await publish([a1, a2on]);
    await drained(inbox);
    expect(await ids()).toEqual(idsOf([a1, b1on, a2on, b2on]));
  });

  it('waits behind a dead letter too, and moves when that is retried', async () => {
    const first = factOf(registry);
    const early = factOf(casework, { basis: [basisOf(first)] });
    let broken = true;
    await start(applying(service, (fact) => { if (broken && fact.id === first.id) throw new Error('not yet'); }));
    await publish([early]);
    await publish([first]);
    await until('the dead letter', async () => (await inbox.deadLetters()).length === 1);
    await drained(inbox);
    expect(await inbox.status()).toMatchObject({ waiting: 1, deadLetters: 1 });
    broken = false;
    expect(await inbox.retry((await inbox.deadLetters())[0]?.id ?? '', operator)).toBe(true);
    await drained(inbox);
    expect(await ids()).toEqual(idsOf([first, early]));
  });

  it('brings a long tangle of two services into an order that respects every basis', async () => {
    const keys = Array.from({ length: 8 }, () => randomUUID());
    const said: Fact[] = [];
    for (let n = 0; n < 240; n += 1) {
      const [from, key] = [n % 3 === 0 ? casework : registry, keys[(n * 5) % 8] ?? ''];
      const stream = `thing-${from}-${key}`;
      const other = said.findLast((fact) => serviceOf(fact) !== from);
      said.push(factOf(from, { subject: key, key, stream, streamversion: said.filter((fact) => fact.stream === stream).length + 1, data: { n }, basis: other ? [basisOf(other)] : [] }));
    }
    await start();
    const [a, b] = [said.filter((fact) => serviceOf(fact) === registry), said.filter((fact) => serviceOf(fact) === casework)];
    for (let at = 0; at < 160; at += 40) {
      if (b.slice(at, at + 40).length > 0) await publish(b.slice(at, at + 40));
      if (at > 0) await publish(a.slice(at - 40, at));
    }
    await publish(a.slice(120));
    await drained(inbox);
    const order = await ids();
    expect(order.toSorted()).toEqual(idsOf(said).toSorted());
    const place = new Map(order.map((id, at) => [id, at]));
    for (const fact of said) {
      for (const { id, version } of fact.basis) {
        const rest = said.find((other) => other.stream === id && other.streamversion === version);
        expect(place.get(rest?.id ?? '')).toBeLessThan(place.get(fact.id) ?? -1);
      }
    }
  }, 120_000);
});
