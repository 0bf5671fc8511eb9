import { setTimeout as pause } from 'node:timers/promises';
import { ExpectedVersionConflict } from '@hearth/event-store';
import { type FieldError, Rejection } from '@hearth/event-sourcing';
import { UnpublishableEvent } from '@hearth/messaging';
import { Inject, Injectable } from '@nestjs/common';
import type { Asking } from '../http/request.ts';
import { log } from '../log.ts';
import { RUNTIME, type Runtime } from '../runtime.ts';
import { keep, type KeptAnswer, recall } from './idempotency.ts';
import { StagedUnit } from './unit-of-work.ts';

/** What a command tells its caller. `version` becomes the ETag, `location` the Location header. Bodies hold ids and states, never personal data. */
export interface CommandAnswer { readonly status?: 200 | 201 | 202; readonly body: object; readonly version?: number; readonly location?: string }

const ATTEMPTS = 4;
/** A reader of its own write waits this long for the projections; then the answer says that lists follow (decision 4). */
const PROJECTED_WITHIN_MS = 2000;
const HEARD_WITHIN_MS = 2000;
const LOOK_EVERY_MS = 20;

/** The one way from a request to stored facts: decide, append, keep the answer, wait for the projections. */
@Injectable()
export class Commands {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /**
   * Runs `work` in one transaction and answers with ETag, Location, Hearth-Position and Hearth-Projected.
   * A lost race is decided again up to 3 times, unless the caller named the version it saw (If-Match).
   */
  async run(asking: Asking, work: (unit: StagedUnit) => Promise<CommandAnswer>): Promise<object> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.answer(asking, await this.once(asking, work));
      } catch (error) {
        if (!(error instanceof ExpectedVersionConflict) || asking.ifMatch !== null || attempt === ATTEMPTS) throw this.refusal(error, asking);
      }
    }
  }

  /** Waits up to 2 s for a fact of another service that a command names; then 409 `not-here-yet` with Retry-After. */
  async heard<T>(what: string, look: () => Promise<T | null>): Promise<T> {
    for (let waited = 0; ; waited += LOOK_EVERY_MS) {
      const found = await look();
      if (found !== null) return found;
      if (waited >= HEARD_WITHIN_MS) throw new Rejection('not-here-yet', `This service has not heard of the ${what} yet.`, { status: 409, params: { retryAfter: 1 } });
      await pause(LOOK_EVERY_MS);
    }
  }

  private once(asking: Asking, work: (unit: StagedUnit) => Promise<CommandAnswer>): Promise<KeptAnswer> {
    const { store, environment: { keys } } = this.runtime;
    return store.inTransaction(async (tx) => {
      const kept = await recall(tx, asking, keys);
      if (kept) return kept;
      const { sub, role, area } = asking.officer; // never the officer's name: facts travel
      const unit = this.runtime.unitFor({ tx, actor: { sub, role, area }, correlationId: asking.correlationId, causationId: null, traceparent: asking.traceparent, basis: [], scoped: true });
      const { status = 200, body, version = null, location = null } = await work(unit);
      const position = await unit.flush();
      const answer: KeptAnswer = { status, body, version, location, position };
      await keep(tx, asking, unit.now, answer, keys);
      return answer;
    });
  }

  private async answer({ reply }: Asking, { status, body, version, location, position }: KeptAnswer): Promise<object> {
    void reply.status(status);
    if (version !== null) void reply.header('etag', `"${version}"`);
    if (location !== null) void reply.header('location', location);
    if (position !== null) {
      const projected = await this.runtime.runner.passed(position, PROJECTED_WITHIN_MS);
      void reply.header('hearth-position', `${this.runtime.logEpoch}:${position}`).header('hearth-projected', String(projected));
    }
    return body;
  }

  /** What a lost race, or a value that the request classes let pass and the contracts do not, means to the one who asked. Nothing was stored. */
  private refusal(error: unknown, asking: Asking): unknown {
    if (error instanceof ExpectedVersionConflict && asking.ifMatch !== null) return new Rejection('stale', 'This has changed since you loaded it.', { status: 412 });
    if (!(error instanceof UnpublishableEvent)) return error;
    log.error({ service: this.runtime.definition.name, event: error.type, problems: error.problems }, 'a command was refused only by the contract of its event');
    return new Rejection('invalid', 'Something in the request does not fit what may be recorded.', { status: 422, errors: error.problems.map(fieldOf) });
  }
}

/** `incomes.0.kind: must be …` */
function fieldOf(problem: string): FieldError {
  const [field = '', ...detail] = problem.split(': ');
  return { field, code: 'contract', detail: detail.join(': ') };
}
