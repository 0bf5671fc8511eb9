import { randomUUID } from 'node:crypto';
import { type EventStore, type Horizon, type Projection, type ProjectionRunner, Rebuilds, type Tx } from '@hearth/event-store';
import type { Upcasters } from '@hearth/event-sourcing';
import { describeFailure, isTransient } from '@hearth/messaging';
import type { Clock } from '../environment.ts';
import { log } from '../log.ts';
import type { Runtime } from '../runtime.ts';
import { rebuildDecider, type RebuildCommand } from './rebuild.decider.ts';
import { rebuildStream } from './rebuild-stream.ts';

export interface AuditedRebuildsOptions {
  readonly store: EventStore;
  readonly horizon: Horizon;
  readonly runner: ProjectionRunner;
  readonly projections: readonly Projection[];
  readonly upcasters?: Upcasters;
  readonly clock: Clock;
  readonly unitFor: Runtime['unitFor'];
}

/** Rebuilds whose ends are facts of the service, recorded in the transaction that brought them about. */
export function auditedRebuilds({ store, horizon, runner, projections, upcasters, clock, unitFor }: AuditedRebuildsOptions): Rebuilds {
  const { service } = store;
  const record = async (tx: Tx, command: RebuildCommand): Promise<void> => {
    const actor = { sub: `service:${service}`, role: 'service', area: '*' };
    const unit = unitFor({ tx, actor, correlationId: randomUUID(), causationId: null, traceparent: null, basis: [], scoped: false });
    const { state } = await unit.load(rebuildDecider, rebuildStream(command.projection));
    if (state.state !== 'running') return;
    await unit.decide(rebuildDecider, rebuildStream(command.projection), command, { household: null, area: null, key: rebuildStream(command.projection) });
    await unit.flush();
  };
  const at = (): string => clock.now().toISOString();
  return new Rebuilds({
    store, horizon, projections, isTransient, ...(upcasters ? { upcasters } : {}),
    onSwitched: (projection, position, tx) => record(tx, { type: 'FinishRebuild', projection, position, at: at() }),
    onGivenUp: (projection, error, tx) => record(tx, { type: 'GiveUpRebuild', projection, error: describeFailure(error), at: at() }),
    onEnded: (projection) => { runner.resume(projection); },
    onError: (projection, error) => { log.error({ service, projection, fault: error instanceof Error ? error.message : typeof error }, 'a rebuild failed; the projection goes on with its old tables'); },
  });
}
