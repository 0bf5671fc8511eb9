import type {
  ApplicationDocument, AssessmentResult, BenefitUnit, Code, Day, Dwelling, Id, Income, Instant, LivingConditions, Money, Period, Programme, Property,
  PublicationStage, RuleSetPayment, RuleSetProcedure, Sealed, Share, Source, Text3, VerificationReported, VerificationRound, Waiver,
} from '@hearth/contracts';

/** When a fact was stated, and by which officer or service. Part of every event, so that the state alone can say who did a step. */
export interface Stamp { readonly at: Instant; readonly by: string }

interface Stated<T extends string, D extends object> { readonly type: T; readonly data: D & Stamp; readonly effectiveOn?: Day }

/** What of a rule set an application keeps: its procedure and how it pays. What makes a family eligible stays with eligibility. */
export interface LockedRuleSet {
  readonly id: string;
  readonly title: Text3;
  readonly source: string;
  readonly procedure: RuleSetProcedure;
  readonly payment: RuleSetPayment;
}

/** A bank account and its holder; `person` says whose benefit goes there, null for all that have none of their own. */
export interface Account { readonly person: Id | null; readonly holder: Id; readonly number: Sealed }

export interface Submission {
  readonly application: Id;
  readonly number: string;
  readonly household: Id;
  readonly area: string;
  readonly programme: Programme;
  readonly applicant: Id;
  readonly authorisation: Id | null;
  readonly documents: readonly ApplicationDocument[];
  readonly accounts: readonly Account[];
  readonly relativeOfStaff: boolean;
}

/** What the county waits for in a report: sources without an answer or waiver, discrepancies nobody has settled. */
export interface ReportNote {
  readonly verification: Id;
  readonly round: number;
  readonly outcome: VerificationReported['outcome'];
  readonly reportedAt: Instant;
  readonly openSources: readonly Source[];
  readonly openItems: number;
  readonly waived: readonly Waiver[];
}

export type VisitFact = 'incomes' | 'properties' | 'dwelling';

export interface VisitFindings {
  readonly visit: Id;
  readonly investigators: readonly string[];
  readonly on: Day;
  readonly incomes: readonly Income[] | null;
  readonly properties: readonly Property[] | null;
  readonly dwelling: Dwelling | null;
  readonly livingConditions: LivingConditions | null;
}

export interface AssessmentOrder {
  readonly assessment: Id;
  readonly programme: Programme;
  readonly ruleSet: string;
  readonly asOf: Day;
  readonly provisional: boolean;
  readonly people: readonly Id[];
  readonly verification: VerificationRound | null;
  readonly reason: 'first' | 'facts-changed' | 'verification-changed';
}

export interface AssessmentNote {
  readonly assessment: Id;
  readonly result: AssessmentResult;
  readonly money: Money | null;
  readonly shares: readonly Share[];
  readonly provisional: boolean;
  /** Why it is not eligible, from the trace; empty when it is. */
  readonly reasons: readonly Text3[];
}

export interface MeetingRecord {
  readonly on: Day;
  readonly present: number;
  readonly representatives: number;
  readonly yes: number;
  readonly no: number;
  readonly abstained: number;
  readonly result: 'supports' | 'rejects';
}

/** What a sheet shows. Persons are ids: names are opened when the sheet is read, so an erased person is gone from it too. */
export interface SheetContent {
  /** Null for a minor, who is never named. */
  readonly applicant: Id | null;
  /** Adult members who are named beside the applicant. */
  readonly adults: readonly Id[];
  readonly members: number;
  readonly minors: number;
  readonly money: Money | null;
  /** Children without an adult in the household are not published at all. */
  readonly withheld: boolean;
}

export interface CareItems { readonly eat: boolean; readonly dress: boolean; readonly bed: boolean; readonly toilet: boolean; readonly walk: boolean; readonly bathe: boolean }
export type CareGrade = 'able' | 'partly-lost' | 'fully-lost';

export interface OrderData {
  readonly order: Id;
  readonly approval: Id;
  readonly programme: Programme;
  readonly of: BenefitUnit;
  readonly beneficiary: Id;
  readonly payee: Id;
  readonly payeeName: Sealed;
  readonly account: Sealed;
  readonly money: Money;
  readonly from: Period;
  readonly until: Period | null;
  readonly list: Id;
}

export interface Approval {
  readonly approval: Id;
  readonly programme: Programme;
  readonly of: BenefitUnit;
  readonly money: Money;
  readonly shares: readonly Share[];
  readonly from: Period;
  readonly assessment: Id;
  readonly ruleSet: string;
}

export type IntakeEvent =
  | Stated<'ApplicationSubmitted', Submission & { readonly ruleSet: LockedRuleSet }>
  | Stated<'DocumentsSupplied', { readonly documents: readonly ApplicationDocument[] }>
  | Stated<'ApplicationReturned', { readonly missing: readonly ApplicationDocument[] }>
  | Stated<'ApplicationAccepted', { readonly programme: Programme; readonly ruleSet: LockedRuleSet; readonly authorisation: Id | null }>;

export type MeansTestEvent =
  | Stated<'VerificationRequested', { readonly verification: Id; readonly programme: Programme; readonly authorisation: Id; readonly people: readonly Id[]; readonly sources: readonly Source[]; readonly purpose: string }>
  | Stated<'VerificationNoted', ReportNote>
  | Stated<'VisitRecorded', VisitFindings>
  | Stated<'VisitFactsRegistered', { readonly visit: Id; readonly facts: readonly VisitFact[] }>
  | Stated<'AssessmentRequested', AssessmentOrder>
  | Stated<'AssessmentNoted', AssessmentNote>;

export type CommunityEvent =
  | Stated<'MeetingHeld', MeetingRecord>
  | Stated<'PublicationPosted', { readonly stage: PublicationStage; readonly postedOn: Day; readonly until: Day; readonly content: SheetContent }>
  | Stated<'PublicationEnded', { readonly stage: PublicationStage; readonly on: Day; readonly objections: number }>
  | Stated<'ObjectionRaised', { readonly objection: Id; readonly stage: PublicationStage; readonly on: Day; readonly text: Sealed | null }>
  | Stated<'ObjectionsAnswered', { readonly objections: readonly Id[]; readonly through: 'visit' | 'meeting' }>
  | Stated<'ApplicantInformed', { readonly step: 8 | 14; readonly on: Day; readonly result: AssessmentResult | 'approved' | 'refused' }>
  | Stated<'ReviewRequested', { readonly on: Day }>
  | Stated<'ReviewAnswered', { readonly result: 'kept' | 'changed'; readonly reason: string }>
  | Stated<'CaseFlagged', { readonly flag: 'doubtful' | 'reported'; readonly reason: string }>
  | Stated<'ProposalForwarded', { readonly proposal: 'for' | 'against'; readonly reason: string }>;

export type CountyEvent =
  | Stated<'OpinionGiven', { readonly opinion: 'approve' | 'refuse'; readonly reason: string; readonly assessment: Id }>
  | Stated<'SpotCheckAssigned', { readonly draw: Id; readonly group: 'frame' | 'always'; readonly toVisit: boolean }>
  | Stated<'SpotCheckRecorded', { readonly draw: Id | null; readonly visitors: readonly string[]; readonly on: Day; readonly finding: 'agrees' | 'differs' }>
  | Stated<'BenefitApproved', Approval>
  | Stated<'BenefitRefused', { readonly reasons: readonly Text3[]; readonly final: boolean; readonly on: Day }>
  | Stated<'ReconsiderationRequested', { readonly reconsideration: Id; readonly reason: string; readonly on: Day }>
  | Stated<'ReconsiderationDecided', { readonly reconsideration: Id; readonly result: 'upheld' | 'granted'; readonly reason: string; readonly on: Day }>;

export type BenefitEvent =
  | Stated<'CareAssessed', { readonly person: Id; readonly items: CareItems; readonly failed: number; readonly grade: CareGrade; readonly on: Day }>
  | Stated<'PaymentOrdered', OrderData>
  | Stated<'PayrollIncluded', { readonly instruction: Id; readonly payroll: Id; readonly order: Id; readonly period: Period }>
  | Stated<'PaymentNoted', { readonly instruction: Id; readonly outcome: 'settled' | 'returned' | 'collected' | 'reconciled'; readonly period: Period; readonly on: Day }>
  | Stated<'FundsReconciled', { readonly payroll: Id; readonly period: Period; readonly on: Day }>
  | Stated<'BenefitChanged', { readonly approval: Id; readonly order: Id | null; readonly money: Money; readonly shares: readonly Share[]; readonly orders: readonly { readonly order: Id; readonly money: Money }[]; readonly from: Period; readonly reason: Code }>
  | Stated<'BenefitSuspended', { readonly approval: Id; readonly from: Period; readonly reason: Code }>
  | Stated<'BenefitEnded', { readonly approval: Id; readonly from: Period; readonly reason: Code }>
  | Stated<'DeathNoted', { readonly person: Id; readonly on: Day }>;

export type ApplicationEvent = IntakeEvent | MeansTestEvent | CommunityEvent | CountyEvent | BenefitEvent;
export type DataOf<T extends ApplicationEvent['type']> = Extract<ApplicationEvent, { type: T }>['data'];
