import type { EventBus } from '@hearth/messaging';
import type { KeyProvider } from '@hearth/event-store';
import type { JWTVerifyGetKey } from 'jose';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Where "now" comes from: real time, or in development real time plus an offset that only grows. Never used for token expiry, TLS or retries. */
export interface Clock { now(): Date }

/** Where signed checkpoints are kept, and the key that signs them: both apart from the database. */
export interface CheckpointPlace {
  /** One folder for all processes of a service. */
  readonly dir: string;
  readonly keysDir: string;
  /** A private key elsewhere, instead of the one in the folder of keys. */
  readonly keyFile?: string;
  /** 10 unless said; 0 = only when asked, and at the end. */
  readonly everyMinutes?: number;
}

/** Everything a service gets from whoever starts it: one process for all services, or a container for each. */
export interface Environment {
  /** URL of a role that may create schemas and roles; the service itself runs as `<service>_service`. */
  readonly databaseUrl: string;
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly keys: KeyProvider;
  readonly mode: 'development' | 'production';
  readonly publicUrl: string;
  /** OIDC issuer of the officers' tokens and where its keys are read; `keySet` wins (tests, same process). */
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly keySet?: JWTVerifyGetKey;
  /** Name of this deployment in `source` of every published event, for example the province. */
  readonly deployment: string;
  /** What one service alone needs, for example `simulatorUrl`; read by its `*.config.ts`. */
  readonly settings: Readonly<Record<string, string>>;
  /** None are made without it. */
  readonly checkpoints?: CheckpointPlace;
  /** Longest time a consumer may read nothing while broker and database answer, seconds; 60 unless said. Then the service is not alive. */
  readonly livenessSeconds?: number;
  /** Connections a service may hold, 5 unless said. */
  readonly poolSize?: number;
}

/** A started service as its host process holds it. */
export interface RunningService {
  readonly name: string;
  /** Raw node handler; the URL keeps its prefix `/api/<name>/…`. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** False when its consumer has ended although nothing keeps it from reading: only a new start helps. */
  alive(): Promise<boolean>;
  ready(): Promise<boolean>;
  /** True when relay, inbox and projections have nothing left to do. */
  quiet(): Promise<boolean>;
  /** Runs the processes that fell due at `now`, until none makes a fact any more. */
  runDue(now: Date): Promise<void>;
  metrics(): Promise<string>;
  close(): Promise<void>;
}

/** Work that falls due by the clock: called every second and by the development clock. Must be idempotent. */
export interface DueProcess {
  readonly name: string;
  /** Returns the number of facts made; it is run again while that is above 0. */
  runDue(now: Date): Promise<number>;
}

export const ENVIRONMENT = Symbol('Environment');
export const CLOCK = Symbol('Clock');
export const KEYS = Symbol('KeyProvider');
