import type { MigrationClass } from './core-migration.ts';

export interface MigrateOptions {
  readonly url: string;
  readonly service: string;
  /** Those of the service; the core migration always runs first and need not be named. */
  readonly migrations: readonly MigrationClass[];
}

export declare function migrate(options: MigrateOptions): Promise<void>;
/** The epoch of the log, raised by an operator after a restore that went back in time. */
export declare function readLogEpoch(url: string, service: string): Promise<number>;
