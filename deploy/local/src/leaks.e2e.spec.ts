import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readRunFile } from '@hearth/launch';
import pg from 'pg';
import { knownFamily, stranger, VALUES } from './testing/known-family.ts';
import { foundIn, foundUnder, needlesOf } from './testing/needles.ts';
import { hearthCommand, type RunningHearth, startHearthProcess } from './testing/running-hearth.ts';

const SERVICES = ['registry', 'hiavs', 'eligibility', 'casework', 'payments', 'reporting'];
const NEEDLES = needlesOf(VALUES);
/** A third person has joined them since, and stays. */
const OF_THE_ERASED = needlesOf(Object.fromEntries(Object.entries(VALUES).filter(([name]) => !name.endsWith('stranger'))));

interface Answer { readonly status: number; readonly body: Record<string, unknown>; readonly text: string }

let hearth: RunningHearth, database: pg.Client, outside: string;
/** Everything that was answered where nobody may see a person's data: refusals, faults, commands, lists of dead letters. */
const said: string[] = [];

async function call(officer: string, method: 'GET' | 'POST', path: string, body: unknown = method === 'POST' ? {} : undefined, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const isText = typeof body === 'string';
  const response = await fetch(new URL(path, hearth.url), {
    method, headers: { authorization: `Bearer ${await hearth.tokenOf(officer)}`, ...(method === 'POST' ? { 'idempotency-key': randomUUID(), 'content-type': isText ? 'application/xml' : 'application/json' } : {}), ...headers },
    ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  if (method === 'POST' || response.status >= 400) said.push(`${[...response.headers].join('\n')}\n${text}`);
  return { status: response.status, body: isJson ? JSON.parse(text) as Record<string, unknown> : {}, text };
}

const done = async (officer: string, path: string, body: object = {}): Promise<Record<string, unknown>> => {
  const answer = await call(officer, 'POST', path, body);
  expect([path, answer.status < 300 ? 'done' : answer.text]).toEqual([path, 'done']);
  return answer.body;
};
const drain = async (): Promise<void> => { await fetch(new URL('/api/dev/drain', hearth.url), { method: 'POST' }); };

/** Every table of every schema of ours, each row as text; bytes show as hexadecimal. */
async function tablesThatShow(): Promise<string[]> {
  const { rows: tables } = await database.query<{ name: string }>(
    "SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema = ANY($1)", [[...SERVICES, 'bus']]);
  expect(tables.length).toBeGreaterThan(40);
  const texts = NEEDLES.filter(({ as }) => !as.startsWith('UTF-16'));
  const shown: string[] = [];
  for (const { name } of tables) {
    const { rows } = await database.query<{ needle: string }>(`SELECT DISTINCT needle FROM ${name} t, unnest($1::text[]) AS needle WHERE strpos(t::text, needle) > 0`, [texts.map(({ bytes }) => bytes.toString('utf8'))]);
    for (const { needle } of rows) shown.push(`${name}: ${texts.filter(({ bytes }) => bytes.toString('utf8') === needle).map(({ name: what, as }) => `${what} as ${as}`).join()}`);
  }
  return shown;
}

const metrics = async (): Promise<string> => (await fetch(new URL('/metrics', hearth.url))).text();
interface Member { readonly id: string }
let household: string, members: Member[], application: string;

const ADAPTERS = [['with the table as bus', describe, []], ['with a Kafka of its own in the data folder', process.env['HEARTH_TEST_KAFKA'] ? describe : describe.skip, ['--kafka']]] as const;
for (const [adapter, run, args] of ADAPTERS) run(`nobody’s data leak, ${adapter}`, () => {
  beforeAll(async () => {
    said.splice(0);
      outside = mkdtempSync(join(tmpdir(), 'hearth-leaks-'));
    hearth = await startHearthProcess(args, { HEARTH_LOG: 'debug', KAFKA_BROKERS: '' });
    database = new pg.Client({ connectionString: readRunFile(hearth.dir)?.postgres });
    await database.connect();
  }, 180_000);
  afterAll(async () => {
    await database?.end();
    await hearth?.stop();
    rmSync(outside, { recursive: true, force: true });
  }, 60_000);

  it('through a family’s way to the departments, an application and an objection', async () => {
    const registered = await done('town1', '/api/registry/households', knownFamily());
    [household, members] = [registered['id'] as string, registered['members'] as Member[]];
    const head = members[0]!.id;
    const documents = [...['application-form', 'authorisation', 'income-statement'].map((kind) => ({ kind })), ...members.flatMap(({ id }) => ['identity', 'household-register'].map((kind) => ({ kind, person: id }))), { kind: 'household-register' }];
    const submitted = await done('town1', '/api/casework/applications', { household, programme: 'dibao', applicant: head, authorisation: registered['authorisation'], documents, account: { holder: head, number: VALUES.account } });
    application = submitted['id'] as string;
    await done('town1', `/api/casework/applications/${application}/check`);
    await done('town1', `/api/casework/applications/${application}/verification`);
    for (const text of [VALUES['number of the head'], VALUES.phone, VALUES['name of the wife']]) expect((await call('town1', 'POST', '/api/registry/searches', { text })).body['total']).toBe(1);
    said.splice(0); // what was found may be shown
    await drain();
    const { simulator } = readRunFile(hearth.dir)!;
    await fetch(`${simulator}/departments/household-registration/changes`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ idNumber: VALUES['number of the wife'], kind: 'marriage', on: '2026-01-02' }) });
    await drain();
  }, 120_000);

  it('through what is refused', async () => {
    const [name, number] = [VALUES['name of a stranger'], VALUES['number of a stranger']];
    const family = knownFamily() as { members: object[] };
    const twisted = `${number.slice(0, 17)}${number.endsWith('0') ? '1' : '0'}`;
    const refusals: Answer[] = [
      await call('town1', 'POST', '/api/registry/households', knownFamily()), // the numbers are taken
      await call('town1', 'POST', '/api/registry/households', { ...family, [name]: number, members: [{ ...stranger, idNumber: twisted }] }),
      await call('town1', 'POST', '/api/registry/households', { ...family, area: number, urban: name }),
      await call('town1', 'POST', '/api/registry/households', { members: { [name]: { [number]: name } } }),
      await call('town1', 'POST', '/api/registry/households', `{"name": "${name}" ${number}`, { 'content-type': 'application/json' }),
      await call('town1', 'POST', '/api/registry/households', `<person>${name}</person>`),
      await call('town1', 'GET', `/api/registry/households?q=${encodeURIComponent(name)}&${number}=1`),
      await call('town1', 'GET', `/api/registry/households?sort=${encodeURIComponent(name)}`),
      await call('town1', 'GET', `/api/registry/households?cursor=${encodeURIComponent(name)}`),
      await call('town1', 'GET', `/api/registry/persons/${encodeURIComponent(name)}`),
      await call('town1', 'GET', `/api/registry/${number}/${encodeURIComponent(name)}?${number}`),
      await call('town1', 'POST', `/api/registry/households/${household}/members`, { ...stranger, on: number }),
      await call('town1', 'POST', '/api/registry/households', family, { 'if-match': `"${number}`, 'x-correlation-id': number, traceparent: `00-${number}` }),
      await call('finance1', 'POST', '/api/payments/statements', `<Document><${number}>${name}</${number}></Document>`),
      await call('finance1', 'POST', '/api/payments/statements', `<!DOCTYPE x [<!ENTITY a "${name}">]><x>&a;</x>`),
      await call('town1', 'POST', `/api/casework/applications/${application}/objections`, { stage: 'town', text: `${name} ${number}` }),
      await call('analyst1', 'GET', `/api/registry/households/${household}`),
    ];
    expect(refusals.map(({ status }) => status).filter((status) => status < 400 || status >= 500)).toEqual([]);
    expect((await fetch(new URL(`/api/registry/households?${number}`, hearth.url), { headers: { authorization: `Bearer ${number}` } })).status).toBe(401);
  }, 60_000);

  it('through faults of the database, a dead letter and its retry', async () => {
    await database.query("ALTER TABLE hiavs.known ADD CONSTRAINT nobody CHECK (kind <> 'person') NOT VALID");
    await done('town1', `/api/registry/households/${household}/members`, { ...stranger, phone: VALUES.phone });
    await drain();
    const letters = await call('ops1', 'GET', '/api/hiavs/operations/dead-letters');
    said.push(letters.text);
    const [letter] = letters.body['items'] as { id: string; error: { code: string } }[];
    expect(letter?.error.code).toBe('23514');
    expect((await call('ops1', 'POST', `/api/hiavs/operations/dead-letters/${letter!.id}/retry`)).status).toBe(409);
    await database.query('ALTER TABLE registry.identity_token ADD CONSTRAINT nobody CHECK (token IS NULL) NOT VALID');
    const family = knownFamily() as { members: { idNumber: string }[] };
    expect((await call('town1', 'POST', '/api/registry/households', { ...family, members: [{ ...family.members[0]!, idNumber: VALUES['number of nobody'] }] })).status).toBe(500);
    await database.query('ALTER TABLE registry.identity_token DROP CONSTRAINT nobody; ALTER TABLE hiavs.known DROP CONSTRAINT nobody');
    expect((await call('ops1', 'POST', `/api/hiavs/operations/dead-letters/${letter!.id}/retry`)).status).toBe(200);
    await drain();
  }, 60_000);

  it('into answers, metrics, logs, standing of operations', async () => {
    for (const service of SERVICES) for (const what of ['status', 'dead-letters']) said.push((await call('ops1', 'GET', `/api/${service}/operations/${what}`)).text);
    expect(said.length).toBeGreaterThan(30);
    expect(hearth.output()).toContain('request failed'); // so there was something to find it in
    expect({ answers: said.flatMap((text) => foundIn(Buffer.from(text), NEEDLES)), metrics: foundIn(Buffer.from(await metrics()), NEEDLES), output: foundIn(Buffer.from(hearth.output()), NEEDLES) }).toEqual({ answers: [], metrics: [], output: [] });
  });

  it('into a table, a topic, a stored answer, a dead letter', async () => {
    expect(await tablesThatShow()).toEqual([]);
  }, 60_000);

  it('into the data folder: tables, write-ahead log, server’s log, keys and audit', async () => {
    await database.query('CHECKPOINT');
    expect(foundUnder(hearth.dir, needlesOf({ household })).length).toBeGreaterThan(3); // what is looked for is found
    expect(foundUnder(hearth.dir, NEEDLES)).toEqual([]);
  }, 180_000);

  it('and once erased they are nowhere and every read says so, in a copy made before and a backup made after too', async () => {
    const keys = join(outside, 'keys');
    for (const { id } of members) expect(JSON.parse(await hearth.command('erase-person', id, '--reason', 'asked for it in writing'))).toEqual({ person: id, status: 'erased' });
    await drain();
    const shown = (await call('town1', 'GET', `/api/registry/households/${household}`)).body as { head: { name: string }; members: { name: string; idNumber: string }[] };
    expect([shown.head.name, ...shown.members.slice(0, 2).flatMap(({ name, idNumber }) => [name, idNumber])]).toEqual(Array.from({ length: 5 }, () => '[erased]'));
    const reads = ['registry/households', `registry/households/${household}/record`, `registry/persons/${members[0]!.id}`, 'casework/applications', `casework/applications/${application}`, 'hiavs/verifications', 'hiavs/change-notices', 'casework/referrals'];
    for (const path of reads) for (const accept of ['application/json', 'text/csv']) {
      const read = await call('county1', 'GET', `/api/${path}`, undefined, { accept });
      expect([path, accept, read.status, foundIn(Buffer.from(read.text), OF_THE_ERASED)]).toEqual([path, accept, 200, []]);
    }
    for (const text of [VALUES['number of the head'], VALUES['name of the wife']]) expect((await call('town1', 'POST', '/api/registry/searches', { text })).body['total']).toBe(0);
    expect(JSON.parse(await hearth.command('backup', '--out', join(outside, 'backup'), '--keys', keys))).toMatchObject({ ok: true });
    await database.query('CHECKPOINT');
    expect([foundUnder(hearth.dir, NEEDLES), foundUnder(outside, NEEDLES)]).toEqual([[], []]);
    // Beside them everybody stays found, and registered once, under a new key of the index; the old one goes when all services have made their tokens anew.
    expect(JSON.parse(await hearth.command('keys', 'rotate-index', 'id-number'))).toMatchObject({ purpose: 'id-number', version: 2 });
    expect((await call('town1', 'POST', '/api/registry/searches', { text: VALUES['number of a stranger'] })).body['total']).toBe(1);
    expect((await call('town1', 'POST', `/api/registry/households/${household}/members`, stranger)).body['code']).toBe('already-registered');
    for (const { id } of members) expect(foundUnder(keys, needlesOf({ key: `${id}.key` }))).toEqual([]);
  }, 240_000);

  it('nor in what is restored from that backup, started and read', async () => {
    const dir = join(outside, 'restored');
    expect((await hearthCommand(dir, ['restore', '--from', join(outside, 'backup'), '--keys', join(outside, 'keys')])).code).toBe(0);
    const restored = await startHearthProcess(args, { HEARTH_LOG: 'debug', KAFKA_BROKERS: '' }, dir);
    try {
      await fetch(new URL('/api/dev/drain', restored.url), { method: 'POST' });
      const read = await (await fetch(new URL(`/api/registry/households/${household}`, restored.url), { headers: { authorization: `Bearer ${await restored.tokenOf('town1')}` } })).text();
      expect([read.includes('[erased]'), foundIn(Buffer.from(read), OF_THE_ERASED)]).toEqual([true, []]);
    } finally {
      await restored.stop();
    }
    expect([foundUnder(dir, NEEDLES), foundIn(Buffer.from(restored.output()), NEEDLES)]).toEqual([[], []]);
  }, 240_000);
});
