import type { PartitionStatus } from '@hearth/messaging';
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

/** One look for all gauges of a scrape. */
const LOOK_MS = 500;

/** What operations watch: how far projections, relay and inbox are behind, and what waits for a person. */
export function registerGauges(runtime: Runtime): void {
  const service = runtime.definition.name;
  const relay = shared(() => runtime.relay.status()), inbox = shared(() => runtime.inbox.status());
  const series = (name: string, help: string, label: string | null, read: () => Promise<readonly (readonly [of: string, value: number])[]>): void => {
    const gauge: Gauge = new Gauge({
      name, help, labelNames: ['service', ...(label === null ? [] : [label])], registers: [runtime.registry],
      collect: async () => {
        const values = await read().catch(() => null); // a database that is away must not take the other figures with it
        if (values === null) gauge.reset();
        else for (const [of, value] of values) gauge.set({ service, ...(label === null ? {} : { [label]: of }) }, value);
      },
    });
  };
  const gauge = (name: string, help: string, read: () => Promise<number>): void => { series(name, help, null, async () => [['', await read()]]); };
  gauge('hearth_append_waiting', 'Callers waiting for room to append: the database takes less than is asked of it', () => Promise.resolve(runtime.store.appendBacklog.waiting));
  gauge('hearth_relay_lag_events', 'Events stored and not yet published', async () => (await relay()).lag);
  gauge('hearth_relay_lag_seconds', 'Age of the oldest event not yet published', async () => (await relay()).lagSeconds);
  gauge('hearth_projection_lag_events', 'Events stored and not yet in the slowest projection', async () => Math.max(0, ...runtime.runner.status().map((p) => p.lag)));
  series('hearth_inbox_lag_events', 'Facts published and not yet taken in, by topic', 'topic', async () => lagByTopic((await inbox()).partitions));
  gauge('hearth_inbox_age_seconds', 'Age of the oldest fact not yet taken in', async () => (await inbox()).ageSeconds);
  gauge('hearth_inbox_last_poll_seconds', 'Since the broker was last read with success', () => Promise.resolve(runtime.inbox.silentMs() / 1000));
  gauge('hearth_inbox_held_events', 'Events held back behind a dead letter or for a fact not heard yet', async () => (await inbox()).held);
  gauge('hearth_inbox_held_seconds', 'How long the one that is held longest has been, dead letters included', async () => (await inbox()).heldAgeSeconds);
  gauge('hearth_parked_keys', 'Keys whose facts wait behind a dead letter or for a fact not heard yet', async () => (await inbox()).parkedKeys);
  gauge('hearth_dead_letters', 'Facts that could not be applied and wait for an operator', async () => (await inbox()).deadLetters);
  series('hearth_log_epoch_raised_total', 'How often the log of a service that is read here was seen to go back in time', 'of', async () => (await inbox()).epochs.map((of) => [of.service, of.raised] as const));
  const { checkpoints } = runtime;
  if (checkpoints !== null) gauge('hearth_unsigned_positions', 'Positions of the log that no signed checkpoint covers yet', () => checkpoints.uncovered());
  gauge('hearth_log_epoch', 'Epoch of the log: above 1 it went back in time and began anew', () => Promise.resolve(runtime.logEpoch));
}

/** What is asked again at once is answered from the same look. */
function shared<T>(look: () => Promise<T>): () => Promise<T> {
  let [last, at]: [Promise<T> | null, number] = [null, 0];
  return () => {
    if (last === null || performance.now() - at > LOOK_MS) [last, at] = [look(), performance.now()];
    return last;
  };
}

function lagByTopic(partitions: readonly PartitionStatus[]): readonly (readonly [string, number])[] {
  const lags = new Map<string, number>();
  for (const { topic, lag } of partitions) lags.set(topic, (lags.get(topic) ?? 0) + lag);
  return [...lags];
}
