import type { Publication } from '@hearth/messaging';

/** Both have the shape of their contracts: a rule set with its whole document, an assessment with its trace. */
const PUBLISHED = { RuleSetPutInForce: 'hearth.eligibility.RuleSetInForce', AssessmentMade: 'hearth.eligibility.AssessmentCompleted' } as const;

export const publications: readonly Publication[] = Object.entries(PUBLISHED).map(([on, type]) => ({
  on, publish: (event) => ({ type, version: event.schemaVersion, data: event.data }),
}));
