import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type NamedFormula, readColumnMap, SurveyProblem, syntheticSurvey } from '@hearth/targeting';
import { fitMethods, study, studyOptions, studySteps, type SurveyFile, writeReport } from '@hearth/targeting-report';
import { readSurveyFile } from '../survey/read-survey-file.ts';
import type { LaboratoryTasks, StudyOutcome, TaskGiven, TaskName, TaskSaid } from './laboratory-tasks.ts';
import type { StudyFault } from './study.ts';

/** One task of the laboratory on a thread of its own. */
const say = (said: TaskSaid): void => { parentPort!.postMessage(said); };
const unzipped = promisify(gunzip);

async function answerTo(given: TaskGiven): Promise<LaboratoryTasks[TaskName]['answer']> {
  switch (given.task) {
    case 'import-survey': return readSurveyFile(given.folder, given.input.csv, readColumnMap(given.input.map));
    case 'synthetic-survey': { const { csv, fullMap } = syntheticSurvey(given.input.seed); return readSurveyFile(given.folder, csv, fullMap); }
    case 'study': return studied(given.folder, given.input);
    case 'report': return writeReport(given.input.format, given.input.report);
  }
}

async function studied(folder: string, { survey: { stored, ...named }, order, formulas }: LaboratoryTasks['study']['input']): Promise<StudyOutcome> {
  const survey: SurveyFile = { ...named, path: join(folder, 'survey.csv') }, { methods, grouping: by, se, budget, replicates, seed, programme } = order;
  await writeFile(survey.path, await unzipped(stored));
  const options = studyOptions({ budget, replicates, seed, programme }, survey.map), before = methods.length, of = before + studySteps(options).length;
  const fitted = await fitMethods(survey, { methods, by, se, author: order.by, fittedOn: order.on }, (step) => { say({ progress: { step, of, what: 'fitting' } }); });
  const all: NamedFormula[] = [...fitted, ...formulas.map((formula, at) => ({ name: order.formulas[at]!.name, formula }))];
  const result = await study(survey, all, options, (progress) => { say({ progress: { ...progress, step: before + progress.step, of } }); }, before > 0 ? { fitted: { methods, by, se } } : {});
  return { result, artefacts: Object.fromEntries(fitted.map(({ name, formula }) => [name, formula])) };
}

/** Where the fault is and of which kind; never what a cell holds, which may be a name. */
function faultOf({ code, place: { row, column, stratum }, message }: SurveyProblem): StudyFault {
  const place = { ...(row === undefined ? {} : { row }), ...(column === undefined ? {} : { column }), ...(stratum === undefined ? {} : { stratum }) };
  return { code, detail: code === 'text-in-number' ? `row ${row}, column ${column}: holds text where a number must be` : message, ...place };
}

try {
  say({ answer: await answerTo(workerData as TaskGiven) });
} catch (error) {
  if (!(error instanceof SurveyProblem)) throw error;
  say({ fault: faultOf(error) });
}
