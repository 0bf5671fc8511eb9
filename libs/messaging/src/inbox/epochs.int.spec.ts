import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { Basis } from '@hearth/event-sourcing';
import type { EventBus } from '../bus/bus.ts';
import { toRecord } from '../envelope.ts';
import { type Fact, serviceOf } from '../fact.ts';
import { type BusUnderTest, onEachBus, uniqueName } from '../testing/buses.ts';
import { factOf, story } from '../testing/facts.ts';
import { applying, drained, type TestService, testService, topicsOf } from '../testing/service.ts';
import type { Inbox } from './inbox.ts';

jest.setTimeout(120_000);

const operator = { sub: 'ops1', role: 'operations', area: '*' };
const basisOf = (fact: Fact): Basis => ({ service: serviceOf(fact), id: fact.stream, version: fact.streamversion });
/** The same place in a stream, said anew after the log went back. */
const again = (fact: Fact, changes: Partial<Fact> = {}): Fact => factOf(serviceOf(fact), { subject: fact.subject, key: fact.key, stream: fact.stream, streamversion: fact.streamversion, logepoch: 2, data: fact.data, ...changes });

onEachBus((under: BusUnderTest) => {
  let bus: EventBus;
  let service: TestService;
  let [registry, casework] = ['', ''];
  const inboxes: Inbox[] = [];
  const said: { level: string; message: string; fields: Readonly<Record<string, unknown>> }[] = [];
  beforeEach(async () => {
    said.length = 0;
    [bus, service, registry, casework] = [under.open(), await testService(), uniqueName('registry-'), uniqueName('casework-')];
    await topicsOf(bus, [registry, casework]);
  });
  afterEach(async () => {
    await Promise.all(inboxes.splice(0).map((inbox) => inbox.close()));
    await Promise.all([bus.close(), service.close()]);
  });

  const start = async (): Promise<Inbox> => {
    const inbox = service.inbox({ bus, sources: [registry, casework], log: (level, message, fields = {}) => { said.push({ level, message, fields }); } });
    inboxes.push(inbox);
    await inbox.start(new Map([registry, casework].map((from) => [`hearth.${from}.Counted`, applying(service)])));
    return inbox;
  };
  const taken = async (inbox: Inbox, facts: readonly Fact[]): Promise<void> => {
    for (const fact of facts) await bus.publish(`hearth.${serviceOf(fact)}.v1`, [toRecord(fact)]);
    await drained(inbox);
  };
  const ids = async (): Promise<string[]> => (await service.applied()).map((row) => row.id);
  const idsOf = (facts: readonly Fact[]): string[] => facts.map((fact) => fact.id);
  const errors = (): unknown[] => said.filter(({ level }) => level === 'error').map(({ fields: { source, from, to, eventId } }) => ({ source, from, to, eventId }));

  it('that rises is noticed and said once, and what comes with a version heard before is applied', async () => {
    const inbox = await start();
    const facts = story(registry, 5);
    await taken(inbox, facts);
    expect(await inbox.status()).toMatchObject({ epochs: [{ service: registry, epoch: 1, raised: 0 }] });
    const anew = facts.slice(3).map((fact) => again(fact));
    await taken(inbox, [...anew, again(facts[3] as Fact, { id: anew[0]?.id ?? '' })]);
    expect(await ids()).toEqual(idsOf([...facts, ...anew]));
    expect(await inbox.status()).toMatchObject({ epochs: [{ service: registry, epoch: 2, raised: 1 }], deadLetters: 0, waiting: 0 });
    expect(errors()).toEqual([{ source: registry, from: 1, to: 2, eventId: anew[0]?.id }]);
    const later = await start(); // another process of the service knows without hearing it
    await taken(later, [again(facts[0] as Fact, { streamversion: 6 })]);
    expect(errors()).toHaveLength(1);
  });

  it('is noticed by a repetition too, and takes nothing in twice', async () => {
    const inbox = await start();
    const [fact] = [factOf(registry)];
    await taken(inbox, [fact, { ...fact, logepoch: 2 }]);
    expect(await ids()).toEqual([fact.id]);
    expect(await inbox.status()).toMatchObject({ epochs: [{ service: registry, epoch: 2, raised: 1 }] });
  });

  it('makes what rests on a stream wait for the version that is said anew, once that stream has spoken again', async () => {
    const inbox = await start();
    const facts = story(registry, 5);
    await taken(inbox, facts);
    await taken(inbox, [again(facts[3] as Fact)]);
    const early = factOf(casework, { basis: [basisOf(facts[4] as Fact)] }), survivor = factOf(registry), onSurvivor = factOf(casework, { basis: [basisOf(survivor)] });
    await taken(inbox, [early, survivor, onSurvivor]);
    expect(await ids()).not.toContain(early.id);
    expect(await ids()).toContain(onSurvivor.id);
    const fifth = again(facts[4] as Fact);
    await taken(inbox, [fifth]);
    expect((await ids()).slice(-2)).toEqual([fifth.id, early.id]);
  });

  it('makes what a stream still says in the older one a dead letter, which nobody applies by trying again', async () => {
    const inbox = await start();
    const [first] = story(registry, 1) as [Fact];
    const stale = { ...again(first, { streamversion: 3 }), logepoch: 1 }, behind = again(first, { streamversion: 3 });
    await taken(inbox, [first, again(first, { streamversion: 2 }), stale, behind]);
    const [letter] = await inbox.deadLetters();
    expect(letter).toMatchObject({ eventId: stale.id, behind: 1, error: { code: 'OldEpoch', message: `${first.stream} has gone on in a newer epoch of its log than 1, in which this was said` } });
    expect(await inbox.retry(letter?.id ?? '', operator)).toBe(false);
    expect(await inbox.skip(letter?.id ?? '', 'said by the old primary', operator)).toBe(true);
    expect((await ids()).at(-1)).toBe(behind.id);
    expect(await ids()).not.toContain(stale.id);
  });
});
