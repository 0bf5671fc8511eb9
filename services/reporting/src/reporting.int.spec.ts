import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RuleSetDocument, Source } from '@hearth/contracts';
import { OtherServices, startHearth, type TestHearth, type TestOfficer } from '@hearth/testing';
import { ReportingModule } from './reporting.module.ts';
import { Case, cny, family, mnt, morning } from './testing/story.ts';

const analyst = { sub: 'analyst1', role: 'analyst', area: '*' };
const county = { sub: 'county1', role: 'county-reviewer', area: '341524' };
const otherCounty = { sub: 'county1-b', role: 'county-reviewer', area: '341522' };
const town = { sub: 'town1', role: 'town', area: '341524100' };
const soum = { sub: 'mn-soum1', role: 'soum-social-worker', area: 'MN-073-04' };

interface Figure { readonly asOf: string; readonly area: string; readonly source: readonly string[]; readonly items: readonly Record<string, unknown>[] }

let hearth: TestHearth, others: OtherServices;
beforeAll(async () => {
  hearth = await startHearth({ modules: [ReportingModule] });
  others = new OtherServices(hearth);
  await tellTheStory();
}, 120_000);
afterAll(async () => { await hearth?.close(); });

const figure = async (path: string, officer: TestOfficer = analyst): Promise<Figure> => (await hearth.as(officer).get<Figure>(`/api/reporting/${path}`)).body;
const items = async (path: string, officer?: TestOfficer): Promise<readonly Record<string, unknown>[]> => (await figure(path, officer)).items;

/**
 * November 2026: in Jinzhai (341524) two families of one village are covered by dibao, one of them by tekun too; a third is refused and then granted, a fourth is open.
 * In Huoqiu (341522) one family was covered and is no more. In Arkhangai three children are.
 */
async function tellTheStory(): Promise<void> {
  const rules = JSON.parse(readFileSync(new URL('../../../libs/rules/rule-sets/dibao-2012.json', import.meta.url), 'utf8')) as RuleSetDocument;
  await others.say('hearth.eligibility.RuleSetInForce', { ruleSet: rules.id, programme: rules.programme, scope: rules.scope, contentHash: 'a'.repeat(64), source: rules.source, document: rules }, { household: null, area: null, stream: `rule-set-${randomUUID()}` });

  const chen = new Case(others, await family(others, '341524100001', ['1974-03-02', '1977-06-11', '2011-09-01', '2015-01-30'], '1999-12-11'));
  await chen.submitted('2026-09-25');
  await chen.accepted('2026-09-28', 'dibao-2012');
  await chen.visited('2026-10-09'); // the National Day week between: 4 working days
  await chen.forwarded('2026-10-20');
  await chen.opinion('2026-10-23');
  await chen.checked('2026-10-26', 'agrees');
  await chen.posted('2026-10-26', 'county');
  await chen.ended('2026-11-02', 'county'); // 9 working days after it was forwarded
  await chen.approved('2026-11-03', cny(66_667));
  const payment = await chen.sent('2026-11-10', '2026-12', cny(66_667));
  await payment.settled('2026-11-11');
  await payment.collected('2026-11-13');
  await payment.reconciled('2026-11-16');
  await (await chen.sent('2026-11-10', '2026-11', cny(60_000))).settled('2026-11-11'); // still at the bank

  const wang = new Case(others, await family(others, '341524100001', ['1950-01-01', '1952-01-01']));
  await wang.submitted('2026-09-28');
  await wang.accepted('2026-09-28', 'dibao-2012');
  await wang.visited('2026-10-19'); // 11 working days: a Saturday is made up for
  await wang.checked('2026-10-27', 'differs');
  await wang.approved('2026-11-05', cny(40_000));
  await wang.changed('2026-11-12', cny(50_000));
  const returned = await wang.sent('2026-11-10', '2026-12', cny(40_000));
  await returned.settled('2026-11-11');
  await returned.returned('2026-11-12');
  await (await wang.sent('2026-11-10', '2026-11', cny(1))).settled('2026-11-11'); // at the bank too
  await wang.sent('2026-11-10', '2026-11', cny(2)); // on its way
  const grandfather = new Case(others, wang.of, 'tekun');
  await grandfather.approved('2026-11-06', cny(80_000), { of: 'person', shares: [{ person: wang.of.people[0] ?? '', money: cny(80_000) }] });

  const li = new Case(others, await family(others, '341524100002', ['1980-01-01']));
  await li.submitted('2026-10-12');
  await li.returned('2026-10-14');
  await li.accepted('2026-12-28', 'dibao-2012'); // the family took its time
  await li.refused('2026-12-30');
  await li.visited('2027-01-05'); // into a year without a calendar
  await li.approved('2027-01-20', cny(10_000)); // granted when reconsidered

  await new Case(others, await family(others, '341524101204', ['1990-01-01'])).submitted('2026-11-15');

  const zhao = new Case(others, await family(others, '341522101200', ['1985-05-05', '2016-05-05']));
  await zhao.submitted('2026-08-03');
  await zhao.approved('2026-09-01', cny(30_000));
  await zhao.benefitEnded('2026-10-15');

  const herders = new Case(others, await family(others, 'MN-073-04-01', ['1990-01-01', '1992-01-01', '2014-01-01', '2018-01-01', '2023-01-01']), 'child-money');
  await herders.approved('2026-11-02', mnt(30_000_000), { of: 'child', shares: herders.of.people.slice(2).map((person) => ({ person, money: mnt(10_000_000) })) });

  const draw = randomUUID(), frame = Array.from({ length: 10 }, () => randomUUID());
  await others.say('hearth.casework.SpotCheckDrawn', { draw, area: '341524', seed: 's', frameHash: 'b'.repeat(64), frame, drawn: frame.slice(0, 3), always: [frame[9] ?? ''], at: morning('2026-10-24') }, { household: null, area: '341524', stream: `draw-${draw}`, time: morning('2026-10-24') });
  await departments(chen);
}

/** The bank answers after 2, 4 and 60 seconds, the tax office after 10; one verification complete after an hour, one never. */
async function departments({ application, of: { household, area, people } }: Case): Promise<void> {
  const asked = '2026-10-08T01:00:00.000Z', after = (seconds: number): string => new Date(Date.parse(asked) + seconds * 1000).toISOString();
  const about = (verification: string): { household: string; area: string; stream: string; time: string } => ({ household, area, stream: `verification-${verification}`, time: after(3600) });
  const [whole, never] = [randomUUID(), randomUUID()];
  for (const [source, seconds] of [['bank', 2], ['bank', 4], ['bank', 60], ['tax', 10]] as [Source, number][]) {
    await others.say('hearth.hiavs.InquiryAnswered', { household, verification: whole, inquiry: randomUUID(), person: people[0] ?? '', source, askedAt: asked, answeredAt: after(seconds), outcome: 'record' }, about(whole));
  }
  const report = (verification: string, round: number, outcome: 'incomplete' | 'consistent', seconds: number): Promise<unknown> => others.say('hearth.hiavs.VerificationReported', {
    household, verification, application, round, outcome, requestedAt: asked, reportedAt: after(seconds), items: [], missing: outcome === 'incomplete' ? [{ person: people[0] ?? '', source: 'tax', since: asked }] : [], waived: [], answered: 1, asked: 1,
  }, about(verification));
  await report(whole, 1, 'incomplete', 60);
  await report(whole, 2, 'consistent', 3600);
  await report(whole, 3, 'consistent', 7200); // again, after a correction: the first complete one counts
  await report(never, 1, 'incomplete', 60);
}

describe('who is covered', () => {
  const covered = async (query: string, officer?: TestOfficer): Promise<unknown[]> => (await items(`figures/coverage${query}`, officer)).map(({ area, programme, households, persons, children, monthly }) => [area, programme, households, persons, children, (monthly as { minor: number }).minor]);

  it('is counted by area below and programme, supporters left out, at the amount of today', async () => {
    expect(await covered('')).toEqual([['34', 'dibao', 2, 6, 2, 116_667], ['34', 'tekun', 1, 1, 0, 80_000], ['MN-073', 'child-money', 1, 3, 3, 30_000_000]]);
    expect(await covered('?area=341524100')).toEqual([['341524100001', 'dibao', 2, 6, 2, 116_667], ['341524100001', 'tekun', 1, 1, 0, 80_000]]);
    expect(await covered('?programme=tekun')).toEqual([['34', 'tekun', 1, 1, 0, 80_000]]);
  });

  it('is as it was on any day: before the approval, before the change, before the end', async () => {
    expect([await covered('?area=34&asOf=2026-11-04'), await covered('?area=34&asOf=2026-11-11&programme=dibao'), await covered('?area=34&asOf=2026-10-14'), await covered('?area=34&asOf=2026-10-15'), await covered('?asOf=2026-08-31')])
      .toEqual([[['3415', 'dibao', 1, 4, 2, 66_667]], [['3415', 'dibao', 2, 6, 2, 106_667]], [['3415', 'dibao', 1, 2, 1, 30_000]], [], []]);
  });

  it('says as of when, for which area, from whose facts', async () => {
    const { asOf, area, source } = await figure('figures/coverage?asOf=2026-11-04', county);
    expect([asOf, area, source]).toEqual(['2026-11-04T15:59:59.999Z', '341524', ['casework', 'registry']]);
    expect((await figure('figures/coverage')).asOf).toBe(hearth.clock.now().toISOString());
  });
});

describe('money', () => {
  const amounts = async (query: string): Promise<unknown[]> => (await items(`figures/money${query}`, county)).map(({ programme, period, instructions, waiting, sent, settled, returned, collected, uncollected }) =>
    [programme, period, instructions, waiting, ...[sent, settled, returned, collected, uncollected].map((amount) => (amount as { minor: number }).minor)]);

  it('is what was sent, and what became of it: settled without what came back, left at the bank without what was fetched', async () => {
    expect(await amounts('')).toEqual([['dibao', '2026-12', 2, 0, 106_667, 66_667, 40_000, 66_667, 0], ['dibao', '2026-11', 3, 2, 60_003, 60_001, 0, 0, 60_001]]);
  });

  it('is as it stood: all of it at the bank a day after it settled', async () => {
    expect((await amounts('?asOf=2026-11-11')).map((line) => (line as unknown[]).slice(1))).toEqual([['2026-12', 2, 2, 106_667, 106_667, 0, 0, 106_667], ['2026-11', 3, 2, 60_003, 60_001, 0, 0, 60_001]]);
    expect(await amounts('?asOf=2026-11-09')).toEqual([]);
  });
});

describe('time per step', () => {
  const times = async (query: string, officer = county): Promise<Record<string, unknown>> => Object.fromEntries((await items(`figures/step-times${query}`, officer)).map(({ step, n, median, p90, limit, unit, over, provisional }) => [step, { n, median, p90, limit, unit, over, provisional }]));

  it('is counted in working days, holidays out and made-up Saturdays in, against the limit of the rule set', async () => {
    const { 5: visit, 11: opinion, 12: check, 13: publication, 2: first } = await times('?asOf=2026-11-30');
    expect(visit).toEqual({ n: 2, median: 4, p90: 11, limit: 10, unit: 'working-day', over: 1, provisional: false });
    expect([opinion, check, publication]).toMatchObject([{ n: 1, median: 3, limit: 5, over: 0 }, { n: 1, median: 4 }, { n: 1, median: 9, limit: 12, over: 0 }]);
    expect(first).toMatchObject({ n: 2, median: 0, p90: 1 });
  });

  it('in a year without a published calendar says that it may still move', async () => {
    const { 5: visit, 2: first, 3: acceptance, 4: returned } = await times('?asOf=2027-02-01');
    expect(visit).toEqual({ n: 3, median: 6, p90: 11, limit: 10, unit: 'working-day', over: 1, provisional: true });
    expect([first, acceptance, returned]).toMatchObject([{ n: 3, median: 1, over: 0 }, { n: 2, over: 0 }, { n: 1, median: 2, over: 0 }]);
  });

  it('is in plain days where the clock is', async () => {
    expect((await times(''))[17]).toMatchObject({ n: 1, median: 3, unit: 'day', limit: 30 });
  });

  it('is of finished steps only, as of the day, inside the area', async () => {
    expect(Object.keys(await times('?asOf=2026-10-08'))).toEqual(['2', '3']);
    expect([await times('?asOf=2026-09-01'), await times('', otherCounty)]).toEqual([{}, {}]);
  });
});

describe('how long departments take', () => {
  it('is by department, and for whole verifications until the first complete report', async () => {
    expect(await items('figures/turnaround', county)).toEqual([{ source: 'bank', n: 3, medianSeconds: 4, p90Seconds: 60 }, { source: 'tax', n: 1, medianSeconds: 10, p90Seconds: 10 }, { source: 'verification', n: 1, medianSeconds: 3600, p90Seconds: 3600 }]);
    expect([await items('figures/turnaround', otherCounty), await items('figures/turnaround?asOf=2026-10-07', county)]).toEqual([[], []]);
  });
});

describe('spot checks', () => {
  it('are the drawn over the frame, and what the visits found', async () => {
    const lines = await items('figures/spot-checks?area=3415');
    expect(lines).toEqual([{ area: '341524', areaName: expect.objectContaining({ en: 'Jinzhai County' }) as unknown, frame: 10, drawn: 3, always: 1, visited: 2, agrees: 1, differs: 1, share: 30 }]);
    expect(await items('figures/spot-checks?area=3415&asOf=2026-10-26')).toMatchObject([{ visited: 1, agrees: 1, differs: 0 }]);
  });
});

describe('the headlines', () => {
  const headlines = async (query: string, officer?: TestOfficer): Promise<Record<string, Record<string, unknown>>> => Object.fromEntries((await items(`figures/overview${query}`, officer)).map((line) => [line['key'], line]));

  it('are the figures at a glance, with the month before and twelve month ends', async () => {
    const { households, persons, children, monthly, onTime, spotCheck, uncollected, open } = await headlines('', county);
    expect([households, persons, children, monthly].map((line) => [line?.['previous'], line?.['source']])).toEqual([[0, 'casework'], [0, 'casework'], [0, 'casework'], [null, 'casework']]);
    expect([households?.['value'], persons?.['value'], children?.['value'], monthly?.['money']]).toEqual([2, 7, 2, cny(196_667)]);
    expect([households?.['series'], spotCheck?.['value'], open?.['value']]).toEqual([[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2], 30, 2]);
    expect([uncollected?.['value'], uncollected?.['money']]).toEqual([2, cny(60_001)]);
    expect(onTime?.['value']).toBe(90.9); // ten of eleven steps
  });

  it('remember: a month end that is past is what it was', async () => {
    expect((await headlines('', otherCounty))['households']).toMatchObject({ value: 0, previous: 0, series: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0] });
  });

  it('count what was open on a day by the first decision, whatever was decided later', async () => {
    const open = async (asOf: string): Promise<unknown> => (await headlines(`?asOf=${asOf}`, county))['open']?.['value'];
    expect([await open('2026-09-27'), await open('2026-10-12'), await open('2026-12-29'), await open('2027-01-10')]).toEqual([1, 3, 2, 1]);
  });
});

describe('the areas below', () => {
  it('are all of them, those without a case too, and no area of others', async () => {
    const lines = await items('areas/341524/children', county);
    expect(lines.map(({ area, households, persons, open }) => [area, households, persons, open])).toEqual([['341524100', 2, 7, 1], ['341524101', 0, 0, 1], ['341524103', 0, 0, 0]]);
    expect(lines[0]).toMatchObject({ level: 'town', children: 2, over: 1, overShare: expect.any(Number) as unknown, monthly: cny(196_667), perHead: cny(28_095) });
    expect(lines[2]).toMatchObject({ overShare: null, monthly: null, perHead: null });
    expect((await hearth.as(otherCounty).get('/api/reporting/areas/341524/children')).status).toBe(403);
  });

  it('of all begin with provinces and aimags, each in its own money', async () => {
    expect((await items('areas/*/children')).map(({ area, households, monthly }) => [area, households, monthly])).toEqual([['34', 2, cny(196_667)], ['MN-073', 1, mnt(30_000_000)]]);
    expect((await items('areas/341524/children?asOf=2026-11-01', county)).map(({ households }) => households)).toEqual([0, 0, 0]);
  });
});

describe('every figure', () => {
  const paths = ['figures/coverage', 'figures/money', 'figures/step-times', 'figures/turnaround', 'figures/spot-checks', 'figures/overview'];

  it('is cut to the officer’s area, counts included', async () => {
    const counts = async (officer: TestOfficer): Promise<unknown> => (await hearth.as(officer).get('/api/reporting/counts')).body;
    expect([await counts(analyst), await counts(county), await counts(otherCounty), await counts(soum)]).toEqual([{ benefits: 4, money: 2 }, { benefits: 3, money: 2 }, { benefits: 0, money: 0 }, { benefits: 1, money: 0 }]);
    for (const path of paths) {
      for (const area of ['34', '341522', '*', 'MN-073-04']) expect([path, area, (await hearth.as(county).get(`/api/reporting/${path}?area=${area}`)).status]).toEqual([path, area, 403]);
      expect(JSON.stringify(await items(path, town))).not.toMatch(/341522|MN-073/);
    }
  });

  it.each(['area=34152', 'programme=lottery', 'asOf=yesterday', 'nonsense=1', 'area=341524&area=341522'])('refuses %s', async (query) => {
    for (const path of paths) expect([path, (await hearth.as(analyst).get(`/api/reporting/${path}?${query}`)).status]).toEqual([path, 400]);
  });

  it('can be had as CSV: a line for each item, the same numbers', async () => {
    for (const path of [...paths, 'areas/341524/children']) {
      const shown = await items(path, county);
      const { text, headers } = await hearth.as(county).get(`/api/reporting/${path}`, { accept: 'text/csv' });
      expect([path, headers.get('content-type'), text.trimEnd().split('\n').length - 1]).toEqual([path, 'text/csv; charset=utf-8', shown.length]);
      for (const item of shown) for (const value of Object.values(item).filter((one) => typeof one === 'number')) expect(text).toContain(String(value));
    }
  });

  it('changes by no fact heard twice, and by none that is recorded later than it is asked for', async () => {
    const all = async (): Promise<unknown> => Promise.all(paths.map((path) => items(path)));
    const before = await all();
    await others.repeat(...others.said);
    expect(await all()).toEqual(before);
    const later = new Case(others, await family(others, '341524100003', ['1990-01-01']));
    await later.submitted('2026-12-01');
    await later.approved('2026-12-02', cny(1));
    expect(await all()).toEqual(before);
  });
});
