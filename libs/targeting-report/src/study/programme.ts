import { type ColumnMap, type Formula, type NamedFormula, type Programme, simulateProgramme, type Simulation, SurveyProblem } from '@hearth/targeting';
import type { ProgrammePlan } from './result.ts';

/** Simulates the programme of a plan, its formulas found by their names among the study's. */
export function simulatePlan(path: string, map: ColumnMap, plan: ProgrammePlan, formulas: readonly NamedFormula[], line: number): Promise<Simulation> {
  const { against, formula, ...rest } = plan;
  const other: Programme | null = against && { formula: formulaCalled(formulas, against.formula), amount: against.amount, per: rest.per, childrenColumn: rest.childrenColumn, conditions: [], cap: null };
  return simulateProgramme(path, map, { formula: formulaCalled(formulas, formula), ...rest }, other, line);
}

function formulaCalled(formulas: readonly NamedFormula[], name: string | null): Formula | null {
  if (name === null) return null;
  const found = formulas.find((one) => one.name === name);
  if (!found) throw new SurveyProblem('option', {}, `the programme goes by the formula ${name}; the study has ${formulas.map((one) => one.name).join(', ')}`);
  return found.formula;
}
