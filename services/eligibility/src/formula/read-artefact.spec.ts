import { Rejection } from '@hearth/event-sourcing';
import { type Formula, type FormulaBody, sealed } from '@hearth/targeting';
import { describe, expect, it } from '@jest/globals';
import { membersFormula, ratioFormula, roomsFormula } from '../testing/formulas.ts';
import { readArtefact } from './read-artefact.ts';

const changed = (formula: Formula, change: Partial<FormulaBody>): Formula => {
  const { hash: _, ...body } = formula;
  return sealed({ ...body, ...change });
};
const leaf = (value: number): Formula['trees'][number][number] => ({ column: null, below: 0, yes: -1, no: -1, value });
const split = (yes: number, no: number): Formula['trees'][number][number] => ({ column: 'rooms', below: 2, yes, no, value: 3 });
const grown = (...tree: Formula['trees'][number]): Formula => changed(roomsFormula(), { method: 'gbm', by: 'none', equations: [], trees: [tree] });

/** What a refusal says; empty when there is none. */
function refusalOf(artefact: object): string {
  try {
    readArtefact(artefact);
    return '';
  } catch (error) {
    return error instanceof Rejection && error.status === 422 ? error.errors?.map(({ detail }) => detail).join() ?? '' : String(error);
  }
}

describe('an artefact', () => {
  it.each([['ratios', ratioFormula()], ['equations', roomsFormula()], ['one equation', membersFormula()], ['a tree', grown(split(1, 2), leaf(2), leaf(4))]])('of %s is read as it was printed', (_, formula) => {
    expect(readArtefact(JSON.parse(JSON.stringify(formula)) as object)).toEqual(JSON.parse(JSON.stringify(formula)));
  });

  it.each<[string, object, RegExp]>([
    ['nothing', {}, /method is missing/],
    ['a list', [], /method is missing/],
    ['a changed content', { ...ratioFormula(), warnings: ['none'] }, /was changed since/],
    ['no line', changed(ratioFormula(), { eligibility: { poorest: 'highest', when: 'above', cutoff: null } }), /calls nobody eligible/],
    ['no questions', changed(ratioFormula(), { variables: [] }), /asks nothing/],
    ['questions of the country and no column of it', changed(ratioFormula(), { map: { ...ratioFormula().map, urban: null } }), /missing or wrong/],
    ['strata and no column of them', changed(roomsFormula(), { by: 'stratum' }), /stratum/],
    ['variables that are none', changed(ratioFormula(), { variables: [1] as unknown as FormulaBody['variables'] }), /missing or wrong/],
    ['a tree that leads back', grown(split(0, 1), leaf(2)), /leads back/],
    ['a tree that leads nowhere', grown(split(1, 9), leaf(2)), /leads back/],
    ['a tree of nothing', grown(), /leads back/],
  ])('with %s is refused', (_, artefact, words) => { expect(refusalOf(artefact)).toMatch(words); });
});
