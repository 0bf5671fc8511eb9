import { type Decider, Rejection } from '@hearth/event-sourcing';
import { NO_SURVEY, type Registered, type SurveyEvent, type SurveyState } from './survey.ts';

export type SurveyCommand = { readonly type: 'RegisterSurvey' } & Registered;

/** A survey is registered once and never changes: what was studied on it can be studied again. */
export const surveyDecider: Decider<SurveyCommand, SurveyEvent, SurveyState> = {
  stream: 'survey', initial: NO_SURVEY,
  evolve: (_, { data }) => ({ status: 'registered', survey: data }),
  decide({ type: _, ...data }, { status }) {
    if (status !== 'none') throw new Rejection('survey-exists', 'This survey has been registered already.');
    return [{ type: 'SurveyRegistered', data }];
  },
};
