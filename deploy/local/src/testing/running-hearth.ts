import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@hearth/launch';

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const cli = fileURLToPath(new URL('../../../../tools/hearth/bin/hearth.mjs', import.meta.url));

/** A whole Hearth in a folder and on a port of its own, as `npm start` runs it. */
export interface RunningHearth {
  readonly dir: string;
  readonly url: string;
  /** Everything it has printed. */
  output(): string;
  /** A token of the development sign-in. */
  tokenOf(officer: string): Promise<string>;
  /** Runs `hearth … --json`; answers with its standard output. */
  command(...words: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

/** Runs `hearth … --json` beside a folder in which nothing need run; answers with its exit code and its standard output. */
export async function hearthCommand(dir: string, words: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<{ readonly code: number | null; readonly answer: string }> {
  const child = spawn(process.execPath, [cli, ...words, '--json'], { env: { ...process.env, ...environment, HEARTH_DATA: dir }, stdio: ['ignore', 'pipe', 'inherit'] });
  let answer = '';
  child.stdout.on('data', (chunk: Buffer) => { answer += chunk.toString(); });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, answer };
}

/** In a folder that goes when it is stopped; one that is named (`kept`) stays. */
export async function startHearthProcess(args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}, kept?: string): Promise<RunningHearth> {
  const dir = kept ?? mkdtempSync(join(tmpdir(), 'hearth-e2e-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, [main, ...args], { env: { ...process.env, ...environment, HEARTH_DATA: dir, HEARTH_PORT: String(port) }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  await new Promise<void>((ready, failed) => {
    for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString(); if (output.includes('Hearth is ready at')) ready(); });
    server.once('exit', () => { failed(new Error(`it did not start: ${output}`)); });
  });
  return {
    dir, url, output: () => output, tokenOf: signIn(url),
    command: async (...words) => (await hearthCommand(dir, words, { HEARTH_URL: url })).answer,
    stop: () => stopped(server).then(() => { if (kept === undefined) rmSync(dir, { recursive: true, force: true }); }),
  };
}

/** One token for each officer. */
function signIn(url: string): RunningHearth['tokenOf'] {
  const tokens = new Map<string, string>();
  return async (officer) => {
    const known = tokens.get(officer);
    if (known !== undefined) return known;
    const response = await fetch(new URL('/identity/token', url), { method: 'POST', body: new URLSearchParams({ grant_type: 'password', username: officer, password: 'hearth' }) });
    const { access_token: token } = (await response.json()) as { access_token: string };
    tokens.set(officer, token);
    return token;
  };
}

async function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}
