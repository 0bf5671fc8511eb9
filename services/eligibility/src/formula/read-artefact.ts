import { Rejection } from '@hearth/event-sourcing';
import { canonicalJson, type Formula, readFormula, SurveyProblem } from '@hearth/targeting';
import { scoreAnswers } from './score-answers.ts';

/**
 * A formula as `hearth lab fit --json` prints it, unchanged since it was sealed and fit to score with.
 * @throws Rejection formula (422)
 */
export function readArtefact(artefact: object): Formula {
  try {
    const formula = readFormula(canonicalJson(artefact), 'artefact');
    if (formula.eligibility.cutoff === null) throw refused('it ranks households but calls nobody eligible: the survey it was fitted to had no line');
    if (formula.variables.length === 0) throw refused('it asks nothing');
    if (!formula.trees.every(isTree)) throw refused('a tree leads back to where it came from, or nowhere');
    // Its hash says that nobody changed it, not that it can be reckoned with: whoever seals it can seal anything.
    scoreAnswers(formula, {});
    return formula;
  } catch (error) {
    if (error instanceof Rejection) throw error;
    if (error instanceof SurveyProblem) throw refused(error.message);
    if (error instanceof TypeError || error instanceof RangeError) throw refused('a part of it is missing or wrong; write it with `hearth lab fit`');
    throw error;
  }
}

/** Every split leads on to nodes further down the list, as they were grown: a way through a tree ends. */
const isTree = (tree: Formula['trees'][number]): boolean =>
  tree.length > 0 && tree.every(({ column, yes, no }, at) => column === null || [yes, no].every((next) => Number.isInteger(next) && next > at && next < tree.length));

const refused = (detail: string): Rejection => new Rejection('formula', `The formula cannot be registered: ${detail}.`, { status: 422, errors: [{ field: 'artefact', code: 'formula', detail }] });
