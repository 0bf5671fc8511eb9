import type { Publication } from '@hearth/messaging';
import { say } from './say.ts';

export const meansTestPublications: readonly Publication[] = [
  say('VerificationRequested', 'hearth.casework.VerificationRequested', ({ verification, programme, authorisation, people, sources, purpose, at }, ids) =>
    ({ ...ids, verification, programme, authorisation, people, sources, purpose, at })),
  say('VisitRecorded', 'hearth.casework.VisitRecorded', ({ visit, investigators, on, incomes, properties, dwelling, livingConditions }, ids) =>
    ({ ...ids, visit, investigators, on, incomes, properties, dwelling, livingConditions })),
  say('AssessmentRequested', 'hearth.casework.AssessmentRequested', ({ assessment, programme, ruleSet, asOf, provisional, people, verification, reason }, ids) =>
    ({ ...ids, assessment, programme, ruleSet, asOf, provisional, people, verification, reason })),
];
