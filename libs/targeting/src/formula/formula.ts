import type { DesignVariable } from '../design/design.ts';
import type { StandardErrors } from '../linear/covariance.ts';
import type { StepwiseStep } from '../linear/stepwise.ts';
import type { ColumnMap } from '../survey/column-map.ts';
import type { LeftOut } from '../survey/left-out.ts';

/** How a formula is fitted. */
export const METHODS = ['ols', 'stepwise', 'prr', 'pc', 'quantile', 'logit', 'lasso', 'gbm'] as const;
export type Method = (typeof METHODS)[number];
/** What the equations of a formula are apart by. */
export type Grouping = 'none' | 'stratum' | 'urban';

export interface Coefficient { readonly name: string; readonly estimate: number; readonly se: number | null; readonly t: number | null; readonly p: number | null }

export interface Equation {
  /** The group it holds for: a stratum's name, `urban`, `rural`, or `all`. */
  readonly stratum: string;
  readonly n: number;
  /** Coefficients, the constant included. */
  readonly k: number;
  /** Degrees of freedom of t. */
  readonly df: number | null;
  readonly r2: number | null;
  readonly r2Adjusted: number | null;
  readonly aic: number | null;
  /** Terms in the equation: a variable, or a power `variable^2`. */
  readonly selected: readonly string[];
  /** Columns that depend on earlier ones. */
  readonly dropped: readonly string[];
  readonly coefficients: readonly Coefficient[];
  /** Stepwise: what left and entered, and whether the search was stopped as it came back to a set. */
  readonly steps?: readonly StepwiseStep[];
  readonly cycled?: boolean;
  /** Lasso: the penalty. */
  readonly lambda?: number;
  /** Quantile: the least weighted sum of deviations. */
  readonly objective?: number;
  /** Quantile: false where other planes may fit as well. */
  readonly unique?: boolean;
}

/** A PRR's weight of one characteristic, in 10⁻⁴, beside the ratio it was rounded from. */
export interface LevelWeight { readonly variable: string; readonly level: string; readonly weight: number; readonly ratio: number }
/** A column's part in the principal component, and how it was standardised. */
export interface Loading { readonly name: string; readonly loading: number; readonly mean: number; readonly sd: number }
/** A node of a regression tree: rows with the column's value < `below` go to `yes`, others to `no`; a leaf has no column. `value` is the node's own prediction. */
export interface TreeNode { readonly column: string | null; readonly below: number; readonly yes: number; readonly no: number; readonly value: number }

/** Where a formula comes from. */
export interface Provenance {
  readonly survey: { readonly file: string; readonly sha256: string; readonly rows: number; readonly households: number; readonly leftOut: LeftOut };
  readonly options: Readonly<Record<string, string | number | null>>;
  readonly fittedOn: string;
  readonly author: string;
}

/** How scores are read: which end is the poorest, and from where a household is eligible. */
export interface Eligibility { readonly poorest: 'lowest' | 'highest'; readonly when: 'below' | 'at-or-below' | 'above'; readonly cutoff: number | null }

/** An immutable scoring formula: everything that scoring needs, and where it comes from. Its hash is over all of it but the hash. */
export interface Formula {
  readonly method: Method;
  readonly se: StandardErrors | null;
  /** sha256 of the canonical JSON (RFC 8785) of the rest. */
  readonly hash: string;
  /** Columns and variables that take no part. */
  readonly dropped: readonly string[];
  readonly equations: readonly Equation[];
  readonly weights: readonly LevelWeight[];
  readonly loadings: readonly Loading[];
  readonly trees: readonly (readonly TreeNode[])[];
  readonly by: Grouping;
  readonly eligibility: Eligibility;
  readonly variables: readonly DesignVariable[];
  readonly map: ColumnMap;
  readonly provenance: Provenance;
  readonly warnings: readonly string[];
}

export type FormulaBody = Omit<Formula, 'hash'>;
/** Methods whose score is the logarithm of predicted consumption. */
export const predictsConsumption = (method: Method): boolean => method === 'ols' || method === 'stepwise' || method === 'quantile' || method === 'lasso' || method === 'gbm';
