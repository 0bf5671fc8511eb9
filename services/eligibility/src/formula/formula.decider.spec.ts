import { check } from '@hearth/event-sourcing';
import { describe, expect, it } from '@jest/globals';
import { type FormulaEvent, regionOf, type Review } from './formula.ts';
import { type FormulaCommand, formulaDecider } from './formula.decider.ts';

const registered: FormulaEvent = { type: 'FormulaRegistered', data: { name: 'PRR 2026', method: 'prr', hash: 'ab', artefact: { method: 'prr' }, note: 'first try', study: null, by: 'rules1' } };
const said = (eligible: boolean | null): Review['formulaSays'] => ({ score: eligible === null ? null : 1.2, predicted: null, eligible, missing: eligible === null ? ['stove'] : [] });
const given = (by: string, region: string, eligible: boolean | null = true, sign = 'A-1'): Omit<Review, 'agrees'> => (
  { review: `${by} ${sign}`, household: null, case: sign, region, officerSays: 'poor', answers: { stove: 'coal' }, formulaSays: said(eligible), note: 'seen in May', by });
const reviewed = (by: string, region: string, eligible: boolean | null = true, sign = 'A-1'): FormulaEvent => ({ type: 'FormulaReviewed', data: { ...given(by, region, eligible, sign), agrees: eligible } });
const two = [reviewed('town1', '341524100'), reviewed('town1-b', '341522101')];
const closed: FormulaEvent = { type: 'FormulaReviewClosed', data: { regions: ['341524', '341522'], reviewers: ['town1', 'town1-b'], agree: 2, differ: 0, undecided: 0, by: 'rules1' } };
const pilot: FormulaEvent = { type: 'FormulaPilotStarted', data: { areas: ['341524'], since: '2026-11-01', note: 'one county', by: 'rules2' } };
const inForce: FormulaEvent = { type: 'FormulaPutInForce', effectiveOn: '2026-12-01', data: { areas: ['34'], from: '2026-12-01', transition: { losers: 'phase-out', months: 6 }, by: 'rules2' } };
const retired: FormulaEvent = { type: 'FormulaRetired', data: { reason: 'a newer one', by: 'rules2' } };
const rejected: FormulaEvent = { type: 'FormulaRejected', data: { reason: 'too blunt', by: 'rules2' } };

const review = (of: Omit<Review, 'agrees'>): FormulaCommand => ({ type: 'ReviewFormula', review: of });
const close: FormulaCommand = { type: 'CloseReview', by: 'rules1' };
const start: FormulaCommand = { type: 'StartPilot', areas: ['341524', '341524'], note: 'one county', by: 'rules2', today: '2026-11-01' };
const sign: FormulaCommand = { type: 'PutFormulaInForce', areas: ['34'], from: '2026-12-01', transition: { losers: 'phase-out', months: 6 }, by: 'rules2', today: '2026-11-22' };
const retire: FormulaCommand = { type: 'RetireFormula', reason: 'a newer one', by: 'rules2' };
const reject: FormulaCommand = { type: 'RejectFormula', reason: 'too blunt', by: 'rules2' };

const STAGES = { draft: [registered], reviewed: [registered, ...two, closed], pilot: [registered, ...two, closed, pilot], 'in-force': [registered, ...two, closed, pilot, inForce], retired: [registered, ...two, closed, pilot, inForce, retired], rejected: [registered, rejected] } as const;

describe('a formula', () => {
  it('goes from draft to review, pilot, into force and out of it', () => {
    check(formulaDecider).given([]).when({ type: 'RegisterFormula', ...registered.data } as FormulaCommand).then([registered]);
    check(formulaDecider).given([registered, ...two]).when(close).then([closed]);
    check(formulaDecider).given(STAGES.reviewed).when(start).then([pilot]);
    check(formulaDecider).given(STAGES.pilot).when(sign).then([inForce]);
    check(formulaDecider).given(STAGES['in-force']).when(retire).then([retired]);
  });

  it.each(['draft', 'reviewed', 'pilot'] as const)('may be rejected as a %s', (stage) => { check(formulaDecider).given(STAGES[stage]).when(reject).then([rejected]); });

  const commands: readonly (readonly [FormulaCommand, string, readonly (keyof typeof STAGES)[]])[] = [
    [review(given('town2', '341524')), 'not-draft', ['draft']], [close, 'not-draft', ['draft']], [start, 'not-reviewed', ['reviewed']], [sign, 'not-in-pilot', ['pilot']],
    [retire, 'not-in-force', ['in-force']], [reject, 'formula-closed', ['draft', 'reviewed', 'pilot']],
  ];
  it.each(commands.flatMap(([command, code, allowed]) => (Object.keys(STAGES) as (keyof typeof STAGES)[]).filter((stage) => !allowed.includes(stage)).map((stage) => [command.type, stage, command, code] as const)))(
    '%s is refused for one that is %s', (_, stage, command, code) => { check(formulaDecider).given(STAGES[stage]).when(command).rejected(code); });

  it('is what it is: registered again it is refused, and nothing happens to one that is not there', () => {
    check(formulaDecider).given(STAGES.rejected).when({ type: 'RegisterFormula', ...registered.data } as FormulaCommand).rejected('formula-exists');
    check(formulaDecider).given([]).when(close).rejected('not-found');
  });
});

describe('the review of a formula', () => {
  it('says whether officer and formula agree, and nothing where the formula could not decide', () => {
    const agreeing = (of: Omit<Review, 'agrees'>, agrees: boolean | null): void => { check(formulaDecider).given([registered]).when(review(of)).then([{ type: 'FormulaReviewed', data: { ...of, agrees } }]); };
    agreeing(given('town1', '341524100'), true);
    agreeing(given('town1', '341524100', false), false);
    agreeing({ ...given('town1', '341524100', false), officerSays: 'not-poor' }, true);
    agreeing(given('town1', '341524100', null), null);
  });

  it.each<[string, FormulaEvent[], FormulaCommand, string]>([
    ['by who registered it', [registered], review(given('rules1', '341524')), 'own-formula'],
    ['for a whole province', [registered], review(given('town1', '34')), 'region'],
    ['beyond the five hundredth', [registered, ...Array.from({ length: 500 }, (_, i) => reviewed('town1', '341524', true, `A-${i}`))], review(given('town1', '341524', true, 'B-1')), 'many-reviews'],
    ['of the same case twice', [registered, reviewed('town1', '341524')], review(given('town1', '341524')), 'reviewed-already'],
  ])('is refused %s', (_, events, command, code) => { check(formulaDecider).given(events).when(command).rejected(code); });

  it.each<[string, FormulaEvent[], string]>([
    ['without cases', [], 'few-regions'],
    ['with two towns of one county', [reviewed('town1', '341524100'), reviewed('town2', '341524101')], 'few-regions'],
    ['with one officer for two counties', [reviewed('town1', '341524100'), reviewed('town1', '341522101')], 'few-reviewers'],
    ['with a second case that the formula could not decide', [reviewed('town1', '341524100'), reviewed('town2', '341522101', null)], 'few-regions'],
  ])('is not closed %s', (_, reviews, code) => { check(formulaDecider).given([registered, ...reviews]).when(close).rejected(code); });

  it.each([['341524100001', '341524'], ['341524', '341524'], ['3415', null], ['*', null], ['MN-073-04-01', 'MN-073-04'], ['MN-073', null]])('%s lies in the region %s', (area, region) => { expect(regionOf(area)).toBe(region); });
});

describe('putting in force', () => {
  it('is for somebody else than who registered it', () => { check(formulaDecider).given(STAGES.pilot).when({ ...sign, by: 'rules1' } as FormulaCommand).rejected('own-formula'); });
  it('is never for a day that is over', () => { check(formulaDecider).given(STAGES.pilot).when({ ...sign, from: '2026-11-21' } as FormulaCommand).rejected('effective-date'); });
});
