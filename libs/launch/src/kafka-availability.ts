import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { jarsAreHere } from './kafka-jars.ts';

const run = promisify(execFile);

export type Availability = { ok: true; by: 'brokers' | 'docker' | 'maven' } | { ok: false; reason: string };

/** Whether a Kafka can be had on this machine, and whence. Nothing is started or fetched. */
export async function kafkaAvailable(environment: NodeJS.ProcessEnv = process.env): Promise<Availability> {
  if (environment['KAFKA_BROKERS']) return { ok: true, by: 'brokers' };
  if ((await dockerVersion()) !== null) return { ok: true, by: 'docker' };
  const java = await javaVersion();
  if (java === null || java < 17) {
    return { ok: false, reason: `no Docker engine answers and ${java === null ? 'there is no Java' : `Java ${java} is too old`}; start Docker, install Java 17 and Maven, or set KAFKA_BROKERS` };
  }
  if (jarsAreHere() || (await mavenVersion()) !== null) return { ok: true, by: 'maven' };
  return { ok: false, reason: 'no Docker engine answers and there is no Maven to fetch Kafka with; start Docker, install Maven, or set KAFKA_BROKERS' };
}

/** The engine's version: a client without an engine counts as no Docker. */
export const dockerVersion = (): Promise<string | null> => firstMatch('docker', ['info', '--format', '{{.ServerVersion}}'], /^(\d[\w.+-]*)\s*$/m);

export const mavenVersion = (): Promise<string | null> => firstMatch('mvn', ['--version'], /Apache Maven (\d[\w.-]*)/);

export async function javaVersion(): Promise<number | null> {
  const text = await firstMatch('java', ['-version'], /version "(?:1\.)?(\d+)/);
  return text === null ? null : Number(text);
}

/** Null when the program is missing, fails, stays silent for ten seconds or says something else. */
export async function firstMatch(command: string, args: string[], pattern: RegExp): Promise<string | null> {
  try {
    const { stdout, stderr } = await run(command, args, { timeout: 10_000 });
    return pattern.exec(stdout + stderr)?.[1] ?? null;
  } catch {
    return null;
  }
}
