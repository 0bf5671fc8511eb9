import 'reflect-metadata';
import { readEvent, validateEvent } from '@hearth/contracts';
import { EventStore, Horizon, ProjectionRunner, RowReader, migrate, openPool } from '@hearth/event-store';
import { HearthTransport, Inbox, KnownFacts, type Log, publishableCheck, Relay } from '@hearth/messaging';
import { CHINA_TIME } from '@hearth/kernel';
import type { Type } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { createApp } from './app.ts';
import { StagedUnit } from './commands/unit-of-work.ts';
import { DueLoop } from './due-loop.ts';
import { applyErasureList } from './erasure/erasure-list.ts';
import type { DueProcess, Environment, RunningService } from './environment.ts';
import { definitionOf, type ServiceDefinition } from './hearth.module.ts';
import { aliveNow, readyNow } from './http/health.controller.ts';
import { registerGauges } from './http/metrics.ts';
import { Checkpoints } from './integrity/checkpoints.ts';
import { log } from './log.ts';
import { epochAtStart, recordEpoch } from './log-epoch.ts';
import { recordSettlement } from './settlement.ts';
import { messagingMigrations } from './messaging.migration.ts';
import { PassedSignal } from './passed-signal.ts';
import { auditedRebuilds } from './replay/audited-rebuilds.ts';
import type { Runtime } from './runtime.ts';

/** Migrates, opens and starts one service; its parts are the same whether it is alone in a container or one of six in a process. */
export async function startService(module: Type, environment: Environment): Promise<RunningService> {
  const definition = definitionOf(module);
  const runtime = await openRuntime(definition, { ...environment, keys: environment.keys.guardedBy(definition.openings ?? {}) });
  const { runner, rebuilds, relay, horizon, inbox } = runtime;
  await applyErasureList(runtime);
  const app = await createApp(module, runtime, new HearthTransport(inbox));
  const due = new DueLoop(definition.name, (definition.processes ?? []).map((process) => app.get<DueProcess>(process)), () => environment.clock.now());
  registerGauges(runtime);
  horizon.start();
  await runner.start();
  await rebuilds.start();
  await relay.start();
  await runtime.checkpoints?.start();
  due.start();
  const fastify = app.getHttpAdapter().getInstance();
  return {
    name: definition.name,
    handle: (request, response) => { fastify.routing(request, response); },
    alive: () => aliveNow(runtime),
    ready: () => readyNow(runtime),
    quiet: async () => (await relay.quiet()) && (await inbox.quiet()) && (await runner.quiet()) && (await rebuilds.quiet()) && relay.quiet(),
    runDue: (now) => due.run(now),
    metrics: () => runtime.registry.metrics(),
    close: async () => {
      await due.stop();
      await inbox.close();
      await relay.close();
      await rebuilds.close();
      await runner.close();
      await horizon.close();
      await app.close();
      await runtime.checkpoints?.close();
      await runtime.store.pool.end();
    },
  };
}

async function openRuntime(definition: ServiceDefinition, environment: Environment): Promise<Runtime> {
  const { name, publications, consumes } = definition;
  const projections = typeof definition.projections === 'function' ? definition.projections(environment) : definition.projections;
  const upcasting = definition.upcasters ? { upcasters: definition.upcasters } : {};
  const { databaseUrl: url, bus, clock, deployment } = environment;
  await migrate({ url, service: name, migrations: [...messagingMigrations(name), ...(definition.migrations ?? [])] });
  const pool = openPool({ url, service: name, max: environment.poolSize ?? 6, onError: (error) => { log.warn({ service: name, fault: error.message }, 'a database connection broke'); } });
  const atStart = await epochAtStart({ service: name, deployment, url, pool, bus });
  const logEpoch = atStart.epoch;
  const store = new EventStore({ pool, service: name, logEpoch });
  await recordEpoch(store, clock.now(), atStart);
  const horizon = new Horizon({ store });
  const passed = new PassedSignal();
  const runner = new ProjectionRunner({
    store, horizon, ...upcasting, projections, onPassed: (position) => { passed.tell(position); },
    onError: (projection, error) => { log.error({ service: name, projection, fault: error instanceof Error ? error.message : typeof error }, 'a projection failed; it is tried again'); },
  });
  const relay = new Relay({ service: name, deployment, store, horizon, bus, publications, ...upcasting, validate: validateEvent, log: logOf(name) });
  const checkPublishable = publishableCheck(publications, validateEvent);
  const unitFor: Runtime['unitFor'] = (o) => new StagedUnit({ ...o, store, now: clock.now(), timeZone: CHINA_TIME, checkPublishable });
  const rebuilds = auditedRebuilds({ store, horizon, runner, projections, ...upcasting, clock, unitFor });
  const inbox = new Inbox({
    service: name, sources: consumes, bus, store, validate: readEvent, log: logOf(name), now: () => clock.now(), onSettled: (settlement, tx) => recordSettlement(store, clock.now(), settlement, tx),
    unitOf: (fact, tx) => {
      const unit = unitFor({
        tx, actor: { sub: `service:${name}`, role: 'service', area: '*' }, correlationId: fact.correlationid, causationId: fact.id, traceparent: fact.traceparent,
        basis: [{ service: producerOf(fact.type), id: fact.stream, version: fact.streamversion }], scoped: false,
      });
      return { unit, flush: () => unit.flush() };
    },
  });
  const registry = new Registry();
  const checkpoints = environment.checkpoints ? await Checkpoints.open({ store, horizon, bus, clock, deployment, place: environment.checkpoints }) : null;
  return {
    checkpoints, definition, environment, store, horizon, runner, rebuilds, passed, relay, inbox, unitFor, logEpoch, timeZone: CHINA_TIME, registry,
    reader: new RowReader({ pool, service: name, logEpoch }), known: new KnownFacts(name, { query: async (text, values) => { const { rows, rowCount } = await pool.query(text, values ? [...values] : []); return { rows: rows as never[], rowCount: rowCount ?? 0 }; } }),
  };
}

const logOf = (service: string): Log => (level, message, fields) => { log[level]({ service, ...fields }, message); };
const producerOf = (type: string): string => type.split('.')[1] ?? '';

/** Metrics of the process itself, once per process. */
export function processMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
