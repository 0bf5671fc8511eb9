import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { Runtime } from '../runtime.ts';

/** Requests by route pattern (never by address: addresses hold ids) and status. */
export function observeRequests(fastify: FastifyInstance, runtime: Runtime): void {
  const labels = { service: runtime.definition.name };
  const seconds = new Histogram({ name: 'hearth_http_request_seconds', help: 'Time to answer, by route', labelNames: ['service', 'method', 'route', 'status'], buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10], registers: [runtime.registry] });
  const faults = new Counter({ name: 'hearth_http_faults_total', help: 'Answers with status 500 and above', labelNames: ['service'], registers: [runtime.registry] });
  fastify.addHook('onResponse', (request, reply, done) => {
    seconds.observe({ ...labels, method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    if (reply.statusCode >= 500) faults.inc(labels);
    done();
  });
}

/** What operations watch: how far projections, relay and inbox are behind, and what waits for a person. */
export function registerGauges(runtime: Runtime): void {
  const labels = { service: runtime.definition.name };
  const gauge = (name: string, help: string, read: () => Promise<number>): void => {
    const g: Gauge = new Gauge({ name, help, labelNames: ['service'], registers: [runtime.registry], collect: async () => { g.set(labels, await read()); } });
  };
  gauge('hearth_relay_lag_events', 'Events stored and not yet published', async () => (await runtime.relay.status()).lag);
  gauge('hearth_projection_lag_events', 'Events stored and not yet in the slowest projection', async () => Math.max(0, ...runtime.runner.status().map((p) => p.lag)));
  gauge('hearth_inbox_held_events', 'Events held back behind a dead letter or for a fact not heard yet', async () => (await runtime.inbox.status()).held);
  gauge('hearth_dead_letters', 'Facts that could not be applied and wait for an operator', async () => (await runtime.inbox.status()).deadLetters);
  const { checkpoints } = runtime;
  if (checkpoints !== null) gauge('hearth_unsigned_positions', 'Positions of the log that no signed checkpoint covers yet', () => checkpoints.uncovered());
  gauge('hearth_log_epoch', 'Epoch of the log: above 1 it went back in time and began anew', () => Promise.resolve(runtime.logEpoch));
}
