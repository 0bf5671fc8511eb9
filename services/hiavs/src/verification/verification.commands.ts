import type { Money, Source, VerificationRequested } from '@hearth/contracts';
import type { HeldItem } from './assembling.ts';
import type { Comparison } from './reporting.ts';
import type { EndReason, StagedInquiry, VerificationOpened } from './verification.ts';

/** Whom the family allows to be asked about, and where; children are covered by their family's signature. */
export interface Permission { readonly authorisation: string; readonly people: readonly string[]; readonly sources: readonly Source[] }

export interface GivenAnswer { readonly inquiry: string; readonly askedAt: string; readonly answeredAt: string; readonly attempts: number; readonly receipt: string; readonly items: readonly HeldItem[] }
export interface LateAnswer { readonly inquiry: string; readonly askedAt: string | null; readonly attempts: number; readonly fault: string; readonly nextTryAt: string | null }

export type OpenVerification = {
  readonly type: 'OpenVerification'; readonly request: VerificationRequested; readonly permission: Permission | null;
  readonly inquiries: readonly Omit<StagedInquiry, 'authorisation'>[]; readonly items: VerificationOpened['items']; readonly at: string;
};
export type RecordResults = { readonly type: 'RecordResults'; readonly answers: readonly GivenAnswer[]; readonly late: readonly LateAnswer[]; readonly comparison: Comparison; readonly at: string };
export type SettleItem = {
  readonly type: 'SettleItem'; readonly item: string; readonly decision: 'declared' | 'found' | 'other'; readonly value: Money | null; readonly count: number | null;
  readonly reason: string; readonly by: string; readonly at: string;
};
export type WaiveSource = { readonly type: 'WaiveSource'; readonly source: Source; readonly reason: string; readonly recheckOn: string; readonly by: string; readonly today: string; readonly comparison: Comparison; readonly at: string };

export type VerificationCommand =
  | OpenVerification
  | { readonly type: 'NoteAuthorisation'; readonly permission: Permission; readonly at: string }
  | { readonly type: 'EndAuthorisation'; readonly authorisation: string; readonly reason: EndReason; readonly comparison: Comparison; readonly at: string }
  | RecordResults
  | { readonly type: 'NoteDeclaration'; readonly comparison: Comparison; readonly at: string }
  | SettleItem
  | WaiveSource
  | { readonly type: 'AskAgain'; readonly by: string; readonly at: string };
