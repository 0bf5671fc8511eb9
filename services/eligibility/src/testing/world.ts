import { randomUUID } from 'node:crypto';
import { type EventData, type EventType, type IncomeRecorded, type PropertyRecorded, type Relation, type RuleSetInForce, validateEvent } from '@hearth/contracts';
import type { Basis } from '@hearth/event-sourcing';
import { type Fact, topicOf, toRecord } from '@hearth/messaging';
import { startHearth, type TestHearth } from '@hearth/testing';
import { EligibilityModule } from '../eligibility.module.ts';

/** Eligibility alone; what the other services would say is put on the bus as they would say it. */
export interface World {
  readonly hearth: TestHearth;
  /** What eligibility told the others, by type. */
  heard<T extends EventType>(type: T): readonly { readonly key: string; readonly data: EventData[T] }[];
  say<T extends EventType>(type: T, data: EventData[T] & { readonly household: string }, stream: string, effectiveOn?: string): Promise<void>;
  close(): Promise<void>;
}

const AREA = '341524100001';

/** `on` another world's database, to go on with what it left. */
export async function startWorld(settings: Record<string, string> = {}, on?: TestHearth): Promise<World> {
  const hearth = await startHearth({ modules: [EligibilityModule], settings, ...(on ? { on } : {}) });
  await hearth.bus.ensureTopics(['registry', 'hiavs', 'casework', 'eligibility'].map((service) => ({ name: topicOf(service) })));
  const heard: { type: string; key: string; data: unknown }[] = [];
  const listening = await hearth.bus.subscribe({ group: 'listener', topics: [topicOf('eligibility')], maxBatch: 100, onBatch: async ({ records }) => {
    for (const { headers, key, value } of records) heard.push({ type: headers['ce_type'] ?? '', key, data: JSON.parse(value.toString('utf8')) });
    return records.at(-1)?.offset ?? -1n;
  } });
  const versions = new Map<string, number>();
  return {
    hearth,
    heard: <T extends EventType>(type: T) => heard.filter((one) => one.type === type) as unknown as { key: string; data: EventData[T] }[],
    say: async (type, data, stream, effectiveOn = '2026-11-22') => {
      const problems = validateEvent(type, 1, data);
      if (problems.length > 0) throw new Error(`${type}: ${problems.join('; ')}`);
      const service = type.split('.')[1] ?? '';
      versions.set(`${service} ${stream}`, (versions.get(`${service} ${stream}`) ?? 0) + 1);
      // Casework says what it had heard of the others, so that nobody acts on a request before the facts it rests on.
      const basis: Basis[] = [...versions].map(([name, version]) => ({ service: name.split(' ')[0] ?? '', id: name.split(' ')[1] ?? '', version })).filter((one) => one.service !== service);
      await hearth.bus.publish(topicOf(service), [toRecord({
        id: randomUUID(), type, dataversion: 1, source: `/hearth/test/${service}`, time: hearth.clock.now().toISOString(), subject: data.household, key: data.household, stream,
        streamversion: versions.get(`${service} ${stream}`) ?? 1, effectiveon: effectiveOn, area: AREA, actor: { sub: 'town1', role: 'town', area: '341524100' },
        correlationid: randomUUID(), causationid: null, traceparent: null, basis: service === 'casework' ? basis : [], logepoch: 1, data,
      } satisfies Fact)]);
    },
    close: async () => {
      await listening.close();
      await hearth.close();
    },
  };
}

export interface Registered { readonly household: string; readonly people: readonly string[] }
type Declared = { readonly incomes?: IncomeRecorded['incomes'][number][]; readonly properties?: PropertyRecorded['properties'][number][] };

/** A household of these relations, born on these days, with what it declares (nothing, unless told). */
export async function register(world: World, members: readonly (readonly [Relation, string])[], declare: (people: readonly string[]) => Declared = () => ({})): Promise<Registered> {
  const { keys } = world.hearth;
  const household = randomUUID();
  const people = members.map(() => randomUUID());
  for (const [i, [, birthDate]] of members.entries()) {
    const person = people[i] ?? '';
    await world.say('hearth.registry.PersonRegistered', {
      person, household, name: await keys.seal(person, '王某'), idNumber: await keys.seal(person, '990101195001010017'), idKind: 'cn-resident-id', idToken: `token-${person}`, birthDate, sex: 'male',
      hukouArea: null, hukouKind: null, disability: null, phone: null, workCapacity: 'unknown', student: false,
    }, `person-${person}`);
  }
  const stream = `household-${household}`;
  await world.say('hearth.registry.HouseholdRegistered', { household, area: AREA, hukouArea: null, head: people[0] ?? '', address: null, urban: false, registeredOn: '2026-11-01' }, stream);
  for (const [i, [relation]] of members.entries()) await world.say('hearth.registry.MemberJoined', { household, person: people[i] ?? '', relation, on: '2026-11-01' }, stream);
  const { incomes = [], properties = [] } = declare(people);
  await world.say('hearth.registry.IncomeRecorded', { household, record: randomUUID(), origin: 'declared', from: '2025-11-22', to: '2026-11-21', incomes }, stream);
  await world.say('hearth.registry.PropertyRecorded', { household, record: randomUUID(), origin: 'declared', properties }, stream);
  return { household, people };
}

/** Casework asks; the answer is the id of the assessment. */
export async function request(world: World, of: Registered, ruleSet: string, programme: RuleSetInForce['programme'], more: Partial<EventData['hearth.casework.AssessmentRequested']> = {}): Promise<string> {
  const assessment = randomUUID();
  const application = more.application ?? randomUUID();
  await world.say('hearth.casework.AssessmentRequested', {
    household: of.household, application, assessment, programme, ruleSet, asOf: '2026-11-22', provisional: false, people: of.people, verification: null, reason: 'first', ...more,
  }, `application-${application}`);
  return assessment;
}
