import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Decider, type RecordedEvent, upcastersOf } from '@hearth/event-sourcing';
import { EventStore, NO_STREAM, openPool, rows } from '@hearth/event-store';
import { type Publication, topicOf } from '@hearth/messaging';
import { startHearth, type TestHearth } from '@hearth/testing';
import { Controller, Get, Inject, Module, Param } from '@nestjs/common';
import { HearthModule } from '../hearth.module.ts';

/** A death as the small service of this suite keeps it today: its third shape. */
interface Noted { readonly type: 'DeathNoted'; readonly schemaVersion: 3; readonly data: { readonly person: string; readonly on: string; readonly household: string | null } }
const deathDecider: Decider<never, Noted, readonly string[]> = {
  stream: 'death', initial: [], decide: () => [], evolve: (days, { data }) => [...days, data.on],
  upcasters: { DeathNoted: { 1: ({ day, ...rest }: { day?: string }) => ({ ...rest, on: day }), 2: (data) => ({ household: null, ...data }) } },
};
const deathRows = rows<Noted['data'] & { readonly schema: number }, Noted>({ name: 'death', version: 1, keys: (event) => event.stream, on: { DeathNoted: (_, { data, schemaVersion }) => ({ ...data, schema: schemaVersion }) } });
const publications: readonly Publication[] = [{ on: 'DeathNoted', publish: ({ data }: RecordedEvent) => ({ type: 'hearth.registry.PersonDied', version: 1, data }) }];

@Controller('deaths')
class DeathController {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}
  @Get(':id') async one(@Param('id') id: string): Promise<object> { return { days: (await this.store.load(deathDecider, id)).state }; }
}
@Module({ imports: [HearthModule.of({ name: 'deaths', title: 'Deaths', projections: [deathRows], publications, upcasters: upcastersOf(deathDecider), consumes: [] })], controllers: [DeathController] })
class DeathsModule {}

const operator = { sub: 'ops1', role: 'operations', area: '*' };
let hearth: TestHearth;
beforeAll(async () => { hearth = await startHearth({ modules: [DeathsModule] }); }, 60_000);
afterAll(async () => { await hearth?.close(); });

describe('events of every stored version', () => {
  it('reach decider, projection, publication and rebuild in the newest shape; the log keeps them as they were', async () => {
    const id = randomUUID(), person = randomUUID(), household = randomUUID();
    const said: unknown[] = [];
    await hearth.bus.ensureTopics([{ name: topicOf('deaths') }]);
    const listening = await hearth.bus.subscribe({ group: 'listener', topics: [topicOf('deaths')], maxBatch: 10, onBatch: async ({ records }) => {
      for (const { value } of records) said.push(JSON.parse(value.toString('utf8')));
      return records.at(-1)?.offset ?? -1n;
    } });
    const pool = openPool({ url: hearth.databaseUrl, service: 'deaths', max: 1 });
    const store = new EventStore({ pool, service: 'deaths', logEpoch: 1 });
    const context = { actor: operator, now: hearth.clock.now(), correlationId: randomUUID(), causationId: null, traceparent: null, basis: [] };
    const about = { household: null, area: '341524', key: id };
    const shapes = [{ person, day: '2026-11-01' }, { person, on: '2026-11-02' }, { person, on: '2026-11-03', household }];
    await store.append([{ stream: `death-${id}`, expected: NO_STREAM, events: shapes.map((data, i) => ({ type: 'DeathNoted', schemaVersion: i + 1, data })), ...about }], context);
    for (let i = 0; said.length < 3; i += 1) await hearth.drain();
    const newest = [{ person, on: '2026-11-01', household: null }, { person, on: '2026-11-02', household: null }, { person, on: '2026-11-03', household }];
    expect(said).toEqual(newest);
    expect((await hearth.as(operator).get(`/api/deaths/deaths/${id}`)).body).toEqual({ days: ['2026-11-01', '2026-11-02', '2026-11-03'] });
    const row = async (): Promise<unknown> => (await pool.query<{ body: unknown }>("SELECT body FROM row_death WHERE recorded_to = 'infinity'")).rows[0]?.body;
    expect(await row()).toEqual({ ...newest[2], schema: 3 });
    await hearth.as(operator).post('/api/deaths/operations/projections/death/rebuild');
    await hearth.drain();
    expect(await row()).toEqual({ ...newest[2], schema: 3 });
    const { events } = (await hearth.as(operator).get<{ events: { schemaVersion: number; data: object }[] }>(`/api/deaths/operations/streams/death-${id}`)).body;
    expect(events.map(({ schemaVersion, data }) => [schemaVersion, data])).toEqual(shapes.map((data, i) => [i + 1, data]));
    await listening.close();
    await pool.end();
  });
});
