import { get, newIdempotencyKey, request, type Answer } from './client.ts';
import type { List, Money } from './types.ts';

export interface HouseholdLine {
  readonly id: string;
  readonly number: string;
  readonly area: string;
  readonly urban: boolean;
  readonly registeredOn: string;
  readonly head: { readonly id: string; readonly name: string | null };
  readonly members: number;
  readonly programmes: readonly string[];
}
export interface SearchHit extends HouseholdLine { readonly household: string; readonly matchedBy: 'idNumber' | 'phone' | 'name' }

export interface PersonShown {
  readonly id: string;
  readonly relation: string;
  readonly name: string | null;
  readonly idNumber: string | null;
  readonly phone: string | null;
  readonly birthDate: string;
  readonly sex: string;
  readonly disability: { readonly kind: string; readonly level: number } | null;
  readonly workCapacity: string;
  readonly student: boolean;
  readonly died: string | null;
}

export interface IncomeStatement { readonly origin: string; readonly from: string; readonly to: string; readonly recordedAt: string; readonly incomes: readonly { readonly person: string; readonly kind: string; readonly annual: Money }[] }
export interface PropertyStatement { readonly origin: string; readonly recordedAt: string; readonly properties: readonly { readonly person: string; readonly kind: string; readonly value: Money | null; readonly count: number }[] }
export interface AuthorisationShown { readonly authorisation: string; readonly programme: string; readonly agent: string; readonly signers: readonly string[]; readonly on: string; readonly ended: { readonly reason: string; readonly on: string } | null }
export interface EnrolmentShown { readonly enrolment: string; readonly programme: string; readonly person: string | null; readonly status: string; readonly from: string; readonly until: string | null; readonly money: Money | null }

export interface HouseholdShown {
  readonly id: string;
  readonly number: string;
  readonly area: string;
  readonly urban: boolean;
  readonly registeredOn: string;
  readonly head: { readonly id: string; readonly name: string | null };
  readonly members: readonly PersonShown[];
  readonly supporters: readonly PersonShown[];
  readonly hasAddress: boolean;
  readonly incomes: readonly IncomeStatement[];
  readonly properties: readonly PropertyStatement[];
  readonly authorisations: readonly AuthorisationShown[];
  readonly enrolments: readonly EnrolmentShown[];
  readonly programmes: readonly string[];
  readonly version: number;
}

export interface TimelineEntry {
  readonly id: string;
  readonly type: string;
  readonly effectiveAt: string;
  readonly recordedAt: string;
  readonly service: string;
  readonly actor: string;
  readonly late: boolean;
  readonly about: Readonly<Record<string, unknown>>;
}
export interface PaymentLine { readonly instruction: string; readonly programme: string; readonly period: string; readonly money: Money; readonly status: string; readonly on: string; readonly reason: string | null }
export interface ProgrammeLine { readonly programme: string; readonly status: string; readonly from: string; readonly until: string | null; readonly money: Money | null }

export interface HouseholdRecord {
  readonly asOf: string | null;
  readonly known: 'now' | 'then';
  readonly household: HouseholdShown;
  readonly programmes: readonly ProgrammeLine[];
  readonly payments: readonly PaymentLine[];
  readonly timeline: readonly TimelineEntry[];
  readonly later: number;
}

export interface AreaName { readonly code: string; readonly parent: string | null; readonly level: string; readonly zh: string; readonly mn: string; readonly en: string }
export type RevealField = 'idNumber' | 'phone' | 'address' | 'account';

export interface PersonRequest {
  readonly name: string; readonly idKind: 'cn-resident-id' | 'mn-registration'; readonly idNumber: string; readonly relation: string;
  readonly sex?: string; readonly phone?: string; readonly student?: boolean; readonly workCapacity?: string;
  readonly disability?: { readonly kind: string; readonly level: number };
}
export interface RegisterHousehold {
  readonly area: string;
  readonly urban: boolean;
  readonly address?: string;
  readonly members: readonly PersonRequest[];
  readonly supporters?: readonly PersonRequest[];
  readonly incomes?: readonly { readonly member: number; readonly kind: string; readonly annual: Money }[];
  readonly properties?: readonly { readonly member: number; readonly kind: string; readonly value?: Money; readonly count: number }[];
  readonly answers?: Readonly<Record<string, string | number>>;
  readonly authorisation?: { readonly programme: string; readonly agent: number; readonly signers: readonly number[]; readonly supportersSign?: boolean };
}
export interface RegisteredHousehold { readonly id: string; readonly members: readonly { readonly id: string }[]; readonly supporters: readonly { readonly id: string }[]; readonly authorisation: string | null }

export const registerHousehold = (body: RegisterHousehold, idempotencyKey: string): Promise<Answer<RegisteredHousehold>> =>
  request('registry/households', { method: 'POST', body, idempotencyKey });

export interface HouseholdAction { readonly name: 'record-income' | 'record-death' | (string & {}); readonly allowed: boolean }

export const household = (id: string, signal?: AbortSignal): Promise<HouseholdShown & { readonly actions: readonly HouseholdAction[] }> => get(`registry/households/${id}`, undefined, signal);

export const householdRecord = (id: string, asOf: string | null, known: 'now' | 'then', signal?: AbortSignal): Promise<HouseholdRecord> =>
  get(`registry/households/${id}/record`, { asOf, known: asOf === null ? null : known }, signal);

/** What is searched for stands in the body, never in an address. */
export const search = async (text: string, signal?: AbortSignal): Promise<readonly SearchHit[]> =>
  (await request<List<SearchHit>>('registry/searches', { method: 'POST', body: { text }, ...(signal ? { signal } : {}) })).body.items;

export const reveal = async (person: string, field: RevealField, purpose: string): Promise<{ readonly value: string; readonly until: string }> =>
  (await request<{ value: string; until: string }>(`registry/persons/${person}/reveals`, { method: 'POST', body: { field, purpose }, idempotencyKey: newIdempotencyKey() })).body;

export const areaNames = (signal?: AbortSignal): Promise<List<AreaName>> => get('registry/areas', undefined, signal);

export interface PersonFile { readonly id: string; readonly name: string | null; readonly looked?: readonly { readonly field: string; readonly purpose: string; readonly by: string; readonly role: string; readonly at: string }[] }
export const person = (id: string, signal?: AbortSignal): Promise<PersonFile> => get(`registry/persons/${id}`, undefined, signal);

export const signAuthorisation = (id: string, body: { readonly programme: string; readonly agent: string; readonly signers: readonly string[] }, idempotencyKey: string): Promise<Answer<{ readonly id: string }>> =>
  request(`registry/households/${id}/authorisations`, { method: 'POST', body, idempotencyKey });

export interface IncomeRequest { readonly person: string; readonly kind: string; readonly annual: Money }

export const recordIncome = (id: string, incomes: readonly IncomeRequest[], idempotencyKey: string): Promise<Answer<unknown>> =>
  request(`registry/households/${id}/income-records`, { method: 'POST', body: { origin: 'declared', incomes }, idempotencyKey });

export const recordDeath = (who: string, on: string, idempotencyKey: string): Promise<Answer<unknown>> =>
  request(`registry/persons/${who}/deaths`, { method: 'POST', body: { on }, idempotencyKey });
