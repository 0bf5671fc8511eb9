import type { Actor, Basis } from '@hearth/event-sourcing';
import type { EventStore, Horizon, ProjectionRunner, Rebuilds, RowReader, Tx } from '@hearth/event-store';
import type { Inbox, KnownFacts, Relay } from '@hearth/messaging';
import type { Registry } from 'prom-client';
import type { StagedUnit } from './commands/unit-of-work.ts';
import type { PassedSignal } from './passed-signal.ts';
import type { Environment } from './environment.ts';
import type { Checkpoints } from './integrity/checkpoints.ts';
import type { ServiceDefinition } from './hearth.module.ts';

/** The running parts of one service, provided to its module. */
export interface Runtime {
  readonly definition: ServiceDefinition;
  readonly environment: Environment;
  readonly store: EventStore;
  readonly horizon: Horizon;
  readonly runner: ProjectionRunner;
  readonly rebuilds: Rebuilds;
  readonly passed: PassedSignal;
  readonly reader: RowReader;
  readonly known: KnownFacts;
  readonly relay: Relay;
  readonly inbox: Inbox;
  /** Null where no place is given for them. */
  readonly checkpoints: Checkpoints | null;
  readonly logEpoch: number;
  readonly timeZone: string;
  readonly registry: Registry;
  unitFor(o: { tx: Tx; actor: Actor; correlationId: string; causationId: string | null; traceparent: string | null; basis: readonly Basis[]; scoped: boolean }): StagedUnit;
}

export const RUNTIME = Symbol('Runtime');
