import type { ApplicationDocument, Day, Id, Money, Period, PublicationStage, Share, Text3 } from '@hearth/contracts';
import type {
  Account, Approval, AssessmentNote, AssessmentOrder, CareGrade, DataOf, LockedRuleSet, MeetingRecord, ReportNote, SheetContent, Stamp, Submission, VisitFact,
} from './application.events.ts';

/** A fact that is done. `seq` is its place in the stream: what came after what never hangs on the clock. */
export interface Done extends Stamp { readonly seq: number }

export interface Verification { readonly id: Id; readonly requested: Done; readonly report: (ReportNote & { readonly done: Done }) | null }
/** `awaits`: findings that the registry has not recorded yet; an assessment before that would miss them. */
export interface Visit extends Done { readonly visit: Id; readonly investigators: readonly string[]; readonly on: Day; readonly awaits: readonly VisitFact[] }
export interface Meeting extends Done, MeetingRecord {}
export interface Publication extends Done {
  readonly stage: PublicationStage;
  readonly postedOn: Day;
  readonly until: Day;
  readonly content: SheetContent;
  readonly ended: (Done & { readonly objections: number }) | null;
}
export interface Objection extends Done { readonly objection: Id; readonly stage: PublicationStage; readonly on: Day; readonly answered: (Done & { readonly through: 'visit' | 'meeting' }) | null }
export interface Notice extends Done { readonly step: 8 | 14; readonly on: Day; readonly result: string }
export interface Review extends Done { readonly on: Day; readonly answered: (Done & { readonly result: 'kept' | 'changed'; readonly reason: string }) | null }
export interface Flag extends Done { readonly flag: 'doubtful' | 'reported'; readonly reason: string }
export interface Proposal extends Done { readonly proposal: 'for' | 'against'; readonly reason: string }
export interface Opinion extends Done { readonly opinion: 'approve' | 'refuse'; readonly reason: string; readonly assessment: Id; readonly money: Money | null }
export interface SpotCheck {
  readonly assigned: (Done & { readonly draw: Id; readonly group: 'frame' | 'always'; readonly toVisit: boolean }) | null;
  readonly record: (Done & { readonly draw: Id | null; readonly visitors: readonly string[]; readonly on: Day; readonly finding: 'agrees' | 'differs' }) | null;
}
export type Decision =
  | (Done & Approval & { readonly kind: 'approved'; /** Granted on reconsideration, after a refusal. */ readonly granted: boolean })
  | (Done & { readonly kind: 'refused'; readonly reasons: readonly Text3[]; readonly final: boolean; readonly on: Day; /** Who refused first; stays when the refusal becomes final. */ readonly firstBy: string });
export interface Reconsideration extends Done {
  readonly reconsideration: Id;
  readonly reason: string;
  readonly on: Day;
  readonly decided: (Done & { readonly result: 'upheld' | 'granted'; readonly reason: string }) | null;
}
export interface Care extends Done { readonly person: Id; readonly failed: number; readonly grade: CareGrade; readonly on: Day }
export interface Order extends Done { readonly order: Id; readonly beneficiary: Id; readonly payee: Id; readonly money: Money; readonly from: Period; readonly list: Id }
export interface Benefit {
  readonly money: Money;
  readonly shares: readonly Share[];
  readonly from: Period;
  readonly status: 'approved' | 'suspended' | 'ended';
  readonly changed: (Done & { readonly kind: 'changed' | 'suspended' | 'ended'; readonly from: Period; readonly reason: string }) | null;
  readonly deaths: readonly (Done & { readonly person: Id; readonly on: Day })[];
}
/** The first of each is what the steps ask for; the counts are for the file. */
export interface Payments {
  readonly included: Done | null;
  readonly received: Done | null;
  readonly reconciled: Done | null;
  readonly payrolls: readonly Id[];
  readonly last: { readonly outcome: DataOf<'PaymentNoted'>['outcome']; readonly period: Period; readonly on: Day } | null;
}

export type Status = 'none' | 'submitted' | 'returned' | 'accepted' | 'approved' | 'refused' | 'ended';

/** Everything a rule about an application asks for, folded from its stream. */
export interface ApplicationState {
  readonly status: Status;
  readonly seq: number;
  readonly about: Submission | null;
  readonly ruleSet: LockedRuleSet | null;
  readonly authorisation: Id | null;
  readonly documents: readonly ApplicationDocument[];
  readonly accounts: readonly Account[];
  readonly submitted: Done | null;
  readonly returned: (Done & { readonly missing: readonly ApplicationDocument[] }) | null;
  readonly supplied: Done | null;
  readonly accepted: Done | null;
  readonly verification: Verification | null;
  readonly visits: readonly Visit[];
  readonly assessment: { readonly requested: (Done & AssessmentOrder) | null; readonly latest: (Done & AssessmentNote) | null };
  readonly meetings: readonly Meeting[];
  readonly publications: readonly Publication[];
  readonly objections: readonly Objection[];
  readonly notices: readonly Notice[];
  readonly reviews: readonly Review[];
  readonly flags: readonly Flag[];
  readonly proposal: Proposal | null;
  readonly opinion: Opinion | null;
  readonly spotCheck: SpotCheck;
  readonly decision: Decision | null;
  readonly reconsiderations: readonly Reconsideration[];
  readonly care: readonly Care[];
  readonly benefit: Benefit | null;
  readonly orders: readonly Order[];
  readonly payments: Payments;
}

export const initialState: ApplicationState = {
  status: 'none', seq: 0, about: null, ruleSet: null, authorisation: null, documents: [], accounts: [],
  submitted: null, returned: null, supplied: null, accepted: null,
  verification: null, visits: [], assessment: { requested: null, latest: null },
  meetings: [], publications: [], objections: [], notices: [], reviews: [], flags: [], proposal: null,
  opinion: null, spotCheck: { assigned: null, record: null }, decision: null, reconsiderations: [],
  care: [], benefit: null, orders: [], payments: { included: null, received: null, reconciled: null, payrolls: [], last: null },
};
