import { fitFormula, fitNeeds, type Grouping, type Method, type NamedFormula, readSurvey, type StandardErrors } from '@hearth/targeting';
import type { SurveyFile } from './study.ts';

export interface FitPlan { readonly methods: readonly Method[]; readonly by: Grouping; readonly se: StandardErrors | null; readonly author: string; readonly fittedOn: string }

/** Fits a formula by each method on one survey; each is called by its method. @param onFitting told before each fit which one it is, from 1 */
export async function fitMethods(survey: SurveyFile, { methods, by, se, author, fittedOn }: FitPlan, onFitting: (nth: number, method: Method) => void = () => undefined): Promise<NamedFormula[]> {
  const formulas: NamedFormula[] = [];
  for (const [at, method] of methods.entries()) {
    onFitting(at + 1, method);
    const options = { method, by, ...(se === null ? {} : { se }) };
    formulas.push({ name: method, formula: fitFormula(await readSurvey(survey.path, survey.map, fitNeeds(survey.map, options)), options, { file: survey.name, author, fittedOn }) });
  }
  return formulas;
}
