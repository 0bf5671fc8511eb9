import type { Method } from './formulas.ts';
import { get, request, type Answer } from './client.ts';

type Figure = number | null;
export interface SurveyLine {
  readonly id: string; readonly name: string; readonly source: string; readonly synthetic: boolean; readonly hash: string; readonly rows: number; readonly households: number; readonly leftOutRows: number;
  readonly strata: readonly { readonly stratum: string; readonly households: number; readonly poor: number | null }[]; readonly createdBy: string; readonly createdAt: string;
}
export type StudyStatus = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
export interface StudyFault { readonly code: string; readonly detail: string; readonly row?: number; readonly column?: string; readonly stratum?: string }
export interface StudyLine {
  readonly id: string; readonly title: string; readonly survey: string; readonly status: StudyStatus; readonly methods: readonly Method[]; readonly registered: readonly { readonly id: string; readonly name: string }[];
  readonly grouping: string; readonly replicates: number; readonly error: StudyFault | null; readonly author: string; readonly requestedAt: string; readonly endedAt: string | null; readonly version: number;
  readonly progress: { readonly step: number; readonly of: number; readonly what: string; readonly done: number | null; readonly heartbeat: string | null } | null;
}
export interface CoverageRow { readonly formula: string; readonly families: number; readonly children: number; readonly cost: number; readonly coverage: Figure; readonly inclusion: Figure; readonly exclusion: Figure }
export interface ErrorRow {
  readonly formula: string; readonly families: number; readonly poorBeneficiaries: Figure; readonly extremePoorBeneficiaries: Figure; readonly inclusion: Figure; readonly exclusion: Figure; readonly inclusionExtreme: Figure; readonly exclusionExtreme: Figure;
  readonly leakage: Figure; readonly cgh: Figure;
}
export interface DistanceRow { readonly formula: string; readonly above: readonly Figure[]; readonly below: readonly Figure[] }
export interface LimitRow { readonly formula: string; readonly figure: string; readonly estimate: Figure; readonly low: Figure; readonly high: Figure }
export interface Cutoff { readonly cutoff: number; readonly coverage: number; readonly inclusion: number; readonly exclusion: number }
export const quarters = ['southWest', 'southEast', 'northWest', 'northEast'] as const;
export type Quarter = (typeof quarters)[number];
export interface Quadrants { readonly points: readonly (readonly [number, number])[]; readonly counts: Readonly<Record<Quarter, number>>; readonly weighted: Readonly<Record<Quarter, number>>; readonly line: number; readonly cutoff: Figure; readonly negated: boolean }
export interface Profile { readonly excluded: number; readonly reached: number; readonly medianShareOfLine: Figure; readonly rows: readonly { readonly variable: string; readonly level: string | null; readonly excluded: number; readonly reached: number }[] }
export interface AreaLine { readonly area: string; readonly households: number; readonly poor: number; readonly povertyRate: number; readonly [formula: string]: number | string | null }
export interface Correlation { readonly formula: string; readonly all: Figure; readonly without: readonly { readonly area: string; readonly r: Figure }[] }
export interface Brackets { readonly formula: string; readonly bracket: number; readonly cutoff: { readonly families: number; readonly inclusion: Figure; readonly exclusion: Figure } | null; readonly tolerance: { readonly inclusion: Figure } }
interface Poverty { readonly households: number; readonly persons: number; readonly gap: number }
interface Change { readonly families: number; readonly children: number; readonly money: number }
export interface Programme {
  readonly families: number; readonly children: number; readonly costPerMonth: number; readonly costPerYear: number; readonly capped: boolean; readonly gain: Change; readonly lose: Change;
  readonly poverty: { readonly without: Poverty; readonly with: Poverty; readonly against: Poverty | null }; readonly paymentShareOfLine: Figure;
}
interface BothErrors { readonly inclusion: Figure; readonly exclusion: Figure }
/** Who got the benefit in fact, beside whom the formula would have chosen. */
export interface Actual { readonly both: number; readonly onlyActual: number; readonly onlyFormula: number; readonly neither: number; readonly actual: BothErrors; readonly design: BothErrors; readonly implementation: BothErrors }
export interface StudyResult {
  readonly survey: { readonly name: string; readonly source: string; readonly synthetic: boolean; readonly sha256: string; readonly rows: number; readonly evaluated: number; readonly undecided: number; readonly base: { readonly households: number; readonly poor: number; readonly extremePoor: Figure } };
  readonly options: { readonly line: number; readonly extremeLine: Figure; readonly budget: number | 'poor' | null; readonly amount: number; readonly replicates: number; readonly seed: number };
  readonly fitted: { readonly methods: readonly string[]; readonly by: string; readonly se: string | null } | null;
  readonly formulas: readonly { readonly name: string; readonly method: string; readonly hash: string; readonly questions: number; readonly r2: Figure }[];
  readonly tables: { readonly coverage: readonly CoverageRow[]; readonly errors: readonly ErrorRow[]; readonly distances: readonly DistanceRow[] };
  readonly brackets: readonly Brackets[];
  readonly confidence?: { readonly replicates: number; readonly seed: number; readonly rows: readonly LimitRow[] };
  readonly areas: readonly AreaLine[];
  readonly correlations: readonly Correlation[];
  readonly curve: Readonly<Record<string, readonly Cutoff[]>>;
  readonly quadrants: Readonly<Record<string, Quadrants>>;
  readonly profile: Readonly<Record<string, Profile>>;
  readonly actual?: Readonly<Record<string, Actual>>;
  readonly programme?: Programme;
  readonly notes: readonly { readonly code: string; readonly households?: number }[];
  readonly hash: string;
}
export interface StudyBody extends StudyLine { readonly result?: StudyResult }

export const study = (id: string, signal?: AbortSignal): Promise<StudyBody> => get(`eligibility/studies/${id}`, undefined, signal);

type Made = Promise<Answer<{ readonly id: string }>>;
const post = (path: string, body: object, idempotencyKey: string): Made => request(`eligibility/${path}`, { method: 'POST', body, idempotencyKey });
export interface ImportedSurvey { readonly name: string; readonly source: string; readonly synthetic: boolean; readonly map: object; readonly csv: string }
export const importSurvey = (body: ImportedSurvey, key: string): Made => post('surveys', body, key);
export const syntheticSurvey = (seed: number | null, key: string): Made => post('surveys/synthetic', seed === null ? {} : { seed }, key);
export const requestStudy = (body: object, key: string): Made => post('studies', body, key);
export const cancelStudy = (id: string, key: string): Made => post(`studies/${id}/cancel`, {}, key);
export const handOver = (id: string, body: { readonly method: string; readonly name: string; readonly note: string }, key: string): Made => post(`studies/${id}/formulas`, body, key);
