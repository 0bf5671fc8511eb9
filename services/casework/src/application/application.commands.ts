import type {
  ApplicationDocument, AssessmentCompleted, Day, DisabilityKind, Id, Instant, Money, Period, PublicationStage, Sealed, Text3, VerificationReported,
} from '@hearth/contracts';
import type { CareItems, DataOf, LockedRuleSet, Submission, VisitFact, VisitFindings } from './application.events.ts';

/** Who gives the command; a machine has the role `service`. */
export interface By { readonly sub: string; readonly role: string }

/** What every command brings along: time and people never come from inside. */
export interface Given { readonly at: Instant; readonly today: Day; readonly by: By }

/** A person as the rules of the procedure need to know them. */
export interface KnownPerson {
  readonly person: Id;
  readonly kind: 'member' | 'supporter';
  readonly birthDate: Day;
  readonly disability: { readonly kind: DisabilityKind; readonly level: number } | null;
}

export interface SignedAuthorisation { readonly id: Id; readonly signers: readonly Id[]; readonly ended: boolean }
/** Enrolments of the household's people that other decisions made. */
export interface OtherEnrolment { readonly person: Id | null; readonly programme: string; readonly approval: Id | null }
/** What an order of payment needs beside the benefit: fresh ids, one list, names of the payees. */
export interface PaymentOrderInput { readonly list: Id; readonly ids: readonly Id[]; readonly names: Readonly<Record<Id, Sealed>> }
/** A fresh id and the people counted, should the command lead to an assessment. */
export interface AssessmentInput { readonly assessment: Id; readonly people: readonly KnownPerson[] }

export type IntakeCommand = Given & (
  | { readonly type: 'Submit'; readonly submission: Submission; readonly ruleSet: LockedRuleSet | null; readonly people: readonly KnownPerson[] }
  | { readonly type: 'SupplyDocuments'; readonly documents: readonly ApplicationDocument[]; readonly people: readonly KnownPerson[] }
  | { readonly type: 'Check'; readonly ruleSet: LockedRuleSet | null; readonly authorisation: SignedAuthorisation | null } & AssessmentInput);

export type MeansTestCommand = Given & (
  | { readonly type: 'RequestVerification'; readonly verification: Id; readonly authorisation: SignedAuthorisation | null; readonly people: readonly KnownPerson[] }
  | { readonly type: 'NoteReport'; readonly report: VerificationReported } & AssessmentInput
  | { readonly type: 'RecordVisit'; readonly findings: VisitFindings } & AssessmentInput
  | { readonly type: 'NoteVisitFacts'; readonly visit: Id; readonly facts: readonly VisitFact[] } & AssessmentInput
  | { readonly type: 'NoteFactsChanged' } & AssessmentInput
  | { readonly type: 'NoteAssessment'; readonly completed: AssessmentCompleted });

export type CommunityCommand = Given & (
  | { readonly type: 'HoldMeeting'; readonly on: Day; readonly present: number; readonly representatives: number; readonly yes: number; readonly no: number; readonly abstained: number }
  | { readonly type: 'PostPublication'; readonly stage: PublicationStage; readonly people: readonly KnownPerson[] }
  | { readonly type: 'EndPublication'; readonly stage: PublicationStage }
  | { readonly type: 'RaiseObjection'; readonly objection: Id; readonly stage: PublicationStage; readonly text: Sealed | null }
  | { readonly type: 'Inform'; readonly step: 8 | 14 }
  | { readonly type: 'RequestReview' }
  | { readonly type: 'AnswerReview'; readonly result: 'kept' | 'changed'; readonly reason: string }
  | { readonly type: 'Flag'; readonly flag: 'doubtful' | 'reported'; readonly reason: string }
  | { readonly type: 'Forward'; readonly proposal: 'for' | 'against'; readonly reason: string });

export interface ApprovalInput { readonly approval: Id; readonly enrolments: readonly OtherEnrolment[]; readonly order: PaymentOrderInput }

export type CountyCommand = Given & (
  | { readonly type: 'GiveOpinion'; readonly opinion: 'approve' | 'refuse'; readonly reason: string }
  | { readonly type: 'AssignSpotCheck'; readonly draw: Id; readonly group: 'frame' | 'always'; readonly toVisit: boolean }
  | { readonly type: 'RecordSpotCheck'; readonly visitors: readonly string[]; readonly on: Day; readonly finding: 'agrees' | 'differs' }
  | { readonly type: 'Decide'; readonly decision: 'approve' | 'refuse'; readonly reason: string } & ApprovalInput
  | { readonly type: 'RequestReconsideration'; readonly reconsideration: Id; readonly reason: string } & AssessmentInput
  | { readonly type: 'DecideReconsideration'; readonly reconsideration: Id; readonly result: 'upheld' | 'granted'; readonly reason: string } & ApprovalInput
  /** `lastDay`: the last day on which the family could have asked for reconsideration. */
  | { readonly type: 'CloseRefusal'; readonly lastDay: Day });

export type BenefitCommand = Given & (
  | { readonly type: 'AssessCare'; readonly person: Id | null; readonly items: CareItems; readonly on: Day } & AssessmentInput
  | { readonly type: 'SendPaymentList'; readonly order: PaymentOrderInput }
  | { readonly type: 'NotePayroll'; readonly instruction: Id; readonly payroll: Id; readonly order: Id; readonly period: Period }
  | { readonly type: 'NotePayment'; readonly instruction: Id; readonly outcome: DataOf<'PaymentNoted'>['outcome']; readonly period: Period; readonly on: Day }
  | { readonly type: 'NoteReconciled'; readonly payroll: Id; readonly period: Period; readonly on: Day }
  | { readonly type: 'ChangeBenefit'; readonly order: Id | null; readonly money: Money; readonly from: Period; readonly reason: string }
  | { readonly type: 'SuspendBenefit'; readonly from: Period; readonly reason: string }
  | { readonly type: 'EndBenefit'; readonly from: Period; readonly reason: string }
  | { readonly type: 'NoteDeath'; readonly person: Id; readonly on: Day });

export type ApplicationCommand = IntakeCommand | MeansTestCommand | CommunityCommand | CountyCommand | BenefitCommand;

/** An officer's reason in all three languages: data is never translated. */
export const asWritten = (reason: string): Text3 => ({ zh: reason, mn: reason, en: reason });
