import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Basis } from '@hearth/event-sourcing';
import { ExpectedVersionConflict } from '@hearth/event-store';
import { RUNTIME, type Runtime } from '../runtime.ts';
import type { StagedUnit } from './unit-of-work.ts';

const ATTEMPTS = 4;

/** Commands that the service gives itself: what fell due by the clock, what a department answered. One transaction each, not cut to an area. */
@Injectable()
export class ServiceWork {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** Runs `work` and appends what it decided. Returns its result; a lost race is decided again. */
  async run<T>(work: (unit: StagedUnit) => Promise<T>, cause: { correlationId?: string; causationId?: string; basis?: readonly Basis[] } = {}): Promise<T> {
    const name = this.runtime.definition.name;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.runtime.store.inTransaction(async (tx) => {
          const unit = this.runtime.unitFor({
            tx, actor: { sub: `service:${name}`, role: 'service', area: '*' }, correlationId: cause.correlationId ?? randomUUID(), causationId: cause.causationId ?? null,
            traceparent: null, basis: cause.basis ?? [], scoped: false,
          });
          const result = await work(unit);
          await unit.flush();
          return result;
        });
      } catch (error) {
        if (!(error instanceof ExpectedVersionConflict) || attempt === ATTEMPTS) throw error;
      }
    }
  }

}
