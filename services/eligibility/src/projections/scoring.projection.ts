import { rows } from '@hearth/event-store';
import type { ScoringEvent, ScoringOrder, ScoringResult, ScoringStatus } from '../scoring/scoring.ts';

/** A scoring as GET shows it; its scores are a list of their own. */
export interface ScoringRow extends ScoringOrder {
  readonly id: string;
  readonly status: ScoringStatus;
  readonly requestedAt: string;
  readonly endedAt: string | null;
  readonly reason: string | null;
  readonly result: ScoringResult | null;
  readonly version: number;
}

export const scoringRows = rows<ScoringRow, ScoringEvent>({
  name: 'scoring', version: 1,
  keys: ({ stream }) => stream.slice('scoring-'.length),
  on: {
    ScoringRequested: (_, { data, recordedAt, version }, id) => ({ id, ...data, status: 'running', requestedAt: recordedAt, endedAt: null, reason: null, result: null, version }),
    ScoringFinished: (row, { data, recordedAt, version }) => row && { ...row, status: 'done', endedAt: recordedAt, result: data, version },
    ScoringFailed: (row, { data, recordedAt, version }) => row && { ...row, status: 'failed', endedAt: recordedAt, reason: data.reason, version },
    ScoringCancelled: (row, { recordedAt, version }) => row && { ...row, status: 'cancelled', endedAt: recordedAt, version },
  },
});
