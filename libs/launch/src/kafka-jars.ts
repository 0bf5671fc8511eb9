import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { logSince, startChild } from './child.ts';
import { workspaceRoot } from './data-folder.ts';
import { exitCodes, StartProblem } from './start-problem.ts';

const pom = join(workspaceRoot, 'deploy/kafka/pom.xml');
const cache = join(workspaceRoot, 'node_modules/.cache/hearth');

/** One folder per content of the pom, so a new Kafka version never mixes with the old one's jars. */
const folder = (): string => join(cache, `kafka-${createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12)}`);

export const jarsAreHere = (): boolean => existsSync(folder());

/** Fetches Kafka's jars with Maven, once; the folder appears whole or not at all. */
export async function kafkaJars(log: (line: string) => void): Promise<string> {
  const jars = folder();
  if (existsSync(jars)) return jars;
  log('Kafka: fetching it with Maven, this once');
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'kafka-fetch-'));
  const output = join(draft, 'maven.log');
  const args = ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${join(draft, 'jars')}`];
  const code = await startChild({ command: 'mvn', args, logFile: output, endSignal: 'SIGTERM' }).exited;
  const why = logSince(output, 0);
  try {
    if (code !== 0) throw new StartProblem(exitCodes.failed, `Maven could not fetch Kafka (${code}): ${why.split('\n').find((line) => line.includes('ERROR')) ?? why}`);
    if (!existsSync(jars)) renameSync(join(draft, 'jars'), jars);
  } catch (error) {
    if (!existsSync(jars)) throw error; // otherwise another process was quicker
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return jars;
}
