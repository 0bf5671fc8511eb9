export type StepMode = 'required' | 'conditional' | 'not-taken';
export type StepState = 'done' | 'open' | 'waiting' | 'not-taken';

export interface StepReading {
  readonly step: number;
  readonly mode: StepMode;
  readonly state: StepState;
  readonly at: string | null;
  readonly by: string | null;
}

/** Nineteen positions always, in four phases; the rule set says which are required, conditional or not taken. */
export const phases = [
  { phase: 1, from: 1, to: 4 }, { phase: 2, from: 5, to: 10 }, { phase: 3, from: 11, to: 14 }, { phase: 4, from: 15, to: 19 },
] as const;

export type StepNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19;
export const stepNumbers = Array.from({ length: 19 }, (_, n) => n + 1) as StepNumber[];

export const phaseOf = (step: number): number => phases.find(({ from, to }) => step >= from && step <= to)?.phase ?? 1;

/** Every position, also those the service did not name. */
export function allSteps(known: readonly StepReading[]): (StepReading & { readonly step: StepNumber })[] {
  return stepNumbers.map((step) => {
    const reading = known.find((one) => one.step === step);
    return { ...(reading ?? { mode: 'not-taken', state: 'not-taken', at: null, by: null }), step };
  });
}

/** The step at hand: the one the case waits for; else the first that is open, else the one after the last that is done. */
export function currentStep(known: readonly StepReading[], awaited: number | null = null): StepNumber | null {
  const steps = allSteps(known);
  const named = steps.find((one) => one.step === awaited && one.state !== 'not-taken');
  if (named) return named.step;
  const open = steps.find((one) => one.state === 'open');
  if (open) return open.step;
  const lastDone = steps.findLast((one) => one.state === 'done');
  const next = steps.find((one) => one.step > (lastDone?.step ?? 0) && one.state === 'waiting' && one.mode === 'required');
  return next?.step ?? lastDone?.step ?? null;
}
