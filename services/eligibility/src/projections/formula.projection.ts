import type { RecordedEvent } from '@hearth/event-sourcing';
import { rows } from '@hearth/event-store';
import type { Formula } from '@hearth/targeting';
import type { FormulaEvent, FormulaStatus, Registered, Review, Transition } from '../formula/formula.ts';

/** One step of a formula's life, for its history. */
export interface FormulaStep { readonly type: FormulaEvent['type']; readonly at: string; readonly by: string; readonly note: string | null }

/** A formula as GET shows it; its coefficients are in the artefact, which has an address of its own. */
export interface FormulaRow {
  readonly id: string;
  readonly name: string;
  readonly method: string;
  readonly hash: string;
  readonly status: FormulaStatus;
  readonly note: string;
  readonly study: string | null;
  readonly provenance: Formula['provenance'];
  /** How it was fitted and what its equations reach. */
  readonly fit: Pick<Formula, 'se' | 'by' | 'eligibility' | 'dropped' | 'warnings'> & { readonly equations: readonly Omit<Formula['equations'][number], 'coefficients' | 'steps'>[] };
  readonly questions: Formula['variables'];
  /** Which of the questions' columns the register answers, and which column besides says what equation holds: a case that is typed in has to say them. */
  readonly places: Pick<Formula['map'], 'urban' | 'stratum' | 'size' | 'children'>;
  readonly reviews: readonly (Review & { readonly at: string })[];
  readonly reviewClosed: (Extract<FormulaEvent, { type: 'FormulaReviewClosed' }>['data'] & { readonly at: string }) | null;
  readonly pilot: { readonly areas: readonly string[]; readonly since: string; readonly note: string; readonly by: string } | null;
  readonly inForce: { readonly from: string; readonly areas: readonly string[]; readonly transition: Transition } | null;
  readonly author: string;
  readonly approver: string | null;
  /** Why it was rejected or retired. */
  readonly reason: string | null;
  readonly history: readonly FormulaStep[];
  readonly registeredAt: string;
  readonly version: number;
}

type Recorded<T extends FormulaEvent['type']> = RecordedEvent<Extract<FormulaEvent, { type: T }>>;

/** Reviews are of some area; the formula is everybody's. */
export const formulaRows = rows<FormulaRow, FormulaEvent>({
  name: 'formula', version: 2,
  keys: ({ stream }) => stream.slice('formula-'.length),
  place: () => ({ household: null, area: null }),
  on: {
    FormulaRegistered: (_, event, id) => rowOf(event, id),
    FormulaReviewed: (row, event) => row && stepped(row, event, event.data.note, { reviews: [...row.reviews, { ...event.data, at: event.recordedAt }] }),
    FormulaReviewClosed: (row, event) => row && stepped(row, event, null, { status: 'reviewed', reviewClosed: { ...event.data, at: event.recordedAt } }),
    FormulaPilotStarted: (row, event) => row && stepped(row, event, event.data.note, { status: 'pilot', pilot: event.data }),
    FormulaPutInForce: (row, event) => {
      const { from, areas, transition, by } = event.data;
      return row && stepped(row, event, null, { status: 'in-force', inForce: { from, areas, transition }, approver: by });
    },
    FormulaRetired: (row, event) => row && stepped(row, event, event.data.reason, { status: 'retired', reason: event.data.reason }),
    FormulaRejected: (row, event) => row && stepped(row, event, event.data.reason, { status: 'rejected', reason: event.data.reason }),
  },
});

function rowOf({ data, recordedAt, version }: Recorded<'FormulaRegistered'>, id: string): FormulaRow {
  const { artefact, by, ...registered }: Registered = data;
  const { provenance, se, by: grouping, eligibility, dropped, warnings, equations, variables, map: { urban, stratum, size, children } } = artefact as Formula;
  return {
    id, ...registered, status: 'draft', provenance, questions: variables, places: { urban: grouping === 'urban' || variables.some(({ only }) => only !== null) ? urban : null, stratum: grouping === 'stratum' ? stratum : null, size, children },
    fit: { se, by: grouping, eligibility, dropped, warnings, equations: equations.map(({ coefficients: _, steps: __, ...figures }) => figures) },
    reviews: [], reviewClosed: null, pilot: null, inForce: null, author: by, approver: null, reason: null,
    history: [{ type: 'FormulaRegistered', at: recordedAt, by, note: registered.note }], registeredAt: recordedAt, version,
  };
}

/** The row after a step, and the step in its history. */
function stepped(row: FormulaRow, { type, data: { by }, recordedAt, version }: RecordedEvent<FormulaEvent>, note: string | null, change: Partial<FormulaRow>): FormulaRow {
  return { ...row, ...change, history: [...row.history, { type, at: recordedAt, by, note }], version };
}
