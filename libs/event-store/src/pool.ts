import type { Pool } from 'pg';

export interface PoolOptions {
  /** Of a superuser or of a login role that may become the service's role. */
  readonly url: string;
  readonly service: string;
  readonly max?: number;
  /** `<service>_service` when absent. */
  readonly role?: string;
  readonly onError?: (error: Error) => void;
}

export declare function openPool(options: PoolOptions): Pool;
