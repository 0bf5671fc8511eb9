import { existsSync, statfsSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { onPath } from './child.ts';
import { dataFolder } from './data-folder.ts';
import { dockerVersion, firstMatch, javaVersion, kafkaAvailable, mavenVersion, type Availability } from './kafka-availability.ts';
import { checkPort } from './ports.ts';

/** What this machine offers a Hearth; null stands for "not here". */
export interface MachineReport {
  node: string;
  java: number | null;
  maven: string | null;
  docker: string | null;
  chromium: { path: string; version: string | null } | null;
  kafka: Availability;
  memoryMiB: number;
  dataFolder: string;
  diskFreeMiB: number;
  port: { number: number; free: boolean };
}

export async function machine(environment: NodeJS.ProcessEnv = process.env): Promise<MachineReport> {
  const [java, maven, docker, chromium, kafka] = await Promise.all([javaVersion(), mavenVersion(), dockerVersion(), findChromium(environment), kafkaAvailable(environment)]);
  const folder = dataFolder(environment);
  const number = Number(environment['HEARTH_PORT'] || 4000);
  const free = await checkPort(number).then(() => true, () => false);
  return { node: process.versions.node, java, maven, docker, chromium, kafka, memoryMiB: Math.round(totalmem() / 1024 / 1024), dataFolder: folder, diskFreeMiB: freeMiB(folder), port: { number, free } };
}

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

async function findChromium(environment: NodeJS.ProcessEnv): Promise<MachineReport['chromium']> {
  const path = [environment['CHROMIUM_PATH'], ...browsers.map((name) => (onPath(name) ? name : undefined))].find((candidate) => candidate !== undefined && candidate !== '');
  return path === undefined ? null : { path, version: await firstMatch(path, ['--version'], /(\d+(?:\.\d+)+)/) };
}

/** Of the disk the folder lies on or will lie on. */
function freeMiB(folder: string): number {
  const there = existsSync(folder) ? folder : join(folder, '..');
  if (!existsSync(there)) return freeMiB(there);
  const { bavail, bsize } = statfsSync(there);
  return Math.floor((bavail * bsize) / 1024 / 1024);
}
