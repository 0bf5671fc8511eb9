import { check } from '@hearth/event-sourcing';
import { describe, it } from '@jest/globals';
import { studyDecider } from './study.decider.ts';
import type { StudyEvent, StudyOrder } from './study.ts';

const ORDER: StudyOrder = { survey: 's', surveyHash: 'h', title: 'Which formula?', methods: ['prr', 'ols'], formulas: [{ id: 'f', name: 'in force', hash: 'g' }], grouping: 'stratum', se: null, budget: 'poor', replicates: 0, seed: 1, programme: null, on: '2026-11-22', by: 'analyst1' };
const requested: StudyEvent = { type: 'StudyRequested', data: ORDER }, begun: StudyEvent = { type: 'StudyBegun', data: { surveyHash: 'h' } };
const finished: StudyEvent = { type: 'StudyFinished', data: { hash: 'r', formulas: [] } };
const PROGRAMME = { formula: 'prr', amount: 3, per: 'child', childrenColumn: null, conditions: [], cap: null, against: { formula: 'in force', amount: 3 } } as const;

describe('a study', () => {
  it('is asked for with formulas of different names', () => {
    check(studyDecider).given([]).when({ type: 'RequestStudy', order: ORDER }).then([requested]);
    check(studyDecider).given([]).when({ type: 'RequestStudy', order: { ...ORDER, methods: [], formulas: [] } }).rejected('study');
    check(studyDecider).given([]).when({ type: 'RequestStudy', order: { ...ORDER, formulas: [{ id: 'f', name: 'prr', hash: 'g' }] } }).rejected('study');
    check(studyDecider).given([requested]).when({ type: 'RequestStudy', order: ORDER }).rejected('study-exists');
  });

  it('simulates programmes of its own formulas only', () => {
    check(studyDecider).given([]).when({ type: 'RequestStudy', order: { ...ORDER, programme: PROGRAMME } }).then([{ type: 'StudyRequested', data: { ...ORDER, programme: PROGRAMME } }]);
    check(studyDecider).given([]).when({ type: 'RequestStudy', order: { ...ORDER, programme: { ...PROGRAMME, against: { formula: 'gbm', amount: 3 } } } }).rejected('study');
  });

  it('begins once, however often it is taken up', () => {
    check(studyDecider).given([requested]).when({ type: 'BeginStudy' }).then([begun]);
    check(studyDecider).given([requested, begun]).when({ type: 'BeginStudy' }).then([]);
  });

  it('ends once: done, failed or cancelled', () => {
    check(studyDecider).given([requested, begun]).when({ type: 'FinishStudy', hash: 'r', formulas: [] }).then([finished]);
    check(studyDecider).given([requested, begun]).when({ type: 'FailStudy', fault: { code: 'no-poor', detail: 'nobody' } }).then([{ type: 'StudyFailed', data: { fault: { code: 'no-poor', detail: 'nobody' } } }]);
    check(studyDecider).given([requested]).when({ type: 'CancelStudy', by: 'analyst1' }).then([{ type: 'StudyCancelled', data: { by: 'analyst1' } }]);
    check(studyDecider).given([requested, begun, finished]).when({ type: 'CancelStudy', by: 'analyst1' }).rejected('study-over');
    check(studyDecider).given([]).when({ type: 'CancelStudy', by: 'analyst1' }).rejected('not-found');
  });
});
