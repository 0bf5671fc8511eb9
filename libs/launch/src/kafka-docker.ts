import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { logSince, startChild } from './child.ts';
import type { BrokerPlace, StartedBroker } from './kafka-broker.ts';
import { firstMatch } from './kafka-availability.ts';
import { asVariables, kafkaSettings } from './kafka-settings.ts';

const image = 'apache/kafka:4.3.1';
const inside = '/var/lib/kafka/data';

/** The arguments of `docker run`: in the foreground, so that the container ends with its client, and the client with us. */
export function containerArguments({ port, controllerPort }: Pick<BrokerPlace, 'port' | 'controllerPort'>, name: string, volume: string | null): string[] {
  const settings = kafkaSettings({ port, controllerPort, host: '0.0.0.0', logDir: inside });
  // A volume, not the folder itself: the image runs as a user of its own, who could not write there.
  const mounted = volume === null ? [] : ['-v', `${volume}:${inside}`];
  return ['run', '--rm', '--init', '--name', name, '-p', `127.0.0.1:${port}:${port}`, ...mounted, ...asVariables(settings).flatMap((variable) => ['-e', variable]), '-e', 'KAFKA_HEAP_OPTS=-Xms64m -Xmx384m', image];
}

/** Its name stands in the folder: when a restore puts that aside, the topics of what did not happen go with it. */
export function volumeOf(home: string): string {
  const file = join(home, 'volume');
  if (!existsSync(file)) writeFileSync(file, `hearth-kafka-${randomBytes(6).toString('hex')}\n`);
  return readFileSync(file, 'utf8').trim();
}

export async function startInDocker(place: BrokerPlace): Promise<StartedBroker> {
  place.log('Kafka: starting it in Docker; the first time fetches its image');
  const name = `hearth-kafka-${place.port}`;
  const output = join(place.home, 'server.log');
  const child = startChild({ command: 'docker', args: containerArguments(place, name, place.kept ? volumeOf(place.home) : null), logFile: output, endSignal: 'SIGTERM' });
  // The broker's own pid where the engine shares our pids, the client's otherwise.
  const pid = async (): Promise<number> => Number((await firstMatch('docker', ['inspect', '--format', '{{.State.Pid}}', name], /^(\d+)$/m)) ?? child.pid) || child.pid;
  return { child, pid, said: () => logSince(output, 0) };
}
