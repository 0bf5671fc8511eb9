import type { FindingKind, InquiryAnswered, Money, Source, VerificationReported, Waiver } from '@hearth/contracts';
import type { HeldItem } from './assembling.ts';

export interface StagedInquiry {
  readonly inquiry: string; readonly person: string; readonly source: Source;
  /** The authorisation it runs under; null: nobody may be asked. */
  readonly authorisation: string | null;
}

export interface VerificationOpened {
  readonly household: string; readonly application: string; readonly verification: string; readonly programme: string; readonly authorisation: string; readonly purpose: string;
  readonly requestedAt: string; readonly people: readonly string[]; readonly sources: readonly Source[]; readonly inquiries: readonly StagedInquiry[];
  /** Ids of all items a report may hold, so that an item is the same in every report. */
  readonly items: readonly { readonly item: string; readonly person: string; readonly kind: FindingKind }[];
}

/** What the answer said stays here; the published fact says only that there was one. */
export interface RecordedAnswer extends InquiryAnswered {
  readonly authorisation: string; readonly purpose: string; readonly attempts: number; readonly receipt: string; readonly items: readonly HeldItem[];
}

export interface InquiryFailed {
  readonly inquiry: string; readonly person: string; readonly source: Source; readonly askedAt: string | null; readonly attempts: number;
  readonly fault: string; readonly nextTryAt: string | null; readonly at: string;
}

export interface ItemSettled {
  readonly item: string; readonly decision: 'declared' | 'found' | 'other'; readonly reason: string; readonly by: string; readonly at: string;
  /** The figures it was settled on: the settlement holds for as long as the same is found. */
  readonly found: Money | null; readonly foundCount: number | null;
  readonly counts: Money | null; readonly countsCount: number | null;
}

export type EndReason = 'refusal-final' | 'members-changed' | 'withdrawn' | 'exit';

export type VerificationEvent =
  | { readonly type: 'VerificationOpened'; readonly data: VerificationOpened }
  | { readonly type: 'InquiriesAuthorised'; readonly data: { readonly authorisation: string; readonly purpose: string; readonly inquiries: readonly Omit<StagedInquiry, 'authorisation'>[]; readonly at: string } }
  | { readonly type: 'InquiriesWithdrawn'; readonly data: { readonly authorisation: string; readonly reason: EndReason; readonly inquiries: readonly string[]; readonly at: string } }
  | { readonly type: 'InquiryAnswered'; readonly data: RecordedAnswer }
  /** The answer is late: the report no longer waits for it. Further tries are not facts, they stand in the table of open inquiries. */
  | { readonly type: 'InquiryFailed'; readonly data: InquiryFailed }
  | { readonly type: 'VerificationReported'; readonly data: VerificationReported }
  | { readonly type: 'ItemSettled'; readonly data: ItemSettled }
  | { readonly type: 'SourceWaived'; readonly data: Waiver & { readonly at: string } }
  | { readonly type: 'RetryAsked'; readonly data: { readonly sources: readonly Source[]; readonly by: string; readonly at: string } };

export interface Inquiry {
  readonly inquiry: string; readonly person: string; readonly source: Source; readonly authorisation: string | null;
  readonly state: 'waiting' | 'late' | 'answered' | 'not-authorised';
  /** Since when it is in this state. */
  readonly since: string;
  readonly items: readonly HeldItem[];
}

export interface VerificationState {
  readonly opened: VerificationOpened | null;
  readonly inquiries: Readonly<Record<string, Inquiry>>;
  readonly settlements: Readonly<Record<string, ItemSettled>>;
  readonly waivers: Readonly<Partial<Record<Source, Waiver>>>;
  readonly report: VerificationReported | null;
  /** The case is over: a later authorisation is for another one. */
  readonly over: boolean;
}

export const unopened: VerificationState = { opened: null, inquiries: {}, settlements: {}, waivers: {}, report: null, over: false };

/** Whether the case ends with its authorisation; after the other reasons the family may sign again. */
export const endsCase = (reason: EndReason): boolean => reason === 'refusal-final' || reason === 'exit';

function changed(state: VerificationState, ids: readonly string[], change: Partial<Inquiry>): VerificationState {
  const entries = ids.flatMap((id): [string, Inquiry][] => { const inquiry = state.inquiries[id]; return inquiry ? [[id, { ...inquiry, ...change }]] : []; });
  return { ...state, inquiries: { ...state.inquiries, ...Object.fromEntries(entries) } };
}

export function evolve(state: VerificationState, event: VerificationEvent): VerificationState {
  switch (event.type) {
    case 'VerificationOpened': return opened(event.data);
    case 'InquiriesAuthorised': return changed(state, event.data.inquiries.map((i) => i.inquiry), { state: 'waiting', authorisation: event.data.authorisation, since: event.data.at });
    case 'InquiriesWithdrawn': return { ...changed(state, event.data.inquiries, { state: 'not-authorised', authorisation: null, since: event.data.at }), over: state.over || endsCase(event.data.reason) };
    case 'InquiryAnswered': return changed(state, [event.data.inquiry], { state: 'answered', since: event.data.answeredAt, items: event.data.items });
    case 'InquiryFailed': return changed(state, [event.data.inquiry], { state: 'late', since: event.data.at });
    case 'VerificationReported': return { ...state, report: event.data };
    case 'ItemSettled': return { ...state, settlements: { ...state.settlements, [event.data.item]: event.data } };
    case 'SourceWaived': { const { at: _, ...waiver } = event.data; return { ...state, waivers: { ...state.waivers, [waiver.source]: waiver } }; }
    case 'RetryAsked': return state;
  }
}

function opened(data: VerificationOpened): VerificationState {
  const inquiry = (staged: StagedInquiry): Inquiry => ({ ...staged, state: staged.authorisation === null ? 'not-authorised' : 'waiting', since: data.requestedAt, items: [] });
  return { ...unopened, opened: data, inquiries: Object.fromEntries(data.inquiries.map((staged) => [staged.inquiry, inquiry(staged)])) };
}
