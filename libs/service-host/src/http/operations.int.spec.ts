import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, OtherServices, startHearth, type TestHearth } from '@hearth/testing';
import { hands, NoticeboardModule } from '../testing/noticeboard.module.ts';

const operator = { sub: 'ops1', role: 'operations', area: '*' };
const town = { sub: 'town1', role: 'town', area: '341524100' };
const LETTERS = '/api/noticeboard/operations/dead-letters';

interface Letter { readonly id: string; readonly type: string; readonly key: string; readonly error: { readonly code: string; readonly message: string }; readonly behind: number; readonly attempts: number }

const well = (): null => null;

let hearth: TestHearth, others: OtherServices;
beforeAll(async () => {
  hearth = await startHearth({ modules: [NoticeboardModule] });
  others = new OtherServices(hearth);
}, 60_000);
afterEach(() => { hands.trouble = well; });
afterAll(async () => { await hearth?.close(); });

const letters = async (): Promise<readonly Letter[]> => (await hearth.as(operator).get<{ items: Letter[]; total: number }>(LETTERS)).body.items;
const order = (letter: string, what: 'retry' | 'skip', body: object = {}, officer = operator): Promise<Answer<{ code?: string }>> => hearth.as(officer).post(`${LETTERS}/${letter}/${what}`, body);
const gauge = async (name: string): Promise<number> => Number(new RegExp(`^${name}\\{service="noticeboard"\\} (\\S+)$`, 'm').exec((await hearth.anonymous.get('/api/noticeboard/metrics')).text)?.[1]);
/** All gauges of a scrape answer from one look, which the next scrapes share for half a second. */
const shows = async (name: string, value: number): Promise<void> => {
  for (const end = Date.now() + 10_000; (await gauge(name)) !== value; await pause(50)) if (Date.now() > end) throw new Error(`${name} never showed ${value}`);
};
const settled = async (letter: string): Promise<unknown[]> => (await hearth.database.query<{ type: string; data: object; metadata: { actor: object } }>('SELECT type, data, metadata FROM noticeboard.events WHERE stream = $1', [`dead-letter-${letter}`])).rows.map(({ type, data, metadata }) => ({ type, data, by: metadata.actor }));

/** A death that cannot be taken in, and another of the same household behind it. */
async function stuck(): Promise<{ letter: Letter; household: string; persons: [string, string] }> {
  const household = randomUUID(), persons: [string, string] = [randomUUID(), randomUUID()];
  hands.trouble = () => new Error('cannot take in the death of 990101194912310009');
  for (const person of persons) await others.say('hearth.registry.PersonDied', { household, person, on: '2026-11-20' }, { household, stream: `person-${person}` });
  const letter = (await letters()).find(({ key }) => key === household);
  if (!letter) throw new Error('there is no dead letter');
  return { letter, household, persons };
}

describe('a fact that cannot be applied', () => {
  it('is listed with the real error and what waits behind it, and holds nothing of what it says', async () => {
    const { letter, household, persons } = await stuck();
    expect(letter).toMatchObject({ type: 'hearth.registry.PersonDied', key: household, behind: 1, error: { code: 'Error', message: 'cannot take in the death of …' } });
    expect(JSON.stringify(letter)).not.toContain(persons[0]);
    await shows('hearth_dead_letters', 1);
    await shows('hearth_inbox_held_events', 1);
    hands.trouble = well;
    await order(letter.id, 'skip', { reason: 'entered by hand' });
  });

  it('is applied by a retry, and what waited after it, once; the retry is an event', async () => {
    const { letter, household, persons } = await stuck();
    hands.deaths.length = 0;
    hands.trouble = well;
    expect((await order(letter.id, 'retry')).status).toBe(200);
    await hearth.drain();
    expect([hands.deaths, await letters()]).toEqual([persons, []]);
    await shows('hearth_dead_letters', 0);
    expect(await settled(letter.id)).toEqual([{ type: 'DeadLetterSettled', by: operator, data: { deadLetter: letter.id, eventId: expect.any(String), type: 'hearth.registry.PersonDied', key: household, outcome: 'retried', reason: null } }]);
    expect((await order(letter.id, 'retry')).status).toBe(404);
    await hearth.drain();
    expect(hands.deaths).toEqual(persons);
  });

  it('stays when the retry fails again, and says that it does', async () => {
    const { letter, persons } = await stuck();
    const again = await order(letter.id, 'retry');
    expect([again.status, again.body.code]).toEqual([409, 'fails-still']);
    expect((await letters()).find(({ id }) => id === letter.id)?.attempts).toBe(letter.attempts + 1);
    expect(await settled(letter.id)).toEqual([]);
    hands.deaths.length = 0;
    hands.trouble = well;
    await order(letter.id, 'retry');
    await hearth.drain();
    expect(hands.deaths).toEqual(persons);
  });

  it('is left out by a skip with a reason, and what waited goes on; who and why is an event', async () => {
    const { letter, persons } = await stuck();
    hands.deaths.length = 0;
    hands.trouble = well;
    expect((await order(letter.id, 'skip', {})).status).toBe(400);
    expect((await order(letter.id, 'skip', { reason: 'entered by hand' })).status).toBe(200);
    await hearth.drain();
    expect([hands.deaths, await letters()]).toEqual([[persons[1]], []]);
    expect(await settled(letter.id)).toMatchObject([{ type: 'DeadLetterSettled', by: operator, data: { outcome: 'skipped', reason: 'entered by hand' } }]);
  });

  it('is none when only the database was away: it is tried again and applied', async () => {
    let tries = 0;
    hands.deaths.length = 0;
    hands.trouble = () => (tries++ === 0 ? Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' }) : null);
    const person = randomUUID();
    await others.say('hearth.registry.PersonDied', { household: null, person, on: '2026-11-20' }, { household: null, stream: `person-${person}` });
    expect([tries, hands.deaths, await letters()]).toEqual([2, [person], []]);
  });

  it('is the operators’ alone', async () => {
    const { letter } = await stuck();
    for (const refused of [await hearth.as(town).get(LETTERS), await order(letter.id, 'retry', {}, town), await order(letter.id, 'skip', { reason: 'not mine' }, town), await hearth.as(town).get('/api/noticeboard/operations/status')]) expect(refused.status).toBe(403);
    expect((await hearth.anonymous.get(LETTERS)).status).toBe(401);
    expect((await order(randomUUID(), 'retry')).status).toBe(404);
    expect((await order('not-an-id', 'retry')).status).toBe(400);
    hands.trouble = well;
    await order(letter.id, 'skip', { reason: 'entered by hand' });
  });
});

describe('what operators watch', () => {
  it('is how far relay, inbox and projections are', async () => {
    await others.say('hearth.registry.PersonDied', { household: null, person: randomUUID(), on: '2026-11-20' }, { household: null, stream: `person-${randomUUID()}` });
    const { body } = await hearth.as(operator).get('/api/noticeboard/operations/status');
    expect(body).toMatchObject({ service: 'noticeboard', logEpoch: 1, relay: { lag: 0 }, inbox: { lag: 0, held: 0, deadLetters: 0 }, projections: [{ name: 'notice', lag: 0 }] });
  });

  it('are gauges, and requests by route, never by address', async () => {
    const { body: { id } } = await hearth.as(town).post<{ id: string }>('/api/noticeboard/notices', { title: 'a', area: '341524100001' });
    await hearth.as(town).get(`/api/noticeboard/notices/${id}`);
    for (const name of ['hearth_append_waiting', 'hearth_relay_lag_events', 'hearth_relay_lag_seconds', 'hearth_projection_lag_events', 'hearth_inbox_age_seconds', 'hearth_inbox_held_events', 'hearth_inbox_held_seconds', 'hearth_parked_keys', 'hearth_dead_letters']) await shows(name, 0);
    expect(await gauge('hearth_inbox_last_poll_seconds')).toBeLessThan(5);
    const { text } = await hearth.anonymous.get('/api/noticeboard/metrics');
    expect(text).toContain('hearth_inbox_lag_events{service="noticeboard",topic="hearth.registry.v1"} 0');
    expect(text).toContain('hearth_log_epoch_raised_total{service="noticeboard",of="registry"} 0');
    expect(text).toContain('hearth_http_request_seconds_count{service="noticeboard",method="GET",route="/api/noticeboard/notices/:id",status="200"}');
    expect(text).not.toContain(id);
    hands.fault = new Error('fault');
    const before = await gauge('hearth_http_faults_total');
    await hearth.as(town).get('/api/noticeboard/faults');
    expect(await gauge('hearth_http_faults_total')).toBe((Number.isNaN(before) ? 0 : before) + 1);
  });

  it('is quiet only when all is done, published and shown, whatever came in between', async () => {
    const posted = Array.from({ length: 20 }, () => hearth.as(town).post<{ id: string }>('/api/noticeboard/notices', { title: 'a', area: '341524100001' }));
    await Promise.all(posted);
    await hearth.drain();
    const { body } = await hearth.as(operator).get<{ relay: { lag: number }; projections: { lag: number }[] }>('/api/noticeboard/operations/status');
    expect([body.relay.lag, body.projections.map(({ lag }) => lag)]).toEqual([0, [0]]);
  });
});

describe('a subscriber that comes late', () => {
  const republish = (body: object, officer = operator): Promise<Answer<{ from: number; to: number; code?: string }>> => hearth.as(officer).post('/api/noticeboard/operations/relay/republish', body);

  it('has everything published again; who ordered it is an event', async () => {
    await hearth.drain();
    const topic = (await hearth.bus.lastRecords('hearth.noticeboard.v1'))[0];
    const { status, body } = await republish({ from: 0 });
    await hearth.drain();
    const again = (await hearth.bus.lastRecords('hearth.noticeboard.v1'))[0];
    expect([status, body]).toEqual([202, { from: 0, to: expect.any(Number) }]);
    expect([again?.headers['ce_id'], Number(again?.offset)]).toEqual([topic?.headers['ce_id'], 2 * Number(topic?.offset) + 1]);
    const { rows } = await hearth.database.query<{ data: object; metadata: { actor: object } }>("SELECT data, metadata FROM noticeboard.events WHERE type = 'RepublishOrdered'");
    expect(rows.map(({ data, metadata }) => ({ data, by: metadata.actor }))).toEqual([{ data: { from: 0, published: body.to }, by: operator }]);
  });

  it('is the operators’ affair, and says from where', async () => {
    expect((await republish({ from: 0 }, town)).status).toBe(403);
    for (const wrong of [{}, { from: -1 }, { from: 1.5 }, { from: 'all' }]) expect((await republish(wrong)).status).toBe(400);
  });
});

describe('the description', () => {
  it('lists every route with its parameters, and what each body must be', async () => {
    const { body } = await hearth.anonymous.get<{ paths: Record<string, Record<string, { parameters?: { name: string; in: string }[]; requestBody?: { content: Record<string, { schema: { $ref?: string } }> } }>>; components: { schemas: Record<string, { properties: object; required?: string[] }> } }>('/api/noticeboard/openapi.json');
    expect(Object.entries(body.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`)).toSorted()).toEqual([
      'delete /api/noticeboard/operations/projections/{name}/rebuild', 'get /api/noticeboard/faults', 'get /api/noticeboard/live', 'get /api/noticeboard/notices', 'get /api/noticeboard/notices/{id}', 'get /api/noticeboard/operations/checkpoints', 'get /api/noticeboard/operations/checkpoints/file', 'get /api/noticeboard/operations/dead-letters', 'get /api/noticeboard/operations/projections',
      'get /api/noticeboard/operations/status', 'get /api/noticeboard/operations/streams/{stream}',
      'post /api/noticeboard/faults', 'post /api/noticeboard/notices', 'post /api/noticeboard/notices/costs', 'post /api/noticeboard/notices/{id}/deaths', 'post /api/noticeboard/notices/{id}/title',
      'post /api/noticeboard/operations/checkpoints', 'post /api/noticeboard/operations/dead-letters/{id}/retry', 'post /api/noticeboard/operations/dead-letters/{id}/skip', 'post /api/noticeboard/operations/projections/{name}/rebuild', 'post /api/noticeboard/operations/relay/republish',
    ]);
    expect(body.paths['/api/noticeboard/notices']?.['post']?.requestBody?.content['application/json']?.schema.$ref).toBe('#/components/schemas/PostRequest');
    expect(body.components.schemas['PostRequest']).toMatchObject({ required: ['title', 'area'], properties: { cost: { $ref: '#/components/schemas/MoneyRequest' } } });
  });
});
