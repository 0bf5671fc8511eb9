import { describe, expect, it } from '@jest/globals';
import { actionForms, asked, lacking, officers, pathOf, type ActionForm } from './forms.ts';

const form = (name: string): ActionForm => {
  const found = actionForms[name];
  if (!found) throw new Error(`no form ${name}`);
  return found;
};
const stamp = { at: '', by: '' };
const file = { assessment: null, reconsiderations: [{ ...stamp, reconsideration: 'r1', decided: { ...stamp, result: 'upheld' } }, { ...stamp, reconsideration: 'r2', decided: null }] };

describe('the forms of the actions', () => {
  it('ask for a reason wherever the law wants one', () => {
    for (const name of ['forward', 'give-opinion', 'approve', 'refuse', 'answer-review', 'decide-reconsideration', 'flag']) {
      expect(lacking(form(name), {})).toContain('reason');
      expect(lacking(form(name), { reason: '   ' })).toContain('reason');
    }
  });

  it('send a meeting as numbers', () => {
    const values = { on: '2026-11-20', present: '15', representatives: '11', yes: '13', no: '1', abstained: '1' };
    expect(lacking(form('hold-meeting'), values)).toEqual([]);
    expect(form('hold-meeting').body(values, file)).toEqual({ on: '2026-11-20', present: 15, representatives: 11, yes: 13, no: 1, abstained: 1 });
    expect(lacking(form('hold-meeting'), { ...values, yes: '-1', no: 'x' })).toEqual(['yes', 'no']);
  });

  it('ask for an amount only when the amount changes', () => {
    const values = { kind: 'ended', from: '2026-12', reason: 'moved' };
    expect(lacking(form('change-benefit'), values)).toEqual([]);
    expect(asked(form('change-benefit'), { kind: 'changed' }).map((field) => field.name)).toContain('money');
    expect(lacking(form('change-benefit'), { ...values, kind: 'changed' })).toEqual(['money']);
    expect(form('change-benefit').body({ ...values, kind: 'changed', money: '685.50' }, file)).toMatchObject({ money: { minor: 68550, currency: 'CNY' } });
    expect(lacking(form('change-benefit'), { ...values, from: '2026-13' })).toEqual(['from']);
  });

  it('say for each of the six items whether the person can do it alone', () => {
    expect(form('assess-care').body({ person: 'p', items: 'eat walk' }, file)).toEqual({ person: 'p', items: { eat: true, dress: false, bed: false, toilet: false, walk: true, bathe: false } });
  });

  it('read officers as they are typed', () => {
    expect(officers('town1、village1, county1  ')).toEqual(['town1', 'village1', 'county1']);
  });

  it('decide the reconsideration that is open', () => {
    expect(pathOf('reconsiderations/:rid/decision', file)).toBe('reconsiderations/r2/decision');
  });
});
