import type { RunningService } from '@hearth/service-host';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ClockRefusal, type DevClock, readMove } from './dev-clock.ts';
import { problem, problemType } from './problem.ts';
import { drain, runDue, StillBusy } from './rest.ts';

/** What only a development server has, without a token: the test clock, and waiting until everything is at rest. */
export function devRoutes(app: FastifyInstance, clock: DevClock, services: () => readonly RunningService[]): void {
  let moves: Promise<unknown> = Promise.resolve();
  /** One move after the other: each answers only when what it made due has run. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = moves.then(work);
    moves = mine.catch(() => undefined);
    return mine;
  };

  app.removeContentTypeParser('text/plain'); // another site's form can send that without asking
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => { // no body is no error where none is needed
    if (body === '') done(null, null);
    else void parse(request, String(body), done);
  });

  app.get('/api/dev/clock', async () => ({ now: clock.now().toISOString() }));

  const move = async (request: FastifyRequest): Promise<object> => {
    const wished = readMove(request.body);
    return inTurn(async () => {
      const now = clock.move(wished);
      await runDue(services(), now);
      return { now: now.toISOString() };
    });
  };
  const rest = async (): Promise<object> => {
    await drain(services());
    return { quiet: true };
  };
  app.route({ method: 'POST', url: '/api/dev/clock', handler: move });
  app.route({ method: 'POST', url: '/api/dev/drain', handler: rest });
}

/** Null for what is not this module's own. */
export function devProblem(error: unknown): { status: number; body: object; type: string } | null {
  const own = error instanceof ClockRefusal ? problem(error.status, error.status === 409 ? 'clock-backwards' : 'clock-move', 'The clock was not moved', error.message)
    : error instanceof StillBusy ? problem(503, 'still-busy', 'Not at rest yet', error.message) : null;
  return own && { status: own.status, body: own, type: problemType };
}
