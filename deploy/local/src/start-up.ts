import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { removeRunFile, type RunningKafka, type RunningPostgres, startKafka, startPostgres, workspaceRoot, writeRunFile } from '@hearth/launch';
import { kmsOf } from '@hearth/event-store';
import { DevClock } from './dev-clock.ts';
import { openFront } from './front.ts';
import { type Identity, startIdentity } from './identity/identity.ts';
import { keepRunning, type Server } from './keep-running.ts';
import type { LocalConfig } from './local.config.ts';
import { type RunningService, startServices } from './services.ts';
import { type RunningSimulator, startSimulator } from './simulator.ts';
import type { Undo } from './undo.ts';

export type Say = (line: string) => void;

/** Starts everything in a data folder that is ours, and leaves in `undo` how to end it. @throws StartProblem, or the reason of `wanted` when that is aborted */
export async function startUp(config: LocalConfig, undo: Undo, say: Say, wanted: AbortSignal): Promise<void> {
  const { dataDir, port, publicUrl, mode } = config;
  removeRunFile(dataDir); // of one that was killed
  const development = mode === 'development' ? { identity: await startIdentity({ dataDir, publicUrl, say }), clock: new DevClock(join(dataDir, 'clock.json')) } : null;
  undo.add('sign-in', async () => { development?.identity.close(); });
  const front = await openFront({ port, publicUrl, development, consoleFolder: join(workspaceRoot, 'services/console/dist') });
  const closeFront = (): Promise<void> => front.close();
  undo.add('front door', closeFront);
  wanted.throwIfAborted();
  const { postgres, kafka, simulator } = await startServers(config, development?.identity ?? null, undo, say);
  wanted.throwIfAborted();
  say('services: starting');
  const running = await startServices({
    databaseUrl: postgres, dataDir, mode, publicUrl, simulatorUrl: simulator, kafkaBrokers: kafka, clock: development?.clock ?? { now: () => new Date() }, deployment: config.deployment,
    issuer: config.issuer ?? `${publicUrl}/identity`, jwksUrl: config.jwksUrl ?? `${publicUrl}/identity/jwks`, kms: kmsOf(config.kmsVariables), checkpointMinutes: config.checkpointMinutes, checkpointKey: config.checkpointKey, livenessSeconds: config.livenessSeconds,
  });
  undo.add('services', () => running.close());
  undo.add('front door', closeFront); // ends before the services behind it
  front.open(running.services);
  writeRunFile(dataDir, { pid: process.pid, url: publicUrl, postgres, simulator, kafka });
  undo.add('run.json', async () => { removeRunFile(dataDir); });
  await allReady(running.services, wanted);
}

interface Servers {
  postgres: string;
  kafka: string | null;
  simulator: string;
}

/** The processes beside this one, all at once: none needs another. */
async function startServers({ dataDir, kafka, kafkaPort, publicUrl }: LocalConfig, identity: Identity | null, undo: Undo, say: Say): Promise<Servers> {
  say(kafka ? 'PostgreSQL, Kafka and the departments: starting' : 'PostgreSQL and the departments: starting');
  const kept = async <S extends Server>(name: string, start: (before: S | null) => Promise<S>): Promise<S> => {
    const server = await keepRunning(name, start, say);
    undo.add(name, () => server.stop());
    return server.first;
  };
  const changes = identity && { url: `${publicUrl}/api/hiavs/change-notices`, token: await identity.machineToken('service:departments') };
  const [postgres, broker, simulator] = await Promise.all([
    kept('PostgreSQL', (before: RunningPostgres | null) => startPostgres({ dataDir: join(dataDir, 'postgres'), log: say, ...portOf(before?.port) })),
    kafka ? kept('Kafka', (before: RunningKafka | null) => startKafka({ dataDir: join(dataDir, 'kafka'), log: say, ...portOf(brokerPort(before) ?? kafkaPort) })) : null,
    kept('simulator', (before: RunningSimulator | null) => startSimulator({ say, changes, ...portOf(before?.port) })),
  ]);
  return { postgres: postgres.url, kafka: broker?.broker ?? null, simulator: simulator.url };
}

const portOf = (port: number | undefined): { port?: number } => (port === undefined ? {} : { port });
const brokerPort = (kafka: RunningKafka | null): number | undefined => (kafka ? Number(kafka.broker.split(':').at(-1)) : undefined);

async function allReady(services: readonly RunningService[], wanted: AbortSignal): Promise<void> {
  for (const service of services) {
    while (!(await service.ready())) await delay(50, undefined, { signal: wanted });
  }
}
