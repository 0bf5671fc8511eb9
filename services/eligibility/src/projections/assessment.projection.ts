import type { AssessmentCompleted } from '@hearth/contracts';
import { rows } from '@hearth/event-store';

/** An assessment as GET shows it, with the whole trace. */
export interface AssessmentRow extends Omit<AssessmentCompleted, 'assessment'> { readonly id: string; readonly madeAt: string }

export const assessmentRows = rows<AssessmentRow, { type: 'AssessmentMade'; data: AssessmentCompleted }>({
  name: 'assessment', version: 1,
  keys: (event) => event.data.assessment,
  indexed: ['household', 'application'],
  on: { AssessmentMade: (_, { data: { assessment, ...rest }, recordedAt }) => ({ id: assessment, ...rest, madeAt: recordedAt }) },
});
