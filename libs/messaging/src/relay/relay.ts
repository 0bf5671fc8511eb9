import type { RecordedEvent } from '@hearth/event-sourcing';
import type { Pool } from 'pg';
import type { EventBus } from '../bus/bus.ts';
import type { Log } from '../log.ts';
import type { Publication, ValidateEvent } from './publication.ts';
import type { RelayStatus } from './status.ts';

/** The service's log as the relay reads it: EventStore and Horizon of @hearth/event-store. */
export interface RelaySource {
  /** Highest position below which no event can appear any more. */
  horizon(): Promise<number>;
  readFrom(position: number, horizon: number, limit: number): Promise<readonly RecordedEvent[]>;
  /** Calls `wake` when the horizon may have moved; returns the end of that. */
  onMove(wake: () => void): () => void;
}

export interface RelayOptions {
  readonly service: string;
  readonly deployment: string;
  /** Connections of the service's role; one is kept for the lock while the relay is active. */
  readonly pool: Pool;
  readonly source: RelaySource;
  readonly bus: EventBus;
  readonly publications: readonly Publication[];
  readonly validate: ValidateEvent;
  readonly logEpoch: number;
  readonly log?: Log;
  /** Events per publish, 500 unless said. */
  readonly batch?: number;
}

/** Publishes a service's events in order; one relay of a service is active at a time. */
export class Relay {
  constructor(private readonly options: RelayOptions) {}
  start(): Promise<void> { throw new Error(`not built: ${this.options.service}`); }
  wake(): void { throw new Error('not built'); }
  /** Publishes again everything from this position on; consumers know what they have had. */
  republish(_from: number): Promise<void> { throw new Error('not built'); }
  status(): Promise<RelayStatus> { throw new Error('not built'); }
  /** Everything that is stored is published. */
  quiet(): Promise<boolean> { throw new Error('not built'); }
  close(): Promise<void> { throw new Error('not built'); }
}
