import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort, startChild, workspaceRoot } from '@hearth/launch';

const run = promisify(execFile);

/** The server with AWS KMS's API that the suites speak to, in the version they were written with. */
const MOTO = '5.2.5';
const HOME = join(workspaceRoot, 'node_modules/.cache/hearth', `moto-${MOTO}`);
const [PROGRAM, WHOLE] = [join(HOME, 'bin/moto_server'), join(HOME, 'whole')];
const [INSTALL_MS, START_MS] = [600_000, 60_000];

/** Why no KMS can be had here, or null. Installs it once, into a folder beside the packages; a venv knows its own path, so it is made in place and marked when it is whole. */
export async function kmsProblem(): Promise<string | null> {
  if (existsSync(WHOLE)) return null;
  try {
    await rm(HOME, { recursive: true, force: true });
    await mkdir(dirname(HOME), { recursive: true });
    await run('python3', ['-m', 'venv', HOME], { timeout: INSTALL_MS });
    await run(join(HOME, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', `moto[server]==${MOTO}`], { timeout: INSTALL_MS });
    await writeFile(WHOLE, '');
    return null;
  } catch (error) {
    return `Python with venv and pip is needed to install moto: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'it failed'}`;
  }
}

/** A KMS of its own for a test run; it forgets everything when it ends. */
export async function startTestKms(): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const child = startChild({ command: PROGRAM, args: ['-H', '127.0.0.1', '-p', String(port)], endSignal: 'SIGTERM' });
  for (const stream of [child.process.stdout, child.process.stderr]) stream?.resume();
  const url = `http://127.0.0.1:${port}`;
  for (const until = Date.now() + START_MS; !await answers(url); await pause(100)) {
    if (!child.running() || Date.now() > until) throw new Error('the test KMS did not start');
  }
  return { url, stop: () => child.stop(5000, 'SIGKILL') };
}

const answers = (url: string): Promise<boolean> => fetch(`${url}/moto-api/`).then((response) => response.ok, () => false);
