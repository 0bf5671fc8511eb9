import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { logSince, startChild } from './child.ts';
import type { Access } from './postgres-binaries.ts';
import { goneWithin, processBegan, processCommand } from './process-life.ts';
import { exitCodes, StartProblem } from './start-problem.ts';

export const superuser = 'hearth';

/** What lies in the home of one server. */
export const cluster = (home: string) => ({ data: join(home, 'data'), password: join(home, 'password'), log: join(home, 'server.log') });

export const clusterExists = (home: string): boolean => existsSync(join(cluster(home).data, 'PG_VERSION'));

/** Makes the cluster beside its place and moves it there whole: a broken-off first start leaves nothing half done. */
export async function makeCluster(home: string, { bin, account }: Access, durable: boolean): Promise<void> {
  sweepDrafts(home);
  const draft = `${home}.new-${process.pid}`;
  const { data, password, log } = cluster(draft);
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
  mkdirSync(data, { mode: 0o700 });
  if (account !== null) for (const path of [draft, password, data]) chownSync(path, account.uid, account.gid);
  const args = ['-D', data, '-U', superuser, '--auth=scram-sha-256', `--pwfile=${password}`, '--encoding=UTF8', '--locale=C', '--data-checksums', ...(durable ? [] : ['--no-sync'])];
  const child = startChild({ command: join(bin, 'initdb'), args, logFile: log, endSignal: 'SIGTERM', account });
  const code = await child.exited;
  if (code !== 0) {
    const why = logSince(log, 0);
    rmSync(draft, { recursive: true, force: true });
    throw postgresProblem(`initdb ended with ${code}`, why);
  }
  rmSync(log);
  moveIntoPlace(draft, home);
}

function moveIntoPlace(draft: string, home: string): void {
  try {
    renameSync(draft, home);
  } catch {
    rmSync(draft, { recursive: true, force: true });
    if (clusterExists(home)) return;
    throw new StartProblem(exitCodes.notWritable, `${home} is not empty and holds no PostgreSQL database; move it away or choose another folder with HEARTH_DATA`);
  }
}

function sweepDrafts(home: string): void {
  const prefix = `${basename(home)}.new-`;
  for (const name of readdirSync(dirname(home))) {
    const maker = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN;
    if (Number.isInteger(maker) && processBegan(maker) === null) rmSync(join(dirname(home), name), { recursive: true, force: true });
  }
}

/** Above every pid a kernel gives out. */
const nobodysPid = 2 ** 22 + 1;

/**
 * After a kill -9 of us the old server may still be shutting down: it is waited for. When its pid file outlived it
 * and the pid is now somebody else's, the file would keep PostgreSQL from starting for ever. The pid in it is
 * replaced, not the file removed: its other lines let the new server notice orphaned backends.
 */
export async function seeOffPredecessor(home: string): Promise<void> {
  const { data } = cluster(home);
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (processBegan(pid) !== null && processCommand(pid).includes(data)) await endOrphan(pid);
  if (!existsSync(file)) return;
  const [, ...rest] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, [nobodysPid, ...rest].join('\n'));
}

async function endOrphan(pid: number): Promise<void> {
  for (const [signal, ms] of [['SIGINT', 20_000], ['SIGQUIT', 10_000], ['SIGKILL', 5000]] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await goneWithin(pid, ms)) return;
  }
}

export function postgresProblem(what: string, log: string): StartProblem {
  const last = log.split('\n').findLast((line) => /FATAL|PANIC|error|could not/i.test(line)) ?? log.split('\n').at(-1) ?? '';
  if (/No space left/i.test(log)) return new StartProblem(exitCodes.notWritable, `PostgreSQL found no space left on the disk (${what}); free some space or choose another folder with HEARTH_DATA`);
  return new StartProblem(exitCodes.failed, `PostgreSQL did not start: ${what}: ${last.trim()}`);
}
