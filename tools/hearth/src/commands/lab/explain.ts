import { readFileSync } from 'node:fs';
import { explainScore, SurveyProblem, type HouseholdAnswers } from '@hearth/targeting';
import { OK } from '../../exit.ts';
import { output } from '../../output.ts';
import { asCommand, formulaFile, table } from './inputs.ts';

export interface ExplainFlags { readonly formula: string; readonly answers: string; readonly json?: boolean }

function answersFile(path: string): HouseholdAnswers {
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text) as HouseholdAnswers;
  } catch (error) {
    throw new SurveyProblem('formula', {}, `answers ${path}: is not JSON: ${(error as Error).message}`);
  }
}

/** `hearth lab explain`: one household's score, variable by variable. */
export const explain = (flags: ExplainFlags): Promise<number> => asCommand(() => {
  const formula = formulaFile(flags.formula), explained = explainScore(formula, answersFile(flags.answers));
  const rows = explained.contributions.map(({ variable, answer, contribution }) => [variable, String(answer ?? '–'), String(contribution)]);
  const verdict = explained.eligible === null ? 'undecided' : explained.eligible ? 'eligible' : 'not eligible';
  output(flags.json ?? false).answer({ formula: formula.hash, ...explained }, `${table([['', 'answer', 'adds'], ['(constant)', '', String(explained.constant)], ...rows])}\nscore ${explained.score ?? '–'}: ${verdict}`);
  return Promise.resolve(OK);
});
