/** The laboratory's words, written out: what is stored must not change with them unseen. */
export type StudyMethod = 'prr' | 'ols' | 'stepwise' | 'pc' | 'quantile' | 'logit' | 'lasso' | 'gbm';
export type StudyGrouping = 'none' | 'urban' | 'stratum';
export type StudyErrors = 'classic' | 'hc1' | 'cluster' | 'design';

/** A programme to simulate, formulas by their names in the study. */
export interface StudyProgramme {
  readonly formula: string | null;
  readonly amount: number;
  readonly per: 'child' | 'household';
  readonly childrenColumn: string | null;
  readonly conditions: readonly { readonly column: string; readonly oneOf: readonly string[] }[];
  readonly cap: number | null;
  readonly against: { readonly formula: string | null; readonly amount: number } | null;
}

/** What is asked for: formulas that are fitted on the survey, each called by its method, beside registered ones. */
export interface StudyOrder {
  readonly survey: string;
  readonly surveyHash: string;
  readonly title: string;
  readonly methods: readonly StudyMethod[];
  readonly formulas: readonly { readonly id: string; readonly name: string; readonly hash: string }[];
  readonly grouping: StudyGrouping;
  readonly se: StudyErrors | null;
  readonly budget: number | 'poor' | null;
  readonly replicates: number;
  readonly seed: number;
  readonly programme: StudyProgramme | null;
  /** Day that the fitted formulas carry: a study that is begun again fits the same. */
  readonly on: string;
  readonly by: string;
}

/** What made a study fail: the fault of the survey or the options, and where. */
export interface StudyFault { readonly code: string; readonly detail: string; readonly row?: number; readonly column?: string; readonly stratum?: string }
export interface StudiedFormula { readonly name: string; readonly method: string; readonly hash: string; readonly questions: number }

export type StudyEvent =
  | { readonly type: 'StudyRequested'; readonly data: StudyOrder }
  | { readonly type: 'StudyBegun'; readonly data: { readonly surveyHash: string } }
  | { readonly type: 'StudyFinished'; readonly data: { readonly hash: string; readonly formulas: readonly StudiedFormula[] } }
  | { readonly type: 'StudyFailed'; readonly data: { readonly fault: StudyFault } }
  | { readonly type: 'StudyCancelled'; readonly data: { readonly by: string } };

export type StudyStatus = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
export interface StudyState { readonly status: 'none' | StudyStatus; readonly order: StudyOrder | null }
export const NO_STUDY: StudyState = { status: 'none', order: null };

export function evolveStudy(state: StudyState, event: StudyEvent): StudyState {
  switch (event.type) {
    case 'StudyRequested': return { status: 'waiting', order: event.data };
    case 'StudyBegun': return { ...state, status: 'running' };
    case 'StudyFinished': return { ...state, status: 'done' };
    case 'StudyFailed': return { ...state, status: 'failed' };
    case 'StudyCancelled': return { ...state, status: 'cancelled' };
  }
}
