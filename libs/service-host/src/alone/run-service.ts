import { openKeys } from '@hearth/event-store';
import { type EventBus, KafkaBus, LogBus } from '@hearth/messaging';
import type { Type } from '@nestjs/common';
import type { CheckpointPlace, Environment } from '../environment.ts';
import { definitionOf } from '../hearth.module.ts';
import { log } from '../log.ts';
import { processMetrics, startService } from '../start.ts';
import { type AloneConfig, readAloneConfig } from './alone.config.ts';
import { listenAlone } from './alone-server.ts';
import { FollowedClock } from './followed-clock.ts';

type Ending = () => Promise<void>;

/** A drain that takes longer is broken off: whoever stops containers would kill it then. */
const LONGEST_DRAIN_MS = 12_000;

/**
 * Runs one service as a process of its own until it is told to end: SIGTERM or SIGINT drains it, exit code 0.
 * A start that fails says why in one line on stderr, exit code 1.
 */
export async function runService(module: Type): Promise<void> {
  const { name } = definitionOf(module);
  const endings: Ending[] = [];
  const wanted = new AbortController();
  const end = (code: number): void => {
    if (wanted.signal.aborted) return;
    wanted.abort();
    setTimeout(() => { process.exit(1); }, LONGEST_DRAIN_MS).unref();
    void endAll(name, endings).then((well) => { process.exit(well ? code : 1); });
  };
  process.on('SIGTERM', () => { end(0); }).on('SIGINT', () => { end(0); });
  process.on('uncaughtException', (error) => { fail(name, error, 'ends'); end(1); });
  try {
    await start(module, readAloneConfig(process.env), endings, wanted.signal);
    if (!wanted.signal.aborted) process.stdout.write(`hearth: ${name} is ready\n`);
  } catch (error) {
    if (wanted.signal.aborted) return; // asked to end while it started
    fail(name, error, 'did not start');
    end(1);
  }
}

async function start(module: Type, config: AloneConfig, endings: Ending[], wanted: AbortSignal): Promise<void> {
  const { databaseUrl, mode, publicUrl, issuer, jwksUrl, deployment, simulatorUrl, livenessSeconds, host, port } = config;
  const testClock = mode === 'development' && config.clockUrl !== null ? new FollowedClock() : null;
  const server = await listenAlone({ host, port, processMetrics: processMetrics(), clock: testClock });
  endings.push(() => server.close());
  if (testClock && config.clockUrl !== null) await testClock.take(config.clockUrl, wanted);
  const bus = openBus(config);
  endings.push(() => bus.close());
  const keys = openKeys({ dir: config.keysDir, kms: config.kms });
  endings.push(() => keys.close());
  const environment: Environment = { databaseUrl, bus, clock: testClock ?? { now: () => new Date() }, keys, mode, publicUrl, issuer, jwksUrl, deployment, settings: { simulatorUrl }, livenessSeconds, ...checkpointsOf(config) };
  const service = await startService(module, environment);
  endings.push(() => service.close());
  server.open(service);
}

function checkpointsOf({ checkpointsDir, keysDir, checkpointKey, checkpointMinutes }: AloneConfig): { checkpoints?: CheckpointPlace } {
  if (checkpointsDir === null) return {};
  return { checkpoints: { dir: checkpointsDir, keysDir, everyMinutes: checkpointMinutes, ...(checkpointKey === undefined ? {} : { keyFile: checkpointKey }) } };
}

const openBus = ({ kafkaBrokers, kafkaReplication, databaseUrl }: AloneConfig): EventBus =>
  (kafkaBrokers === null ? new LogBus({ url: databaseUrl }) : new KafkaBus({ brokers: kafkaBrokers, replication: kafkaReplication }));

/** The port first, then the service, then what it stands on. True when everything ended well. */
async function endAll(name: string, endings: readonly Ending[]): Promise<boolean> {
  const [port, ...rest] = endings;
  let well = true;
  for (const ending of [...(port ? [port] : []), ...rest.toReversed()]) {
    await ending().catch((error: unknown) => {
      well = false;
      log.error({ service: name, fault: error instanceof Error ? error.message : typeof error }, 'a part did not end well');
    });
  }
  return well;
}

const fail = (name: string, error: unknown, what: string): void =>
  void process.stderr.write(`hearth: ${name} ${what}: ${error instanceof Error ? error.message : 'unknown error'}\n`);
