import type { Grouping, Method } from '../formula/formula.ts';
import type { StandardErrors } from '../linear/covariance.ts';
import type { StepwiseOptions } from '../linear/stepwise.ts';
import type { BoostingOptions } from '../methods/boosting.ts';
import type { ColumnMap } from '../survey/column-map.ts';
import type { Needs, Role } from '../survey/household-fields.ts';

/** What to fit and how; what is left out takes the conventions' value. */
export interface FitOptions {
  readonly method: Method;
  /** Default: design where the survey has clusters or strata, else classic. */
  readonly se?: StandardErrors;
  /** Default: stratum (which is one equation where the survey has no strata). */
  readonly by?: Grouping;
  readonly stepwise?: StepwiseOptions;
  /** Quantile regression: which quantile; default the median. */
  readonly tau?: number;
  /** Lasso: the penalty; default the one with the least error out of sample. */
  readonly lambda?: number;
  readonly folds?: number;
  readonly seed?: number;
  readonly boosting?: BoostingOptions;
  /** Principal component: the share of all households that is selected. Default 0.4. */
  readonly share?: number;
}

export const GROUPINGS = ['none', 'stratum', 'urban'] as const;

/** The columns a fit reads: only these can make a household incomplete. */
export function fitNeeds(map: ColumnMap, { method, by = 'stratum' }: FitOptions): Needs {
  const roles: Role[] = ['weight', 'consumption', 'stratum', 'cluster'];
  if (method === 'lasso') roles.push('fold');
  if (by === 'urban' || (method === 'prr' && map.variables.some(({ only }) => only))) roles.push('urban');
  return { roles: new Set(roles), variables: map.variables };
}
