import { explainScore, SurveyProblem, type HouseholdAnswers } from '@hearth/targeting';
import { OK } from '../../exit.ts';
import { output } from '../../output.ts';
import { asCommand, formulaFile, table, textFile } from './inputs.ts';

export interface ExplainFlags { readonly formula: string; readonly answers: string; readonly json?: boolean }

function answersFile(path: string): HouseholdAnswers {
  const text = textFile(path), refuse = (detail: string): never => { throw new SurveyProblem('formula', {}, `answers ${path}: ${detail}`); };
  let answers: unknown;
  try {
    answers = JSON.parse(text);
  } catch (error) {
    refuse(`is not JSON: ${(error as Error).message}`);
  }
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers)) return refuse('must be an object, column → answer');
  for (const [column, answer] of Object.entries(answers)) if (typeof answer === 'object' && answer !== null) refuse(`${column}: must be a text, a number, true, false or null`);
  return answers as HouseholdAnswers;
}

/** `hearth lab explain`: one household's score, variable by variable. */
export const explain = (flags: ExplainFlags): Promise<number> => asCommand(() => {
  const formula = formulaFile(flags.formula), explained = explainScore(formula, answersFile(flags.answers));
  const rows = explained.contributions.map(({ variable, answer, contribution }) => [variable, String(answer ?? '–'), String(contribution)]);
  const verdict = explained.eligible === null ? 'undecided' : explained.eligible ? 'eligible' : 'not eligible';
  output(flags.json ?? false).answer({ formula: formula.hash, ...explained }, `${table([['', 'answer', 'adds'], ['(constant)', '', String(explained.constant)], ...rows])}\nscore ${explained.score ?? '–'}: ${verdict}`);
  return Promise.resolve(OK);
});
