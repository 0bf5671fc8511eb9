import { rows } from '@hearth/event-store';
import type { Registered, SurveyEvent } from '../survey/survey.ts';

/** A survey as GET shows it; its households are in a table of their own. */
export interface SurveyRow extends Omit<Registered, 'by'> { readonly id: string; readonly createdBy: string; readonly createdAt: string; readonly version: number }

/** Surveys belong to no area. */
export const surveyRows = rows<SurveyRow, SurveyEvent>({
  name: 'survey', version: 1,
  keys: ({ stream }) => stream.slice('survey-'.length),
  place: () => ({ household: null, area: null }),
  on: { SurveyRegistered: (_, { data: { by, ...survey }, recordedAt, version }, id) => ({ id, ...survey, createdBy: by, createdAt: recordedAt, version }) },
});
