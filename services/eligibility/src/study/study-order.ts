import { Rejection } from '@hearth/event-sourcing';
import type { StagedUnit } from '@hearth/service-host';
import type { FormulaRow } from '../projections/formula.projection.ts';
import { surveyDecider } from '../survey/survey.decider.ts';
import type { StudyRequest } from './study.requests.ts';
import type { StudyOrder, StudyProgramme } from './study.ts';

const SEED = 2002;

/** What a request asks for, with the survey that it names looked up. @param registered the formulas that it names. @throws Rejection study (422) when one of them is not there */
export async function orderOf(unit: StagedUnit, { survey, title, methods, by = 'stratum', se, budget = 'poor', replicates = 0, seed = SEED, programme }: StudyRequest, formulas: readonly (FormulaRow | null)[]): Promise<StudyOrder> {
  const { state: { survey: registered } } = await unit.load(surveyDecider, survey);
  if (registered === null) throw unknown('survey');
  const found: StudyOrder['formulas'][number][] = [];
  for (const formula of formulas) {
    if (!formula) throw unknown('formulas');
    const { id, hash, name } = formula;
    found.push({ id, hash, name: [...methods, ...found.map((one) => one.name)].includes(name) ? `${name} ${hash.slice(0, 8)}` : name });
  }
  return { survey, surveyHash: registered.hash, title, methods, formulas: found, grouping: by, se: se ?? null, budget, replicates, seed, programme: programme ? planOf(programme) : null, on: unit.today, by: unit.actor.sub };
}

function planOf({ formula, amount, per = 'child', childrenColumn, conditions = [], cap, against }: NonNullable<StudyRequest['programme']>): StudyProgramme {
  return {
    formula: formula ?? null, amount, per, childrenColumn: childrenColumn ?? null, conditions: conditions.map(({ column, oneOf }) => ({ column, oneOf })), cap: cap ?? null,
    against: against ? { formula: against.formula ?? null, amount: against.amount } : null,
  };
}

const unknown = (field: string): Rejection => new Rejection('study', 'The study names something that is not registered.', { status: 422, errors: [{ field, code: 'unknown', detail: 'is not registered' }] });
