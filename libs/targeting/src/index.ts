export { readColumnMap, unknownKeys } from './survey/read-column-map.ts';
export { readSurvey } from './survey/survey.ts';
export { fitFormula } from './fit/fit.ts';
export { fitNeeds } from './fit/options.ts';
