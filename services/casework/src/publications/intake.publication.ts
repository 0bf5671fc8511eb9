import type { Publication } from '@hearth/messaging';
import { say } from './say.ts';

export const intakePublications: readonly Publication[] = [
  say('ApplicationSubmitted', 'hearth.casework.ApplicationSubmitted', ({ programme, applicant, authorisation, documents, relativeOfStaff, at }, ids) =>
    ({ ...ids, programme, applicant, authorisation, documents, relativeOfStaff, at })),
  say('ApplicationReturned', 'hearth.casework.ApplicationReturned', ({ missing, at }, ids) => ({ ...ids, missing, at })),
  say('ApplicationAccepted', 'hearth.casework.ApplicationAccepted', ({ programme, ruleSet, at }, ids) => ({ ...ids, programme, ruleSet: ruleSet.id, at })),
];
