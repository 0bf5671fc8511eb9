import { check } from '@hearth/event-sourcing';
import { describe, it } from '@jest/globals';
import type { ScoringEvent, ScoringOrder, ScoringResult } from './scoring.ts';
import { type ScoringCommand, scoringDecider } from './scoring.decider.ts';

const order: ScoringOrder = { formula: 'f', hash: 'ab', areas: [], against: [], asOf: '2026-11-22', known: 0, by: 'rules1' };
const result: ScoringResult = { households: 0, eligible: 0, ineligible: 0, undecided: 0, gain: 0, lose: 0, same: 0, before: { eligible: 0, ineligible: 0, undecided: 0, none: 0 }, missing: [], areas: [] };
const requested: ScoringEvent = { type: 'ScoringRequested', data: order };
const finished: ScoringEvent = { type: 'ScoringFinished', data: result };
const failed: ScoringEvent = { type: 'ScoringFailed', data: { reason: 'no such column' } };
const cancelled: ScoringEvent = { type: 'ScoringCancelled', data: { by: 'rules1' } };
const finish: ScoringCommand = { type: 'FinishScoring', result }, fail: ScoringCommand = { type: 'FailScoring', reason: 'no such column' }, cancel: ScoringCommand = { type: 'CancelScoring', by: 'rules1' };

describe('a scoring', () => {
  it('is asked for once, and is finished, fails or is given up', () => {
    check(scoringDecider).given([]).when({ type: 'RequestScoring', order }).then([requested]);
    check(scoringDecider).given([requested]).when({ type: 'RequestScoring', order }).then([]);
    check(scoringDecider).given([requested]).when(finish).then([finished]);
    check(scoringDecider).given([requested]).when(fail).then([failed]);
    check(scoringDecider).given([requested]).when(cancel).then([cancelled]);
  });

  it.each<[string, ScoringEvent]>([['finished', finished], ['failed', failed], ['given up', cancelled]])('that is %s is over: it does not end again', (_, end) => {
    check(scoringDecider).given([requested, end]).when(finish).then([]);
    check(scoringDecider).given([requested, end]).when(fail).then([]);
    check(scoringDecider).given([requested, end]).when(cancel).rejected('scoring-over');
  });

  it('that nobody asked for has no end', () => { check(scoringDecider).given([]).when(finish).rejected('not-found'); });
});
