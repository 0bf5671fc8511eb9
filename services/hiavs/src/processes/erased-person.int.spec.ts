import type { VerificationReported } from '@hearth/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ALL, type Family, type FamilyPerson, family, register, request, startWorld, until, type World } from '../testing/world.ts';
import type { ShownVerification } from '../verification/present.ts';

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => { world = await startWorld({ inquiryTimeoutMs: '4000', inquiryLateAfterMs: '20000', inquiryLongestWaitMs: '500' }); });
afterAll(() => world.close());
afterEach(async () => { for (const source of ALL) await world.simulator.set(source, {}); });

const lastReport = (verification: string, answered: number): Promise<VerificationReported> => until(`a report of ${answered} answers`, () => {
  const reports = world.heard.filter((fact) => fact.type === 'hearth.hiavs.VerificationReported').map((fact) => fact.data as VerificationReported).filter((report) => report.verification === verification);
  const report = reports.at(-1);
  return report?.answered === answered && report;
});
const shown = async (verification: string): Promise<ShownVerification> => (await world.officer.town.get<ShownVerification>(`/api/hiavs/verifications/${verification}`)).body;
const stillToAsk = async (verification: string): Promise<number> => (await world.database.query('SELECT 1 FROM hiavs.open_inquiry WHERE verification = $1', [verification])).rowCount ?? 0;
const deadLetters = async (): Promise<number> => (await world.database.query('SELECT 1 FROM hiavs.dead_letters')).rowCount ?? 0;
const erase = ({ household }: Family, { id }: FamilyPerson): Promise<void> => world.say('hearth.registry.PersonErased', { household, person: id, on: '2026-11-22' }, { household, stream: `person-${id}` });

describe('a person who was erased', () => {
  it('is asked about nowhere: the report says so, the others are asked, and nobody tries again', async () => {
    const chen = family();
    await register(world, chen);
    const wife = chen.people[1]!;
    await erase(chen, wife);
    await until('the erasure', async () => (await world.hearth.keys.erasures()).some(({ person }) => person === wife.id));
    const verification = await request(world, chen);
    const report = await lastReport(verification, 28);
    expect(report).toMatchObject({ outcome: 'incomplete', asked: 35 });
    expect(new Set(report.missing.map(({ person }) => person))).toEqual(new Set([wife.id]));
    const { matrix } = await shown(verification);
    const row = matrix.find(({ person }) => person === wife.id);
    expect([row?.name, row?.cells.map(({ finding, fault, nextTryAt }) => [finding, fault, nextTryAt])]).toEqual(['[erased]', ALL.map(() => ['late', 'person-erased', null])]);
    expect([await stillToAsk(verification), await deadLetters()]).toEqual([0, 0]);
    expect((await world.officer.town.get<{ items: { head: { name: string } }[] }>('/api/hiavs/verifications')).body.items[0]?.head.name).toBe('陈守田');
  });

  it('in the middle of a verification costs no answer of the others', async () => {
    const chen = family();
    await register(world, chen);
    const wife = chen.people[1]!;
    await world.simulator.set('bank', { down: true });
    const verification = await request(world, chen);
    await lastReport(verification, 30);
    await erase(chen, wife);
    await until('the erasure', async () => (await world.hearth.keys.erasures()).some(({ person }) => person === wife.id));
    await world.simulator.set('bank', {});
    const report = await lastReport(verification, 34);
    expect(report.missing).toEqual([expect.objectContaining({ person: wife.id, source: 'bank' })]);
    await until('nothing left to ask', async () => await stillToAsk(verification) === 0);
    const cell = await until('the reason in the file', async () => (await shown(verification)).matrix.find(({ person }) => person === wife.id)?.cells.find(({ source, fault }) => source === 'bank' && fault === 'person-erased') ?? null);
    expect([cell.nextTryAt, await deadLetters()]).toEqual([null, 0]);
  });

  it('is found by no token, whatever a department tells', async () => {
    const chen = family();
    await register(world, chen);
    const [head, wife] = chen.people as [FamilyPerson, FamilyPerson];
    await world.hearth.drain();
    const tokensOf = async (person: string): Promise<number> => (await world.database.query("SELECT 1 FROM hiavs.known WHERE kind = 'id-token' AND body->>'person' = $1", [person])).rowCount ?? 0;
    expect([await tokensOf(head.id), await tokensOf(wife.id)]).toEqual([1, 1]);
    await erase(chen, wife);
    await world.hearth.drain();
    expect([await tokensOf(head.id), await tokensOf(wife.id)]).toEqual([1, 0]);
  });
});
