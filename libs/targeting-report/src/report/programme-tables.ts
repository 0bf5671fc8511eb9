import type { StudyResult } from '../study/result.ts';
import type { Cell, ReportTable } from './report.ts';
import type { Words } from './words.ts';

/** The part of the errors that is due to carrying the formula out, apart from the formula's own. */
export const actualTable = ({ actual = {} }: StudyResult, w: Words): ReportTable => ({
  key: w('actual'), title: w('actual'),
  columns: [{ title: w('formula'), kind: 'text' }, ...(['both', 'onlyActual', 'onlyFormula', 'neither'] as const).map((key) => ({ title: w(key), kind: 'count' as const })),
    ...(['inFact', 'byDesign', 'byImplementation'] as const).flatMap((key) => [{ title: `${w('inclusion')}, ${w(key)}`, kind: 'share' as const }, { title: `${w('exclusion')}, ${w(key)}`, kind: 'share' as const }])],
  rows: Object.entries(actual).map(([name, { both, onlyActual, onlyFormula, neither, actual: inFact, design, implementation }]): Cell[] => [
    name, both, onlyActual, onlyFormula, neither, ...[inFact, design, implementation].flatMap(({ inclusion, exclusion }) => [inclusion, exclusion])]),
});

export function programmeTable({ programme }: StudyResult, w: Words): ReportTable {
  return { key: w('programme'), title: w('programme'), columns: [{ title: w('figure'), kind: 'text' }, { title: w('value'), kind: 'ratio' }], rows: programme ? programmeRows(programme, w) : [] };
}

function programmeRows({ families, children, costPerMonth, costPerYear, capped, gain, lose, poverty, paymentShareOfLine }: NonNullable<StudyResult['programme']>, w: Words): Cell[][] {
  const states = ([['povertyWithout', poverty.without], ['povertyWith', poverty.with], ['povertyAgainst', poverty.against]] as const).flatMap(([key, state]): Cell[][] => (state === null ? [] : [
    [`${w('personsPoor')}, ${w(key)}`, state.persons], [`${w('householdsPoor')}, ${w(key)}`, state.households], [`${w('gap')}, ${w(key)}`, state.gap]]));
  return [
    [w('families'), families], [w('children'), children], [w('costPerMonth'), costPerMonth], [w('cost'), costPerYear], [w('capped'), w(capped ? 'yes' : 'no')],
    [w('gainFamilies'), gain.families], [`${w('gainFamilies')}: ${w('moneyMonth')}`, gain.money], [w('loseFamilies'), lose.families], [`${w('loseFamilies')}: ${w('moneyMonth')}`, lose.money], ...states, [w('shareOfLine'), paymentShareOfLine],
  ];
}
