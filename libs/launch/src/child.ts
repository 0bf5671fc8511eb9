import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from './account.ts';

export interface ChildOptions {
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  /** What the child writes goes to this file; without it, to pipes on `process`. */
  logFile?: string;
  /** The signal that asks it to end in good order: when this process dies, and on stop. */
  endSignal: 'SIGINT' | 'SIGTERM';
  /** The account it runs as, when it may not run as root. */
  account?: Account | null;
}

export interface Child {
  pid: number;
  process: ChildProcess;
  /** Resolves with exit code or signal, however it ended. */
  exited: Promise<number | string>;
  running(): boolean;
  /** Asks it to end, insists after `graceMs` with `lastSignal`, and waits until it is gone. */
  stop(graceMs: number, lastSignal: 'SIGQUIT' | 'SIGKILL'): Promise<void>;
}

/**
 * Starts a server in a process group of its own, so that a Ctrl-C in the terminal reaches only us, and so that it ends with us, kill -9 included.
 */
export function startChild(options: ChildOptions): Child {
  const [command, args] = hasSetpriv() ? tied(options) : [options.command, options.args];
  const log = options.logFile === undefined ? null : openLog(options.logFile);
  const stdio = log === null ? (['ignore', 'pipe', 'pipe'] as const) : (['ignore', log, log] as const);
  const account = hasSetpriv() ? null : options.account;
  const child = spawn(command, args, {
    cwd: '/', detached: true, stdio: [...stdio], env: options.env ?? process.env, ...(account ? { uid: account.uid, gid: account.gid } : {}),
  });
  if (log !== null) closeSync(log);
  const exited = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
    child.once('error', (error) => resolve(error.message));
  });
  if (child.pid === undefined) return { pid: -1, process: child, exited, running: () => false, stop: async () => undefined };
  if (!hasSetpriv()) watchFor(child.pid, options.endSignal);
  const running = (): boolean => child.exitCode === null && child.signalCode === null;
  const stop = async (graceMs: number, lastSignal: 'SIGQUIT' | 'SIGKILL'): Promise<void> => {
    if (running()) child.kill(options.endSignal);
    const grace = new AbortController();
    await Promise.race([exited, delay(graceMs, undefined, { signal: grace.signal }).catch(() => undefined)]);
    grace.abort();
    if (running()) child.kill(lastSignal);
    await exited;
  };
  return { pid: child.pid, process: child, exited, running, stop };
}

/** Linux tells the child when its parent dies; the shell closes the gap before the kernel was asked to. */
function tied({ command, args, endSignal, account }: ChildOptions): [string, string[]] {
  const stillOurs = 'test "$PPID" = "$0" || exit 1; exec "$@"';
  return ['setpriv', [...(account?.setpriv ?? []), '--pdeathsig', endSignal.slice(3), 'sh', '-c', stillOurs, String(process.pid), command, ...args]];
}

/** Elsewhere a shell looks twice a second whether we still live. */
function watchFor(pid: number, endSignal: string): void {
  const script = 'while kill -0 "$0" 2>/dev/null && kill -0 "$1" 2>/dev/null; do sleep 0.5; done; kill -s "$2" "$1" 2>/dev/null';
  spawn('sh', ['-c', script, String(process.pid), String(pid), endSignal.slice(3)], { cwd: '/', detached: true, stdio: 'ignore' }).unref();
}

let setpriv: boolean | null = null;

/** util-linux; BusyBox has a smaller one of the same name without what is needed here. */
export function hasSetpriv(): boolean {
  setpriv ??= process.platform === 'linux' && onPath('setpriv') && spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true'], { stdio: 'ignore' }).status === 0;
  return setpriv;
}

export const onPath = (command: string): boolean => (process.env['PATH'] ?? '').split(delimiter).some((dir) => dir !== '' && existsSync(join(dir, command)));

const logLimit = 5 * 1024 * 1024;

function openLog(path: string): number {
  if (existsSync(path) && statSync(path).size > logLimit) truncateSync(path, 0);
  return openSync(path, 'a', 0o600);
}

/** What a log has gained since it had `from` bytes, to say why a server did not come up. */
export function logSince(path: string, from: number): string {
  const text = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  return text.subarray(text.length < from ? 0 : from).toString('utf8').slice(-4000).trim();
}

export const logSize = (path: string): number => (existsSync(path) ? statSync(path).size : 0);
