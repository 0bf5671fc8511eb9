import type { Upcasters } from '@hearth/event-sourcing';
import type { EventStore } from '../event-store.ts';
import type { Horizon } from '../horizon.ts';
import type { Projection } from './projection.ts';

export interface ProjectionRunnerOptions {
  readonly store: EventStore;
  readonly horizon: Horizon;
  readonly projections: readonly Projection[];
  readonly upcasters?: Upcasters;
  /** 500 when absent. */
  readonly batch?: number;
  /** All projections have passed this position. */
  readonly onPassed?: (position: number) => void;
  readonly onError?: (projection: string, error: unknown) => void;
}

export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly position: number;
  readonly lag: number;
  readonly failed: { readonly error: string; readonly since: string; readonly attempts: number } | null;
}

export declare class ProjectionRunner {
  constructor(options: ProjectionRunnerOptions);
  /** Makes the row tables that are missing, empties those to be rebuilt, then follows the log. */
  start(): Promise<void>;
  close(): Promise<void>;
  /** True as soon as every projection has passed the position; false when the time ran out or one of them is failed. */
  passed(position: number, timeoutMs: number): Promise<boolean>;
  status(): readonly ProjectionStatus[];
  /** Everything committed so far is in the rows. */
  quiet(): Promise<boolean>;
}
