import { rows } from '@hearth/event-store';
import type { RuleSetDraftEvent, Simulation } from '../rule-set-draft/rule-set-draft.ts';

/** A draft as GET shows it; lists leave the document out. */
export interface RuleSetDraftRow {
  readonly id: string;
  readonly ruleSet: string;
  readonly document: object;
  readonly contentHash: string;
  readonly note: string;
  readonly status: 'open' | 'approved' | 'rejected';
  readonly authors: readonly string[];
  readonly simulation: Simulation | null;
  readonly decidedBy: string | null;
  readonly reason: string | null;
  readonly draftedAt: string;
  readonly version: number;
}

export const ruleSetDraftRows = rows<RuleSetDraftRow, RuleSetDraftEvent>({
  name: 'rule_set_draft', version: 1,
  keys: ({ stream }) => stream.slice('rule-set-draft-'.length),
  on: {
    RuleSetDrafted: (_, { data: { by, ...written }, recordedAt, version }, id) => (
      { id, ...written, status: 'open', authors: [by], simulation: null, decidedBy: null, reason: null, draftedAt: recordedAt, version }),
    RuleSetDraftRevised: (row, { data: { by, ...written }, version }) => row && { ...row, ...written, authors: [...new Set([...row.authors, by])], simulation: null, version },
    RuleSetDraftSimulated: (row, { data: { by: _, ...simulation }, version }) => row && { ...row, simulation, version },
    RuleSetDraftApproved: (row, { data: { by }, version }) => row && { ...row, status: 'approved', decidedBy: by, version },
    RuleSetDraftRejected: (row, { data: { by, reason }, version }) => row && { ...row, status: 'rejected', decidedBy: by, reason, version },
  },
});
