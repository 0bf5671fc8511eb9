import type { VerificationReported } from '@hearth/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ALL, family, register, request, startWorld, until, type World } from '../testing/world.ts';
import { inquiriesFor } from '../verification/staging.ts';
import type { ShownVerification } from '../verification/present.ts';

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => { world = await startWorld({ inquiryTimeoutMs: '4000', inquiryLateAfterMs: '20000', inquiryLongestWaitMs: '500' }); });
afterAll(() => world.close());
afterEach(async () => { for (const source of ALL) await world.simulator.set(source, {}); });

const reportsOf = (verification: string): VerificationReported[] => world.heard.filter((fact) => fact.type === 'hearth.hiavs.VerificationReported').map((fact) => fact.data as VerificationReported).filter((report) => report.verification === verification);
const lastReport = (verification: string, outcome: VerificationReported['outcome']): Promise<VerificationReported> => until(`a report: ${outcome}`, () => { const report = reportsOf(verification).at(-1); return report?.outcome === outcome && report; });
const answersOf = (verification: string): string[] => world.heard.filter((fact) => fact.type === 'hearth.hiavs.InquiryAnswered').map((fact) => fact.data as { verification: string; inquiry: string }).filter((d) => d.verification === verification).map((d) => d.inquiry);
const shown = async (verification: string): Promise<ShownVerification> => (await world.officer.town.get<ShownVerification>(`/api/hiavs/verifications/${verification}`)).body;
const askedOf = async (verification: string, people: readonly string[]): Promise<Record<string, string[]>> => {
  const ids = new Set(inquiriesFor(verification, people, ALL).map((i) => i.inquiry));
  const lists = await Promise.all(ALL.map(async (source) => [source, (await world.simulator.asked(source)).items.filter((i) => ids.has(i.inquiry)).map((i) => i.outcome)] as const));
  return Object.fromEntries(lists);
};
const stillToAsk = async (verification: string): Promise<number> => (await world.database.query('SELECT 1 FROM hiavs.open_inquiry WHERE verification = $1', [verification])).rowCount ?? 0;

describe('asking the departments', () => {
  it('asks every person × source once, supporters outside the household included, and reports once', async () => {
    const chen = family();
    await register(world, chen);
    await world.simulator.hold([{ department: 'vehicles', idNumber: chen.head.idNumber, items: [{ kind: 'vehicle', count: 1, detail: '皖N 00000' }] }]);
    await world.say('hearth.registry.PropertyRecorded', { household: chen.household, record: chen.head.id, origin: 'declared', properties: [{ person: chen.head.id, kind: 'vehicle', value: null, count: 1 }] }, { household: chen.household, stream: `household-${chen.household}` });
    const verification = await request(world, chen);
    const report = await lastReport(verification, 'consistent');
    expect(report).toMatchObject({ round: 1, asked: 35, answered: 35, missing: [], items: [{ kind: 'vehicle', status: 'consistent', countsCount: 1 }] });
    expect(reportsOf(verification)).toHaveLength(1);
    expect(new Set(answersOf(verification)).size).toBe(35);
    for (const outcomes of Object.values(await askedOf(verification, chen.people.map((p) => p.id)))) expect(outcomes).toEqual(['answered', 'answered', 'answered', 'answered', 'answered']);
    expect(await stillToAsk(verification)).toBe(0);
  });

  it('keeps names, numbers and details out of the topic, the events and the rows', async () => {
    const { rows } = await world.database.query<{ text: string }>('SELECT string_agg(data::text || metadata::text, \'\') AS text FROM hiavs.events UNION ALL SELECT string_agg(body::text, \'\') FROM hiavs.row_verification UNION ALL SELECT string_agg(body::text, \'\') FROM hiavs.known');
    const everything = rows.map((row) => row.text).join('') + JSON.stringify(world.heard);
    expect(everything).toContain('VerificationReported');
    expect(everything).not.toMatch(/陈|王玉梅|皖N|99\d{4}(19|20)\d{9}/);
  });

  it('hears the same request twice and opens it once', async () => {
    const chen = family();
    await register(world, chen);
    const verification = await request(world, chen, ['bank']);
    await lastReport(verification, 'consistent');
    await request(world, chen, ['bank'], verification);
    await world.hearth.drain();
    expect(reportsOf(verification)).toHaveLength(1);
    expect((await askedOf(verification, chen.people.map((p) => p.id)))['bank']).toHaveLength(5);
  });

  it('reports without two departments that are out, names them, and completes when they return; nothing answered is asked twice', async () => {
    const chen = family();
    await register(world, chen);
    await world.simulator.set('bank', { down: true });
    await world.simulator.set('securities', { down: true });
    const verification = await request(world, chen);
    const incomplete = await lastReport(verification, 'incomplete');
    expect(incomplete).toMatchObject({ answered: 25, asked: 35 });
    expect(new Set(incomplete.missing.map((m) => m.source))).toEqual(new Set(['bank', 'securities']));
    const lines = await world.officer.town.get<{ items: { source: string; state: string; late: number }[] }>('/api/hiavs/departments');
    expect(lines.body.items.filter((line) => line.late > 0).map((line) => [line.source, line.state === 'closed'])).toEqual([['bank', false], ['securities', false]]);
    expect((await shown(verification)).matrix[0]?.cells.find((cell) => cell.source === 'bank')).toMatchObject({ finding: 'late', fault: 'failed' });
    await world.simulator.set('bank', {});
    await world.simulator.set('securities', {});
    const complete = await lastReport(verification, 'consistent');
    expect(complete).toMatchObject({ answered: 35, missing: [] });
    expect(complete.round).toBeGreaterThan(incomplete.round);
    const outcomes = await askedOf(verification, chen.people.map((p) => p.id));
    for (const source of ALL) expect(outcomes[source]?.filter((outcome) => outcome === 'answered' || outcome === 'repeated')).toEqual(Array.from({ length: 5 }, () => 'answered'));
    expect(await stillToAsk(verification)).toBe(0);
  });

  it('tries again where a department fails now and then', async () => {
    const chen = family();
    await register(world, chen);
    await world.simulator.set('employment', { errorRate: 0.5 });
    const verification = await request(world, chen, ['employment']);
    await lastReport(verification, 'consistent');
    const outcomes = (await askedOf(verification, chen.people.map((p) => p.id)))['employment'] ?? [];
    expect(outcomes.filter((outcome) => outcome === 'answered')).toHaveLength(5);
    expect(outcomes).toContain('failed');
  });

  it('asks again under the same id when an answer was lost on its way into the log', async () => {
    const chen = family();
    await register(world, chen);
    await world.simulator.set('bank', { latencyMs: 300 });
    const before = (await world.simulator.asked('bank')).answered;
    const verification = await request(world, chen, ['bank']);
    const some = async (sql: string, values: unknown[] = []): Promise<boolean> => ((await world.database.query(sql, values)).rowCount ?? 0) > 0;
    await until('the inquiries to be under way', () => some('SELECT 1 FROM hiavs.open_inquiry WHERE verification = $1 AND leased_until IS NOT NULL', [verification]));
    // From here on nothing can be appended; whoever tries loses its connection, as a killed process would.
    await world.database.query('BEGIN; LOCK TABLE hiavs.events IN SHARE MODE');
    try {
      await until('answers', async () => (await world.simulator.asked('bank')).answered > before);
      await until('the append', () => some(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'hearth-hiavs' AND wait_event_type = 'Lock'`));
    } finally {
      await world.database.query('ROLLBACK');
    }
    await world.simulator.set('bank', {});
    await lastReport(verification, 'consistent');
    const outcomes = (await askedOf(verification, chen.people.map((p) => p.id)))['bank'] ?? [];
    expect(outcomes.filter((outcome) => outcome === 'answered')).toHaveLength(5);
    expect(outcomes).toContain('repeated');
    expect(answersOf(verification)).toHaveLength(5);
  });
});

describe('an authorisation', () => {
  it('that somebody did not sign leaves that person alone until it is signed', async () => {
    const chen = family();
    const [head, wife, , , supporter] = chen.people;
    if (!head || !wife || !supporter) throw new Error('five people');
    await register(world, chen, [head, wife]);
    const verification = await request(world, chen);
    const incomplete = await lastReport(verification, 'incomplete');
    expect(incomplete).toMatchObject({ asked: 28, answered: 28 });
    expect(incomplete.missing.every((missing) => missing.person === supporter.id)).toBe(true);
    expect((await shown(verification)).matrix.find((line) => line.person === supporter.id)?.cells.map((cell) => cell.finding)).toEqual(ALL.map(() => 'not-authorised'));
    expect(Object.values(await askedOf(verification, [supporter.id])).flat()).toEqual([]);
    await world.say('hearth.registry.AuthorisationSigned', { household: chen.household, authorisation: supporter.id, programme: 'dibao', agent: head.id, signers: [supporter.id], sources: [...ALL], on: '2026-11-21' }, { household: chen.household, stream: `authorisation-${supporter.id}` });
    expect(await lastReport(verification, 'consistent')).toMatchObject({ asked: 35, answered: 35 });
  });

  it('that does not exist asks nobody', async () => {
    const chen = family();
    await register(world, chen);
    const verification = await request(world, { ...chen, authorisation: chen.household });
    expect(await lastReport(verification, 'incomplete')).toMatchObject({ asked: 0, answered: 0 });
    expect(Object.values(await askedOf(verification, chen.people.map((p) => p.id))).flat()).toEqual([]);
  });

  it('that has ended stops what is still open', async () => {
    const chen = family();
    await register(world, chen);
    await world.simulator.set('bank', { down: true });
    const verification = await request(world, chen, ['bank', 'tax']);
    await lastReport(verification, 'incomplete');
    await world.say('hearth.registry.AuthorisationEnded', { household: chen.household, authorisation: chen.authorisation, reason: 'withdrawn', on: '2026-11-22' }, { household: chen.household, stream: `authorisation-${chen.authorisation}` });
    await until('the withdrawal', async () => (await shown(verification)).matrix.every((line) => line.cells.every((cell) => cell.source !== 'bank' || cell.finding === 'not-authorised')));
    expect(await stillToAsk(verification)).toBe(0);
  });
});

describe('a slow department', () => {
  it('does not keep the report waiting; its answer comes in when it comes', async () => {
    const slow = await startWorld({ inquiryLateAfterMs: '300' });
    try {
      const chen = family();
      await register(slow, chen);
      await slow.simulator.set('tax', { latencyMs: 1200 });
      const verification = await request(slow, chen, ['tax', 'bank']);
      const reports = (): VerificationReported[] => slow.heard.filter((fact) => fact.type === 'hearth.hiavs.VerificationReported').map((fact) => fact.data as VerificationReported);
      await until('the answers', () => reports().some((report) => report.outcome === 'consistent'));
      expect(reports()[0]).toMatchObject({ verification, round: 1, outcome: 'incomplete', missing: expect.arrayContaining([{ person: chen.head.id, source: 'tax', since: expect.any(String) }]) });
      expect((await slow.simulator.asked('tax'))).toMatchObject({ answered: 5, repeats: 0 });
    } finally {
      await slow.close();
    }
  });
});

describe('without departments to ask', () => {
  it('stays incomplete and says so', async () => {
    const alone = await startWorld({}, false);
    try {
      const chen = family();
      await register(alone, chen);
      const verification = await request(alone, chen, ['bank']);
      await until('a report', () => alone.heard.find((fact) => fact.type === 'hearth.hiavs.VerificationReported') ?? null);
      await alone.hearth.drain();
      const { body } = await alone.officer.town.get<ShownVerification>(`/api/hiavs/verifications/${verification}`);
      expect(body).toMatchObject({ status: 'open', outcome: 'incomplete' });
      expect(body.missing.map((missing) => [missing.source, missing.state])).toEqual(chen.people.map(() => ['bank', 'late']));
      expect((await alone.officer.town.get<{ items: { state: string }[] }>('/api/hiavs/departments')).body.items.every((line) => line.state === 'not-configured')).toBe(true);
    } finally {
      await alone.close();
    }
  });
});
