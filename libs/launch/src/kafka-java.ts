import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { logSince, logSize, startChild } from './child.ts';
import type { BrokerPlace, StartedBroker } from './kafka-broker.ts';
import { kafkaJars } from './kafka-jars.ts';
import { asProperties, kafkaSettings, logSettings, newClusterId } from './kafka-settings.ts';
import { exitCodes, StartProblem } from './start-problem.ts';

/** Java itself, from the jars that Maven fetched. */
export async function startFromJars({ home, port, controllerPort, log }: BrokerPlace): Promise<StartedBroker> {
  const jars = await kafkaJars(log);
  const [properties, log4j, output, data] = ['server.properties', 'log4j2.properties', 'server.log', 'data'].map((name) => join(home, name)) as [string, string, string, string];
  writeFileSync(properties, asProperties(kafkaSettings({ port, controllerPort, host: '127.0.0.1', logDir: data })));
  writeFileSync(log4j, logSettings);
  const java = (main: string, args: string[], memory: string[]) => startChild({
    command: 'java', args: [...memory, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', `-Dlog4j2.configurationFile=${log4j}`, '-cp', join(jars, '*'), main, ...args],
    logFile: output, endSignal: 'SIGTERM',
  });
  const before = logSize(output);
  if (!existsSync(join(data, 'meta.properties'))) {
    log('Kafka: making its data folder, this once');
    rmSync(data, { recursive: true, force: true }); // what a broken-off first start left
    mkdirSync(data);
    const code = await java('kafka.tools.StorageTool', ['format', '-t', newClusterId(), '-c', properties], ['-Xmx128m']).exited;
    if (code !== 0) throw new StartProblem(exitCodes.failed, `Kafka could not make its data folder (${code}): ${logSince(output, before).slice(-300)}`);
  }
  const child = java('kafka.Kafka', [properties], ['-Xms64m', '-Xmx384m']);
  return { child, pid: async () => child.pid, said: () => logSince(output, before) };
}
