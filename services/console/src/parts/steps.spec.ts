import { describe, expect, it } from '@jest/globals';
import { allSteps, currentStep, phaseOf, type StepReading, type StepState } from './steps.ts';

const step = (number: number, state: StepState, mode: StepReading['mode'] = 'required'): StepReading => ({ step: number, mode, state, at: null, by: null });

describe('the nineteen steps', () => {
  it('are always nineteen; what the rule set does not name is not taken', () => {
    const steps = allSteps([step(1, 'done'), step(3, 'open')]);
    expect(steps).toHaveLength(19);
    expect(steps.filter((one) => one.state === 'not-taken')).toHaveLength(17);
  });

  it('fall into four phases', () => {
    expect([1, 4, 5, 10, 11, 14, 15, 19].map(phaseOf)).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
  });

  it('know the one at hand', () => {
    expect(currentStep([step(1, 'done'), step(2, 'done'), step(5, 'open'), step(7, 'waiting')])).toBe(5);
    expect(currentStep([step(1, 'done'), step(4, 'waiting', 'conditional'), step(5, 'waiting')])).toBe(5);
    expect(currentStep([step(1, 'done'), step(19, 'done')])).toBe(19);
    expect(currentStep([])).toBeNull();
    expect(currentStep([step(3, 'waiting'), step(4, 'done', 'conditional'), step(5, 'waiting')], 4)).toBe(4);
  });
});
