import { rows } from '@hearth/event-store';
import type { StudiedFormula, StudyEvent, StudyFault, StudyOrder, StudyStatus } from '../study/study.ts';

/** A study as lists show it; its result is in a table of its own. */
export interface StudyRow extends Omit<StudyOrder, 'by' | 'formulas'> {
  readonly id: string;
  readonly status: StudyStatus;
  readonly registered: StudyOrder['formulas'];
  /** What it set side by side; empty until it is done. */
  readonly formulas: readonly StudiedFormula[];
  readonly hash: string | null;
  readonly error: StudyFault | null;
  readonly author: string;
  readonly requestedAt: string;
  readonly endedAt: string | null;
  readonly version: number;
}

/** Studies belong to no area. */
export const studyRows = rows<StudyRow, StudyEvent>({
  name: 'study', version: 1,
  keys: ({ stream }) => stream.slice('study-'.length),
  place: () => ({ household: null, area: null }),
  on: {
    StudyRequested: (_, { data: { by, formulas, ...order }, recordedAt, version }, id) => ({ id, ...order, status: 'waiting', registered: formulas, formulas: [], hash: null, error: null, author: by, requestedAt: recordedAt, endedAt: null, version }),
    StudyBegun: (row, { version }) => row && { ...row, status: 'running', version },
    StudyFinished: (row, { data, recordedAt, version }) => row && { ...row, ...data, status: 'done', endedAt: recordedAt, version },
    StudyFailed: (row, { data: { fault }, recordedAt, version }) => row && { ...row, status: 'failed', error: fault, endedAt: recordedAt, version },
    StudyCancelled: (row, { recordedAt, version }) => row && { ...row, status: 'cancelled', endedAt: recordedAt, version },
  },
});
