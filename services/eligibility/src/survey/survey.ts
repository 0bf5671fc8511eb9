/** A stratum of a survey: rows of households, and those below the line; null where the map has no line. */
export interface SurveyStratum { readonly stratum: string; readonly households: number; readonly poor: number | null }
/** A row that takes no part, and the column that it lacks. */
export interface RowLeftOut { readonly row: number; readonly column: string; readonly reason: 'missing' | 'weight 0' }

/** What was found when a survey was read. `hash` is the SHA-256 of what is stored: the mapped columns alone. */
export interface SurveyContent {
  readonly hash: string;
  readonly rows: number;
  readonly households: number;
  readonly strata: readonly SurveyStratum[];
  /** How the stored columns are read: a column map, as `readColumnMap` reads it. */
  readonly map: object;
  readonly leftOutRows: number;
  readonly leftOut: readonly RowLeftOut[];
  /** Columns of the file that were not stored. */
  readonly droppedColumns: readonly string[];
}

export interface Registered extends SurveyContent { readonly name: string; readonly source: string; readonly synthetic: boolean; readonly by: string }
export interface SurveyEvent { readonly type: 'SurveyRegistered'; readonly data: Registered }
export interface SurveyState { readonly status: 'none' | 'registered'; readonly survey: Registered | null }

export const NO_SURVEY: SurveyState = { status: 'none', survey: null };
