import { Horizon, type Projection, ProjectionRunner, RowReader } from '../index.ts';
import type { EventStore } from '../event-store.ts';

/** A runner with a horizon of its own; `drained` waits until everything committed is in the rows. */
export interface TestRunner {
  readonly horizon: Horizon;
  readonly runner: ProjectionRunner;
  readonly reader: RowReader;
  readonly errors: unknown[];
  drained(): Promise<void>;
  close(): Promise<void>;
}

export async function testRunner(store: EventStore, projections: readonly Projection[], options: { batch?: number; pollMs?: number } = {}): Promise<TestRunner> {
  const horizon = new Horizon({ store, pollMs: options.pollMs ?? 20 });
  const errors: unknown[] = [];
  const runner = new ProjectionRunner({ store, horizon, projections, batch: options.batch ?? 500, onError: (_projection, error) => errors.push(error) });
  await runner.start();
  horizon.start();
  return {
    horizon, runner, errors,
    reader: new RowReader({ pool: store.pool, service: store.service, logEpoch: store.logEpoch }),
    drained: async () => {
      await horizon.refresh();
      if (!(await runner.passed(horizon.lastAssigned, 30_000))) throw new Error('the projections do not come through');
    },
    close: async () => {
      await runner.close();
      await horizon.close();
    },
  };
}
