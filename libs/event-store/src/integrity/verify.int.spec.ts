import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Kind } from './suspicion.ts';
import { type SignedLog, signedLog } from '../testing/signed-log.ts';

let signed: SignedLog;
/** Position of an event by stream and version, as it was written. */
const at = new Map<string, number>();
let table: string;

const WRITTEN = ['a', 'a', 'b', 'c', 'a', 'd', 'c', 'a', 'e', 'c', 'd'];
const LATER = ['a', 'f', 'f', 'f'];

beforeAll(async () => {
  signed = await signedLog();
  table = `"${signed.log.service}".events`;
  const versions = new Map<string, number>();
  const say = async (stream: string): Promise<void> => {
    const version = (versions.get(stream) ?? 0) + 1;
    versions.set(stream, version);
    at.set(`${stream}@${version}`, await signed.say(stream));
  };
  for (const [index, stream] of WRITTEN.entries()) {
    await say(stream);
    // Positions that were drawn and rolled back are no loss.
    if (index === 4) await signed.log.superuser(`SELECT nextval('"${signed.log.service}".events_position_seq'), nextval('"${signed.log.service}".events_position_seq')`);
    if (index === 5) await signed.maker.make({ by: 'test' });
  }
  await signed.maker.make({ by: 'test' });
  for (const stream of LATER) await say(stream);
  await signed.keep();
});
afterEach(() => signed.putBack());
afterAll(() => signed.close());

const of = (name: string): string => `stream = '${name.split('@')[0]}' AND version = ${name.split('@')[1]}`;
const sql = async (...statements: readonly string[]): Promise<void> => { for (const statement of statements) await signed.log.superuser(statement.replaceAll('EVENTS', table)); };
const set = (name: string, assignments: string): Promise<void> => sql(`UPDATE EVENTS SET ${assignments} WHERE ${of(name)}`);
const remove = (where: string): Promise<void> => sql(`DELETE FROM EVENTS WHERE ${where}`);
const position = (name: string): number => at.get(name) ?? Number.NaN;

/** Exchanges columns of two rows, past every unique index. */
async function exchange(one: string, two: string, columns: readonly string[]): Promise<void> {
  const [first, second] = (await signed.log.superuser<Record<string, string>>(`SELECT ${columns.map((column) => `${column}::text`).join()} FROM ${table} e WHERE ${of(one)} OR ${of(two)} ORDER BY e.position`));
  const [low, high] = [one, two].map(position).toSorted((a, b) => a - b);
  const values = (row: Record<string, string> | undefined): string => columns.map((column) => `${column} = '${row?.[column]}'`).join();
  const aside = columns.map((column) => ({ stream: "stream = 'aside'", id: 'id = gen_random_uuid()', position: 'position = 1000000' })[column]).filter((part) => part !== undefined);
  const where = columns.includes('position') ? [`tx = '1'`, `position = ${high}`] : [`position = ${low}`, `position = ${high}`];
  if (columns.includes('position')) await sql(`UPDATE EVENTS SET tx = '1' WHERE position = ${low}`);
  if (aside.length > 0) await sql(`UPDATE EVENTS SET ${aside.join()} WHERE ${where[0]}`);
  await sql(`UPDATE EVENTS SET ${values(first)} WHERE ${where[1]}`, `UPDATE EVENTS SET ${values(second)} WHERE ${where[0]}`);
}

/** A row made from another one, with a hash that is right when all is recomputed. */
const insert = (from: string, as: { stream: string; version: number; position: number }): Promise<void> => sql(`INSERT INTO EVENTS (position, stream, version, id, type, schema_version, data, metadata, effective_on, recorded_at, household, area, hash)
  SELECT ${as.position}, '${as.stream}', ${as.version}, gen_random_uuid(), type, schema_version, data, metadata, effective_on, recorded_at, household, area, hash FROM EVENTS WHERE ${of(from)}`);

const ALL = ['stream', 'version', 'id', 'type', 'data', 'metadata', 'hash'];
const first = async (): Promise<object | null> => (await signed.verify()).first;
/** What must be said: the event, the kind, and a position that is not the event's own. */
const named = (name: string, kind: Kind, where?: number): object => ({ service: signed.log.service, stream: name.split('@')[0], version: Number(name.split('@')[1]), position: where ?? position(name), kind });

describe('a log that nobody touched', () => {
  it('is as it was written, with gaps in its positions, before and behind the last checkpoint', async () => {
    const verdict = await signed.verify();
    expect(verdict).toMatchObject({ ok: true, events: 15, checkpoints: 2, first: null, evidence: [] });
    expect(verdict.services).toMatchObject([{ coveredTo: position('d@2') }]);
  });

  it('is so too by its chain alone', async () => {
    expect(await signed.verify({ services: new Map(), problems: [] })).toMatchObject({ ok: true, events: 15, checkpoints: 0 });
  });
});

type Case = readonly [what: string, tamper: () => Promise<void>, name: string, kind: Kind];

const columns: readonly Case[] = [
  ['a byte of its data', () => set('a@2', `data = replace(data::text, '2', '3')::json`), 'a@2', 'changed'],
  ['a blank in its data', () => set('a@2', `data = replace(data::text, ':', ': ')::json`), 'a@2', 'changed'],
  ['its data, with a line break', () => set('a@2', `data = E'{\\n"n":2}'::json`), 'a@2', 'changed'],
  ['its data, which is no object', () => set('a@2', `data = '"n"'::json`), 'a@2', 'changed'],
  ['a byte of its metadata', () => set('c@2', `metadata = replace(metadata::text, 'town1', 'town2')::json`), 'c@2', 'changed'],
  ['its type', () => set('c@2', `type = 'Recounted'`), 'c@2', 'changed'],
  ['its schema version', () => set('c@2', 'schema_version = 2'), 'c@2', 'changed'],
  ['the day it counts from', () => set('c@2', 'effective_on = effective_on + 1'), 'c@2', 'changed'],
  ['the day it counts from, to the end of time', () => set('c@2', `effective_on = 'infinity'`), 'c@2', 'changed'],
  ['when it was recorded', () => set('c@2', `recorded_at = recorded_at + interval '1 second'`), 'c@2', 'changed'],
  ['when it was recorded, by a microsecond', () => set('c@2', `recorded_at = recorded_at + interval '1 microsecond'`), 'c@2', 'changed'],
  ['when it was recorded, to the end of time', () => set('c@2', `recorded_at = 'infinity'`), 'c@2', 'changed'],
  ['the household beside it', () => set('c@2', 'household = gen_random_uuid()'), 'c@2', 'changed'],
  ['the household beside it, to none', () => set('c@2', 'household = NULL'), 'c@2', 'changed'],
  ['the area beside it', () => set('c@2', `area = '341524100002'`), 'c@2', 'changed'],
  ['its id', () => set('c@2', 'id = gen_random_uuid()'), 'c@2', 'changed'],
  ['its hash', () => set('c@2', `hash = set_byte(hash, 7, (get_byte(hash, 7) + 1) % 256)`), 'c@2', 'changed'],
  ['its hash, to nothing', () => set('c@2', `hash = ''`), 'c@2', 'changed'],
  ['its version', () => set('c@3', 'version = 7'), 'c@3', 'changed'],
  ['its stream', () => set('b@1', `stream = 'x'`), 'b@1', 'changed'],
];

const rows: readonly Case[] = [
  ['an event from the middle of a stream is deleted', () => remove(of('a@2')), 'a@2', 'removed'],
  ['the last event of a stream is deleted', () => remove(of('c@3')), 'c@3', 'removed'],
  ['the only event of a stream is deleted', () => remove(of('b@1')), 'b@1', 'removed'],
  ['a stream is deleted', () => remove(`stream = 'c'`), 'c@1', 'removed'],
  ['the first event of all is deleted', () => remove(of('a@1')), 'a@1', 'removed'],
  ['an event is deleted and those behind it in its stream move up', () => remove(of('a@2')).then(() => sql(`UPDATE EVENTS SET version = version - 1 WHERE stream = 'a' AND version > 2`)), 'a@2', 'removed'],
  ['an event is deleted and everything behind it moves up', () => remove(of('b@1')).then(() => sql(`UPDATE EVENTS SET position = position + 1000`, `UPDATE EVENTS SET position = position - 1000 - (position > 1000 + ${position('b@1')})::int`)), 'b@1', 'removed'],
  ['the positions of two streams are exchanged', () => exchange('b@1', 'e@1', ['position']), 'b@1', 'reordered'],
  ['positions inside a stream are exchanged', () => exchange('a@2', 'a@4', ['position']), 'a@2', 'reordered'],
  ['whole rows of two streams are exchanged', () => exchange('b@1', 'e@1', ALL), 'b@1', 'reordered'],
  ['whole rows inside a stream are exchanged', () => exchange('a@2', 'a@3', ALL), 'a@2', 'reordered'],
  ['rows but for stream and version are exchanged', () => exchange('a@2', 'c@2', ['id', 'type', 'data', 'metadata', 'hash']), 'a@2', 'reordered'],
  ['data is exchanged', () => exchange('a@2', 'c@3', ['data']), 'a@2', 'changed'],
  ['data and hash are exchanged', () => exchange('a@2', 'c@3', ['data', 'hash']), 'a@2', 'changed'],
  ['ids are exchanged', () => exchange('a@2', 'c@2', ['id']), 'a@2', 'changed'],
  ['an event moves to a position that was never used', () => set('e@1', `position = ${position('a@3')} + 1`), 'e@1', 'reordered'],
  ['the end is cut off, with what came after the checkpoint', () => remove(`position >= ${position('e@1')}`), 'e@1', 'truncated'],
  ['the end is cut off in front of the checkpoint before', () => remove(`position >= ${position('c@1')}`), 'c@1', 'truncated'],
  ['the log is emptied', () => sql('TRUNCATE EVENTS'), 'a@1', 'truncated'],
  ['the log is emptied and its sequence set back', () => sql('TRUNCATE EVENTS RESTART IDENTITY'), 'a@1', 'truncated'],
];

describe('an event that a checkpoint covers is named', () => {
  it.each(columns)('when somebody changes %s', async (_, tamper, name, kind) => {
    await tamper();
    expect(await first()).toEqual(named(name, kind));
  });

  it.each(rows)('when %s', async (what, tamper, name, kind) => {
    await tamper();
    expect(await first()).toEqual(named(name, kind, what.includes('never used') ? position('a@3') + 1 : undefined));
  });

  it.each([...columns, ...rows].filter(([what]) => !/hash|household|area|microsecond|end of time|emptied|ids/.test(what)))('also by who knows how hashes are made and makes all anew, when %s', async (what, tamper, name, kind) => {
    await tamper();
    await signed.recompute();
    expect(await first()).toEqual(named(name, kind, what.includes('never used') ? position('a@3') + 1 : undefined));
  });

  it('when the end is cut off, the sequence set back and the log written on', async () => {
    await remove(`position >= ${position('c@3')}`);
    await sql(`SELECT setval('"${signed.log.service}".events_position_seq', ${position('c@3') - 1})`);
    for (const stream of ['x', 'y', 'z', 'x']) await signed.say(stream);
    expect(await first()).toEqual(named('c@3', 'truncated'));
  });

  it('when constraints are dropped and an event stands there twice', async () => {
    await sql('ALTER TABLE EVENTS DROP CONSTRAINT events_pkey, DROP CONSTRAINT events_position, DROP CONSTRAINT events_id', `INSERT INTO EVENTS SELECT * FROM EVENTS WHERE ${of('c@2')}`);
    expect(await first()).toEqual(named('c@2', 'inserted'));
    await signed.putBack();
    await sql(`INSERT INTO EVENTS SELECT position, stream, version, gen_random_uuid(), type, schema_version, data, metadata, effective_on, recorded_at, household, area, hash FROM EVENTS WHERE ${of('f@3')}`);
    expect(await first()).toEqual(named('f@3', 'inserted'));
    await signed.putBack();
    await sql('ALTER TABLE EVENTS ADD CONSTRAINT events_pkey PRIMARY KEY (stream, version), ADD CONSTRAINT events_position UNIQUE (position), ADD CONSTRAINT events_id UNIQUE (id)');
  });

  it('when what every event has is taken from it', async () => {
    await sql('ALTER TABLE EVENTS ALTER data DROP NOT NULL, ALTER type DROP NOT NULL');
    for (const column of ['data', 'type']) {
      await set('c@2', `${column} = NULL`);
      expect(await first()).toEqual(named('c@2', 'changed'));
      await signed.putBack();
    }
    await sql('ALTER TABLE EVENTS ALTER data SET NOT NULL, ALTER type SET NOT NULL');
  });
});

describe('an event that was put in between is named', () => {
  it.each([['at the end of a stream', { stream: 'b', version: 2 }], ['as a stream of its own', { stream: 'x', version: 1 }]])('%s, in a position that was never used', async (_, as) => {
    const where = { ...as, position: position('a@3') + 1 };
    await insert('c@1', where);
    expect(await first()).toEqual({ service: signed.log.service, ...where, kind: 'inserted' });
    await signed.recompute();
    expect(await first()).toEqual({ service: signed.log.service, ...where, kind: 'inserted' });
  });

  it('between two others, whose positions make room', async () => {
    await sql('UPDATE EVENTS SET position = position + 1000', `UPDATE EVENTS SET position = position - 1000 + (position >= 1000 + ${position('b@1')})::int`);
    const where = { stream: 'x', version: 1, position: position('b@1') };
    await insert('c@1', where);
    await signed.recompute();
    expect(await first()).toEqual({ service: signed.log.service, ...where, kind: 'inserted' });
  });

  it('at the very end with a hash that is not its own; with its own it is an ordinary append', async () => {
    const where = { stream: 'b', version: 2, position: position('f@3') + 1 };
    await insert('b@1', where);
    expect(await first()).toEqual({ service: signed.log.service, ...where, kind: 'inserted' });
    await signed.recompute(['b']);
    expect(await signed.verify()).toMatchObject({ ok: true, events: 16 });
  });
});

describe('behind the last checkpoint the chain alone', () => {
  it.each<Case>([
    ['a byte is changed', () => set('f@2', `data = '{"n":3}'`), 'f@2', 'changed'],
    ['a byte of the last event is changed', () => set('f@3', `data = '{"n":9}'`), 'f@3', 'changed'],
    ['an area beside an event is changed', () => set('f@2', `area = '341524100002'`), 'f@2', 'changed'],
    ['an event from the middle of a stream is deleted', () => remove(of('f@2')), 'f@2', 'removed'],
    ['the first event of a stream is deleted', () => remove(of('f@1')), 'f@1', 'removed'],
    ['positions inside a stream are exchanged', () => exchange('f@1', 'f@2', ['position']), 'f@2', 'reordered'],
  ])('shows when %s', async (what, tamper, name, kind) => {
    const where = kind === 'removed' ? position(name) + 1 : what.includes('exchanged') ? position('f@1') : position(name);
    await tamper();
    expect(await first()).toEqual(named(name, kind, where));
  });

  it('does not show a cut off end, a whole stream that is gone, or a tail made anew', async () => {
    await remove(of('f@3'));
    expect(await signed.verify()).toMatchObject({ ok: true, events: 14 });
    await remove(`stream = 'f'`);
    expect(await signed.verify()).toMatchObject({ ok: true, events: 12 });
    await signed.putBack();
    await set('f@1', `data = '{"n":9}'`);
    await signed.recompute(['f']);
    expect(await signed.verify()).toMatchObject({ ok: true, events: 15 });
  });
});
