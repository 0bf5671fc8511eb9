import { randomUUID } from 'node:crypto';
import type { EventData, EventType, Source } from '@hearth/contracts';
import { validateEvent } from '@hearth/contracts';
import type { Basis } from '@hearth/event-sourcing';
import { type Fact, topicOf, toRecord } from '@hearth/messaging';
import { type Caller, sampleResidentId, startHearth, type TestHearth } from '@hearth/testing';
import pg from 'pg';
import { HiavsModule } from '../hiavs.module.ts';
import { type Simulator, startSimulator } from './simulator.ts';

export const VILLAGE = '341524100001';
export const ALL: readonly Source[] = ['household-registration', 'tax', 'vehicles', 'employment', 'bank', 'commercial-insurance', 'securities'];

export interface FamilyPerson { readonly id: string; readonly name: string; readonly idNumber: string; readonly birthDate: string; readonly relation: string; readonly supporter?: boolean }
export interface Family { readonly household: string; readonly area: string; readonly people: readonly FamilyPerson[]; readonly head: FamilyPerson; readonly authorisation: string }

/** HIAVS alone with real departments; what registry and casework would say is put on the bus as they would say it. */
export interface World {
  readonly hearth: TestHearth; readonly simulator: Simulator; readonly database: pg.Client;
  /** What HIAVS told the others. */
  readonly heard: Fact[];
  readonly officer: Record<'town' | 'county' | 'verify' | 'elsewhere' | 'department' | 'auditor', Caller>;
  say<T extends EventType>(type: T, data: EventData[T], about: { household: string; area?: string; stream: string; id?: string }): Promise<void>;
  close(): Promise<void>;
}

export async function startWorld(settings: Record<string, string> = {}, withDepartments = true): Promise<World> {
  const simulator = await startSimulator();
  const hearth = await startHearth({ modules: [HiavsModule], settings: { ...(withDepartments ? { simulatorUrl: simulator.url } : {}), ...settings } });
  const database = new pg.Client({ connectionString: hearth.databaseUrl });
  database.on('error', () => undefined);
  await database.connect();
  await hearth.bus.ensureTopics(['registry', 'casework', 'hiavs'].map((service) => ({ name: topicOf(service) })));
  const heard: Fact[] = [];
  const listening = await hearth.bus.subscribe({ group: 'listener', topics: [topicOf('hiavs')], maxBatch: 100, onBatch: async ({ records }) => {
    for (const record of records) heard.push({ ...headersOf(record.headers), data: JSON.parse(record.value.toString('utf8')) as unknown });
    return records.at(-1)?.offset ?? -1n;
  } });
  const versions = new Map<string, number>();
  const said = new Map<string, Map<string, Basis>>();
  return {
    hearth, simulator, database, heard,
    officer: {
      town: hearth.as({ sub: 'town1', role: 'town', area: '341524100' }), county: hearth.as({ sub: 'county1', role: 'county-reviewer', area: '341524' }),
      verify: hearth.as({ sub: 'verify1', role: 'verification-officer', area: '341524' }), elsewhere: hearth.as({ sub: 'town1-b', role: 'town', area: '341522101' }),
      department: hearth.as({ sub: 'service:departments', role: 'service', area: '*' }), auditor: hearth.as({ sub: 'auditor1', role: 'auditor', area: '*' }),
    },
    say: async (type, data, { household, area = VILLAGE, stream, id = randomUUID() }) => {
      const problems = validateEvent(type, 1, data);
      if (problems.length > 0) throw new Error(`${type}: ${problems.join('; ')}`);
      const service = type.split('.')[1] ?? '';
      const version = (versions.get(stream) ?? 0) + 1;
      versions.set(stream, version);
      const before = said.get(household) ?? new Map<string, Basis>();
      said.set(household, before);
      const fact: Fact = {
        id, type, dataversion: 1, source: `/hearth/test/${service}`, time: hearth.clock.now().toISOString(), subject: household, key: household, stream, streamversion: version, effectiveon: '2026-11-22',
        area, actor: { sub: 'town1', role: 'town', area: '341524100' }, correlationid: randomUUID(), causationid: null, traceparent: null,
        // As casework does: what it had heard of the household, so that nobody hears the request before it.
        basis: service === 'casework' ? [...before.values()] : [], logepoch: 1, data,
      };
      if (service === 'registry') before.set(stream, { service, id: stream, version });
      await hearth.bus.publish(topicOf(service), [toRecord(fact)]);
    },
    close: async () => {
      await listening.close();
      await database.end();
      await hearth.close();
      await simulator.close();
    },
  };
}

const headersOf = (headers: Readonly<Record<string, string>>): Omit<Fact, 'data'> => ({
  id: headers['ce_id'] ?? '', type: headers['ce_type'] ?? '', dataversion: Number(headers['ce_dataversion']), source: headers['ce_source'] ?? '', time: headers['ce_time'] ?? '', subject: headers['ce_subject'] ?? null,
  key: headers['ce_partitionkey'] ?? '', stream: headers['ce_stream'] ?? '', streamversion: Number(headers['ce_streamversion']), effectiveon: headers['ce_effectiveon'] ?? '', area: headers['ce_area'] ?? null,
  actor: JSON.parse(headers['ce_actor'] ?? '{}') as Fact['actor'], correlationid: '', causationid: null, traceparent: null, basis: [], logepoch: 1,
});

let families = 0;

/** A couple with two children, and a grown son outside the household who is obliged to support them. */
export function family(area = VILLAGE): Family {
  families += 1;
  const person = (name: string, birthDate: string, relation: string, n: number, supporter = false): FamilyPerson =>
    ({ id: randomUUID(), name, birthDate, relation, idNumber: sampleResidentId(birthDate, (families * 5 + n) % 1000, `99${String(1000 + families)}`), supporter });
  const people = [
    person('陈守田', '1974-03-08', 'head', 1), person('王玉梅', '1977-06-21', 'spouse', 2), person('陈小雨', '2011-09-02', 'child', 3), person('陈小川', '2015-01-30', 'child', 1), person('陈立新', '1999-12-11', 'child', 2, true),
  ];
  const [head] = people;
  if (!head) throw new Error('a family has a head');
  return { household: randomUUID(), area, people, head, authorisation: randomUUID() };
}

export async function register(world: World, of: Family, signers: readonly FamilyPerson[] = of.people.filter((p) => p.birthDate < '2008'), sources: readonly Source[] = ALL): Promise<void> {
  const { household, area, head } = of;
  const about = { household, area, stream: `household-${household}` };
  const { keys } = world.hearth;
  for (const { id, name, idNumber, birthDate } of of.people) {
    await world.say('hearth.registry.PersonRegistered', {
      person: id, household, name: await keys.seal(id, name), idNumber: await keys.seal(id, idNumber), idKind: 'cn-resident-id', idToken: await keys.token('id-number', `cn-resident-id:${idNumber}`), birthDate, sex: 'male',
      hukouArea: null, hukouKind: null, disability: null, phone: null, workCapacity: 'unknown', student: false,
    }, { household, area, stream: `person-${id}` });
  }
  await world.say('hearth.registry.HouseholdRegistered', { household, area, hukouArea: null, head: head.id, address: null, urban: false, registeredOn: '2026-11-01' }, about);
  for (const { id, relation, supporter } of of.people) {
    const named = { household, person: id, relation: relation as 'head', on: '2026-11-01' };
    await world.say(supporter ? 'hearth.registry.SupporterNamed' : 'hearth.registry.MemberJoined', named, about);
  }
  await world.say('hearth.registry.AuthorisationSigned', { household, authorisation: of.authorisation, programme: 'dibao', agent: head.id, signers: signers.map((p) => p.id), sources: [...sources], on: '2026-11-20' }, { household, area, stream: `authorisation-${of.authorisation}` });
}

/** Asks for the verification of the whole family; the answer is its id. */
export async function request(world: World, of: Family, sources: readonly Source[] = ALL, verification: string = randomUUID()): Promise<string> {
  const application = randomUUID();
  await world.say('hearth.casework.VerificationRequested', {
    household: of.household, application, verification, programme: 'dibao', authorisation: of.authorisation, people: of.people.map((p) => p.id), sources: [...sources], purpose: 'dibao: application LX-2026-00417', at: world.hearth.clock.now().toISOString(),
  }, { household: of.household, area: of.area, stream: `application-${application}` });
  return verification;
}

const [LOOK_EVERY_MS, PATIENCE_MS] = [20, 30_000];

/** The first answer that is not null; departments answer when they do, so this looks until then. */
export async function until<T>(what: string, look: () => Promise<T | null | false> | T | null | false): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== null && found !== false) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, LOOK_EVERY_MS); });
  }
}
