import type { Source, VerificationReported, Waiver } from '@hearth/contracts';
import { rows } from '@hearth/event-store';
import type { HeldItem } from '../verification/assembling.ts';
import type { StagedInquiry, VerificationEvent, VerificationOpened } from '../verification/verification.ts';

/** One inquiry: a cell of the matrix people × sources. */
export interface Cell {
  readonly inquiry: string; readonly person: string; readonly source: Source; readonly authorisation: string | null;
  readonly state: 'waiting' | 'late' | 'answered' | 'not-authorised';
  readonly outcome: 'record' | 'no-record' | null;
  readonly askedAt: string | null; readonly answeredAt: string | null; readonly receipt: string | null; readonly attempts: number; readonly fault: string | null;
  /** What the department holds; details still sealed. */
  readonly items: readonly HeldItem[];
}

export type Status = 'asking' | 'open' | 'done';

export interface VerificationRow extends Pick<VerificationOpened, 'household' | 'application' | 'programme' | 'authorisation' | 'purpose' | 'requestedAt' | 'people' | 'sources'> {
  readonly id: string; readonly area: string | null;
  readonly cells: readonly Cell[];
  readonly report: VerificationReported | null;
  readonly waivers: readonly (Waiver & { readonly at: string })[];
  /** `asking`: no report yet; `open`: answers or settlements are outstanding. */
  readonly status: Status;
  readonly outcome: VerificationReported['outcome'] | null;
  readonly answered: number; readonly inquiries: number; readonly openItems: number; readonly missing: number;
  readonly startedAt: string | null; readonly firstReportedAt: string | null; readonly reportedAt: string | null; readonly completedAt: string | null;
  readonly retriedAt: string | null;
  readonly version: number;
}

const cellOf = (staged: StagedInquiry): Cell => ({
  ...staged, state: staged.authorisation === null ? 'not-authorised' : 'waiting', outcome: null, askedAt: null, answeredAt: null, receipt: null, attempts: 0, fault: null, items: [],
});

function opened(data: VerificationOpened, area: string | null): Omit<VerificationRow, 'version'> {
  const { household, application, verification, programme, authorisation, purpose, requestedAt, people, sources, inquiries } = data;
  return {
    id: verification, area, household, application, programme, authorisation, purpose, requestedAt, people, sources, cells: inquiries.map(cellOf), report: null, waivers: [], status: 'asking', outcome: null,
    answered: 0, inquiries: inquiries.length, openItems: 0, missing: inquiries.length, startedAt: null, firstReportedAt: null, reportedAt: null, completedAt: null, retriedAt: null,
  };
}

function withCells(row: VerificationRow, ids: readonly string[], change: Partial<Cell>): VerificationRow {
  const cells = row.cells.map((cell) => (ids.includes(cell.inquiry) ? { ...cell, ...change } : cell));
  const asked = cells.flatMap((cell) => cell.askedAt ?? []).toSorted();
  const answered = cells.filter((cell) => cell.state === 'answered').length;
  return { ...row, cells, answered, missing: cells.length - answered, startedAt: row.startedAt ?? asked[0] ?? null };
}

function reported(row: VerificationRow, report: VerificationReported): VerificationRow {
  const done = report.outcome === 'consistent';
  return {
    ...row, report, outcome: report.outcome, status: done ? 'done' : 'open', openItems: report.items.filter((item) => item.status === 'open').length,
    firstReportedAt: row.firstReportedAt ?? report.reportedAt, reportedAt: report.reportedAt, completedAt: done ? row.completedAt ?? report.reportedAt : null,
  };
}

export const verificationRows = rows<VerificationRow, VerificationEvent>({
  name: 'verification', version: 1, indexed: ['status', 'requestedAt'],
  keys: (event) => event.stream.replace(/^verification-/, ''),
  on: {
    VerificationOpened: (_row, { data, metadata, version }) => ({ ...opened(data, metadata.area), version }),
    InquiriesAuthorised: (row, { data, version }) => row && { ...withCells(row, data.inquiries.map((i) => i.inquiry), { state: 'waiting', authorisation: data.authorisation }), version },
    InquiriesWithdrawn: (row, { data, version }) => row && { ...withCells(row, data.inquiries, { state: 'not-authorised', authorisation: null }), version },
    InquiryAnswered: (row, { data, version }) => {
      const { inquiry, outcome, askedAt, answeredAt, receipt, attempts, items } = data;
      return row && { ...withCells(row, [inquiry], { state: 'answered', outcome, askedAt, answeredAt, receipt, attempts, items, fault: null }), version };
    },
    InquiryFailed: (row, { data, version }) => row && { ...withCells(row, [data.inquiry], { state: 'late', askedAt: data.askedAt, attempts: data.attempts, fault: data.fault }), version },
    VerificationReported: (row, { data, version }) => row && { ...reported(row, data), version },
    ItemSettled: (row, { version }) => row && { ...row, version },
    SourceWaived: (row, { data, version }) => row && { ...row, waivers: [...row.waivers.filter((waiver) => waiver.source !== data.source), data], version },
    RetryAsked: (row, { data, version }) => row && { ...row, retriedAt: data.at, version },
  },
});
