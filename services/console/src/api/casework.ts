import { get, request, type Answer } from './client.ts';
import type { ClockBody, List, Money, Text3 } from './types.ts';

export interface WorkRow {
  readonly id: string;
  readonly number: string;
  readonly household: string;
  readonly headName: string | null;
  readonly members: number | null;
  readonly programme: string;
  readonly ruleSet: string;
  readonly status: string;
  readonly area: string;
  readonly village: Text3;
  readonly step: { readonly step: number; readonly title: Text3 } | null;
  readonly next: { readonly action: string; readonly title: Text3 } | null;
  readonly clock: ClockBody | null;
  readonly total: ClockBody | null;
  readonly flags: readonly string[];
  readonly settled: boolean;
  readonly submittedAt: string | null;
  readonly version: number;
}

export interface ActionBody { readonly action: string; readonly title: Text3; readonly path: string; readonly allowed: boolean; readonly code: string | null; readonly reason: Text3 | null }
export interface StepBody {
  readonly step: number; readonly key: string; readonly title: Text3; readonly mode: 'required' | 'conditional' | 'not-taken'; readonly who: readonly string[];
  readonly state: 'done' | 'open' | 'waiting' | 'not-taken'; readonly at: string | null; readonly by: string | null; readonly clock: ClockBody | null;
}
export interface DocumentBody { readonly kind: string; readonly person: string | null }
export interface ItemBody {
  readonly item: string; readonly person: string; readonly source: string; readonly kind: string;
  readonly declared: Money | null; readonly found: Money | null; readonly declaredCount: number | null; readonly foundCount: number | null;
  readonly status: 'consistent' | 'open' | 'settled';
  readonly settlement: { readonly decision: string; readonly by: string; readonly reason: string; readonly at: string } | null;
}
export interface ReportBody {
  readonly verification: string; readonly round: number; readonly outcome: 'consistent' | 'discrepant' | 'incomplete'; readonly requestedAt: string; readonly reportedAt: string;
  readonly items: readonly ItemBody[]; readonly missing: readonly { readonly person: string; readonly source: string; readonly since: string }[];
  readonly waived: readonly { readonly source: string; readonly reason: string; readonly recheckOn: string; readonly by: string }[]; readonly answered: number; readonly asked: number;
}
export interface TraceBody { readonly rule: string; readonly source: string; readonly inputs: Readonly<Record<string, unknown>>; readonly result: boolean | null; readonly reason: Text3 }
export interface StampBody { readonly at: string; readonly by: string }
export interface PublicationBody extends StampBody {
  readonly stage: 'town' | 'county'; readonly postedOn: string; readonly until: string; readonly ended: (StampBody & { readonly objections: number }) | null;
}

export interface ApplicationFile {
  readonly id: string;
  readonly version: number;
  readonly village: Text3;
  readonly head: string | null;
  readonly members: readonly { readonly person: string; readonly relation: string; readonly name: string | null; readonly birthDate: string | null }[];
  readonly names: Readonly<Record<string, { readonly name: string | null }>>;
  readonly application: {
    readonly number: string; readonly household: string; readonly programme: string; readonly applicant: string; readonly area: string; readonly status: string; readonly relativeOfStaff: boolean;
    readonly accounts: readonly { readonly person: string | null; readonly holder: string; readonly account: string | null }[];
    readonly authorisation: string | null; readonly submittedAt: string | null; readonly acceptedAt: string | null;
  };
  readonly ruleSet: { readonly id: string; readonly title: Text3; readonly source: string; readonly locked: boolean };
  readonly steps: readonly StepBody[];
  readonly clocks: { readonly total: ClockBody | null; readonly decision: ClockBody | null; readonly verificationStart: ClockBody | null; readonly lastDayToAsk: string | null };
  readonly next: { readonly step: number; readonly stepTitle: Text3; readonly action: string; readonly title: Text3; readonly who: readonly string[] } | null;
  readonly documents: { readonly given: readonly DocumentBody[]; readonly missing: readonly DocumentBody[]; readonly needed: readonly { readonly kind: string; readonly needed: boolean }[] };
  readonly verification: { readonly id: string; readonly requestedAt: string; readonly openSources?: readonly string[]; readonly openItems?: number; readonly report: ReportBody | null } | null;
  readonly assessment: {
    readonly assessment: string; readonly result: 'eligible' | 'ineligible' | 'undecided'; readonly money: Money | null; readonly provisional: boolean; readonly running: boolean;
    readonly trace: readonly TraceBody[]; readonly asOf: string | null; readonly reasons: readonly Text3[];
    readonly score: { readonly points: number; readonly threshold: number } | null;
  } | null;
  readonly visits: readonly (StampBody & { readonly visit: string; readonly investigators: readonly string[]; readonly on: string })[];
  readonly meetings: readonly (StampBody & { readonly on: string; readonly present: number; readonly representatives: number; readonly yes: number; readonly no: number; readonly abstained: number; readonly result: string })[];
  readonly publications: readonly PublicationBody[];
  readonly objections: readonly (StampBody & { readonly objection: string; readonly stage: string; readonly on: string; readonly answered: StampBody | null })[];
  readonly proposal: (StampBody & { readonly proposal: 'for' | 'against'; readonly reason: string }) | null;
  readonly opinion: (StampBody & { readonly opinion: 'approve' | 'refuse'; readonly reason: string; readonly money: Money | null }) | null;
  readonly spotCheck: { readonly assigned: (StampBody & { readonly draw: string; readonly toVisit: boolean }) | null; readonly record: (StampBody & { readonly finding: string; readonly on: string }) | null };
  readonly decision: (StampBody & { readonly kind: 'approved' | 'refused'; readonly money?: Money; readonly from?: string; readonly reasons?: readonly Text3[]; readonly final?: boolean }) | null;
  readonly reconsiderations: readonly (StampBody & { readonly reconsideration: string; readonly decided: (StampBody & { readonly result: string }) | null })[];
  readonly payments: { readonly last: { readonly outcome: string; readonly period: string; readonly on: string } | null };
  readonly actions: readonly ActionBody[];
  readonly history: readonly { readonly id: string; readonly type: string; readonly at: string; readonly effectiveOn: string; readonly version: number; readonly by: string; readonly role: string }[];
}

export interface ActionAnswer { readonly id: string; readonly status: string; readonly events: readonly string[]; readonly missing?: readonly DocumentBody[]; readonly ruleSet?: string | null }

export const applicationFile = async (id: string, signal?: AbortSignal): Promise<ApplicationFile> => get(`casework/applications/${id}`, undefined, signal);

export interface SubmitApplication {
  readonly household: string; readonly programme: string; readonly applicant: string; readonly authorisation?: string;
  readonly documents: readonly { readonly kind: string; readonly person?: string }[]; readonly account: { readonly holder: string; readonly number: string }; readonly relativeOfStaff?: boolean;
}
export const submitApplication = (body: SubmitApplication, idempotencyKey: string): Promise<Answer<{ readonly id: string; readonly number: string; readonly status: string }>> =>
  request('casework/applications', { method: 'POST', body, idempotencyKey });

/** One command on one application; the version the officer looked at goes along. */
export const actOn = (id: string, path: string, body: object, idempotencyKey: string, version?: number): Promise<Answer<ActionAnswer>> =>
  request(`casework/applications/${id}/${path}`, { method: 'POST', body, idempotencyKey, ifMatch: version });

export interface BulkOutcome { readonly application: string; readonly ok: boolean; readonly problem?: { readonly code: string; readonly detail: string; readonly reason: Text3 } }
export const verifyMany = async (applications: readonly string[], idempotencyKey: string): Promise<readonly BulkOutcome[]> =>
  (await request<{ items: readonly BulkOutcome[] }>('casework/verifications', { method: 'POST', body: { applications }, idempotencyKey })).body.items;

export interface SheetBody {
  readonly number: string; readonly stage: string; readonly programme: string; readonly village: Text3; readonly postedOn: string; readonly until: string; readonly days: number; readonly day: number; readonly state: 'running' | 'ended';
  readonly withheld: boolean; readonly applicant: { readonly name: string | null } | null; readonly adults: readonly { readonly name: string | null }[]; readonly members: number; readonly minors: number; readonly money: Money | null; readonly objections: number | null;
}
export const sheet = (application: string, stage: string, signal?: AbortSignal): Promise<SheetBody> => get(`casework/publications/${application}/${stage}`, undefined, signal);

export const applications = (query: Readonly<Record<string, string | number | null>>, signal?: AbortSignal): Promise<List<WorkRow>> => get('casework/applications', query, signal);

export interface DrawAnswer { readonly drawn: readonly string[]; readonly always: readonly string[]; readonly draws: readonly { readonly draw: string; readonly programme: string; readonly from: string; readonly to: string; readonly frame: number }[] }
/** Closes the open windows of a county and draws from each. */
export const drawSpotChecks = async (area: string, idempotencyKey: string): Promise<DrawAnswer> =>
  (await request<DrawAnswer>('casework/spot-checks/draws', { method: 'POST', body: { area }, idempotencyKey })).body;
