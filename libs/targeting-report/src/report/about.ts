import type { StudyResult, StudyNote } from '../study/result.ts';
import type { Cell, Report, ReportTable } from './report.ts';
import type { WordKey, Words } from './words.ts';

const NOTES: Readonly<Record<StudyNote['code'], WordKey>> = { 'no-cutoff': 'noCutoff', 'too-many-households': 'tooMany', 'sampled-curve': 'sampledCurve' };

/** Title, source, seed, options, hash and time: what every document carries. */
export function aboutTable({ title, result, writtenAt }: Report, w: Words): ReportTable {
  const { survey, hash } = result, rows: Cell[][] = [
    [w('study'), title], ...(survey.synthetic ? [[w('synthetic'), w('syntheticNotice')]] : []), [w('survey'), survey.name], [w('source'), survey.source], [w('surveyHash'), survey.sha256],
    [w('rows'), survey.rows], [w('leftOut'), survey.leftOut.rows], [w('evaluated'), survey.evaluated], [w('undecided'), survey.undecided],
    [w('weighted'), survey.base.households], [w('poor'), survey.base.poor], [w('extremePoor'), survey.base.extremePoor], ...optionRows(result, w),
    ...result.notes.map(({ code }) => [w('notes'), w(NOTES[code])]), [w('time'), writtenAt], [w('hash'), hash],
  ];
  return { key: w('about'), title: w('about'), columns: [{ title: w('figure'), kind: 'text' }, { title: w('value'), kind: 'count' }], rows };
}

function optionRows({ options, fitted }: StudyResult, w: Words): Cell[][] {
  const { line, extremeLine, budget, unit, amount, bottom, seed, replicates } = options;
  return [
    [w('line'), line], [w('extremeLine'), extremeLine], [w('budget'), budget === 'poor' ? w('budgetPoor') : budget ?? w('budgetOwn')], [w('unit'), w(unit)], [w('amount'), amount], [w('bottom'), `${bottom}`], [w('seed'), `${seed}`],
    ...(replicates > 0 ? [[w('replicates'), replicates]] : []), ...(fitted ? [[w('fittedBy'), `${fitted.methods.join(', ')}; ${fitted.by}`], ...(fitted.se ? [[w('errorsUsed'), fitted.se]] : [])] : []),
  ];
}
