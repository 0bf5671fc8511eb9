/** One proxy variable and the columns it makes in a regression. */
export interface VariableMap {
  readonly column: string;
  readonly kind: 'numeric' | 'category';
  /** Category: the level without a column; without it the first in code-point order. */
  readonly base: string | null;
  /** Numeric: further terms, 2 for the square and so on. */
  readonly powers: readonly number[];
  /** Asked of urban or rural households only: elsewhere its columns are 0, an empty answer is no missing value, and a PRR counts no such variable. Listed twice, once for each, a variable has weights of its own in town and country. */
  readonly only: 'urban' | 'rural' | null;
}

/** How to read a survey: which column holds what (null = the survey has none). Line and consumption are per head per month. */
export interface ColumnMap {
  readonly household: string | null;
  readonly weight: string | null;
  readonly stratum: string | null;
  /** Primary sampling unit. */
  readonly cluster: string | null;
  readonly consumption: { readonly column: string; readonly of: 'total' | 'head'; readonly scale: 'level' | 'log'; readonly period: 'month' | 'year'; readonly currency: string | null } | null;
  /** Members. */
  readonly size: string | null;
  /** Members of completed age 0–18. */
  readonly children: string | null;
  readonly urban: string | null;
  /** Area for tables by area. */
  readonly area: string | null;
  /** Whether the household is a beneficiary in fact. */
  readonly beneficiary: string | null;
  readonly fold: string | null;
  /** Columns with replicate weights. */
  readonly replicates: readonly string[];
  readonly line: number | null;
  readonly extremeLine: number | null;
  readonly variables: readonly VariableMap[];
}
