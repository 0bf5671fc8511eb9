import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, startHearth, TestClock, type TestHearth } from '@hearth/testing';
import { RegistryModule } from './registry.module.ts';
import { register, type Registered } from './testing/window.ts';

const town = { sub: 'town1', role: 'town', area: '341524100' };
interface Shown { readonly incomes: readonly { readonly effectiveOn: string; readonly incomes: readonly { readonly annual: { readonly minor: number } }[] }[]; readonly members: readonly unknown[]; readonly timeline: readonly { readonly type: string }[]; readonly household: Shown }

let hearth: TestHearth, family: Registered;
const position: Record<string, string> = {};
const clock = new TestClock('2027-01-05T02:00:00.000Z');
const window = (): ReturnType<TestHearth['as']> => hearth.as(town);

/** Wages of the head, stated on the day it is and true from another. */
async function state(month: string, minor: number, effectiveOn?: string): Promise<Answer> {
  const incomes = [{ person: family.members[0]!.id, kind: 'wages', annual: { minor, currency: 'CNY' } }];
  const answer = await window().post(`/api/registry/households/${family.id}/income-records`, { origin: 'declared', incomes, ...(effectiveOn === undefined ? {} : { effectiveOn }) });
  position[month] = answer.headers.get('hearth-position') ?? '';
  return answer;
}

beforeAll(async () => {
  hearth = await startHearth({ modules: [RegistryModule], clock });
  family = await register(window());
  await hearth.advance('P64D'); // 10 March
  await state('march', 1_200_000, '2027-01-10');
  await hearth.advance('P33D'); // 12 April
  await state('april', 2_000_000);
  await hearth.advance('P38D'); // 20 May
  await state('may', 900_000, '2027-01-10');
  await hearth.advance('P60D'); // July
}, 60_000);
afterAll(async () => { await hearth?.close(); });

const household = async (query: string): Promise<Answer<Shown>> => window().get<Shown>(`/api/registry/households/${family.id}${query}`);
const annual = async (query: string): Promise<number | undefined> => (await household(query)).body.incomes.at(-1)?.incomes[0]?.annual.minor;
const recorded = async (query: string): Promise<number | undefined> => (await window().get<Shown>(`/api/registry/households/${family.id}/record${query}`)).body.household.incomes.at(-1)?.incomes[0]?.annual.minor;

describe('income recorded in March for January, and corrected in May', () => {
  it('of February is the first figure as known in April, the second as known in June', async () => {
    for (const asked of [annual, recorded]) {
      expect([await asked('?effectiveOn=2027-02-15&asOf=2027-04-30'), await asked('?effectiveOn=2027-02-15&asOf=2027-06-30'), await asked('?effectiveOn=2027-02-15')]).toEqual([1_200_000, 900_000, 900_000]);
    }
  });

  it('of May is what was stated in April, whatever was corrected of January since', async () => {
    expect([await annual('?effectiveOn=2027-05-31'), await annual('?effectiveOn=2027-05-31&asOf=2027-06-30'), await annual(''), await recorded('')]).toEqual([2_000_000, 2_000_000, 2_000_000, 2_000_000]);
    expect(await annual('?asOf=2027-03-31')).toBe(1_200_000);
  });

  it('can be asked by the position of each statement', async () => {
    const by = (month: string): Promise<number | undefined> => annual(`?effectiveOn=2027-02-15&asOf=position:${position[month] ?? ''}`);
    expect([await by('march'), await by('april'), await by('may')]).toEqual([1_200_000, 1_200_000, 900_000]);
    expect(await recorded(`?known=then&asOf=position:${position['march'] ?? ''}`)).toBe(1_200_000);
  });

  it('has a time line of what was known and true', async () => {
    const incomes = async (query: string): Promise<number> => (await window().get<Shown>(`/api/registry/households/${family.id}/record${query}`)).body.timeline.filter(({ type }) => type === 'hearth.registry.IncomeRecorded').length;
    expect([await incomes(''), await incomes('?effectiveOn=2027-02-15'), await incomes('?effectiveOn=2027-02-15&asOf=2027-04-30'), await incomes('?known=then&asOf=2027-04-30')]).toEqual([4, 3, 2, 3]);
  });
});

describe('a household', () => {
  it('was none on a day before it was registered', async () => { expect((await household('?effectiveOn=2027-01-04')).status).toBe(404); });

  it('refuses what is no day, what is not known of, and days to come', async () => {
    expect([(await household('?effectiveOn=2027-02-30')).status, (await household('?effectiveon=2027-02-01')).status, (await household('?effectiveOn=2027-02-01&asOf=tomorrow')).status]).toEqual([400, 400, 400]);
    expect((await window().get(`/api/registry/households/${family.id}/record?effectiveOn=2027-02-01&asOf=2027-04-30&known=now`)).status).toBe(400);
    expect((await state('never', 1, '2028-01-01')).status).toBe(422);
  });
});
