// Installs what is missing, builds what changed, then becomes the server: one process, so signals and pids stay one.
// Plain JavaScript without packages: it runs before any is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const consoleDir = join(root, 'services/console');
const stampFile = join(root, 'node_modules/.cache/hearth/console.stamp');
const say = (line) => process.stdout.write(`${line}\n`);

/** Packages and programs as the sources want them; ends the process with one line when that cannot be had. */
export async function prepare() {
  try {
    if (!installed()) await install();
    await buildPrograms();
    await buildConsole();
  } catch (error) {
    process.stderr.write(`hearth: ${error.message}\n`);
    process.exit(1);
  }
}

export async function prepareAndRun() {
  await prepare();
  process.setSourceMapsEnabled(true);
  await import('./dist/main.js');
}

const versionOf = (entry) => entry.version ?? entry.resolved;

/** npm notes in node_modules what it put there: every package of the lock must be noted with its version. */
function installed() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const there = packagesOf(join(root, 'node_modules/.package-lock.json'));
  if (!wanted) throw new Error('package-lock.json is missing or damaged; clone Hearth again');
  return there !== null && Object.entries(wanted).every(([path, entry]) => {
    const found = there[path];
    return path === '' || (found ? versionOf(found) === versionOf(entry) : Boolean(entry.optional || entry.devOptional || entry.peer));
  });
}

function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return null;
  }
}

async function install() {
  const began = Date.now();
  say('packages: installing; this once takes a minute or two');
  const timer = setInterval(() => say(`packages: installing, ${Math.round((Date.now() - began) / 1000)} s`), 10_000);
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  try {
    await run('npm ci', [...npm, 'ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']);
  } finally {
    clearInterval(timer);
  }
}

/** The compiler itself knows what changed; asking it when nothing did takes a fraction of a second. */
async function buildPrograms() {
  if (!existsSync(join(root, 'deploy/local/dist/main.js'))) say('programs: compiling');
  await run('the compiler', [process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '-b']);
}

async function buildConsole() {
  const stamp = consoleStamp();
  const page = join(consoleDir, 'dist/index.html');
  if (existsSync(page) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  say('console: building');
  await run('the console\'s build', [process.execPath, join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], consoleDir);
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(`${stampFile}.new`, stamp);
  renameSync(`${stampFile}.new`, stampFile);
}

/** Over all that the console is made of: its own files, the libraries it takes in, the packages. */
function consoleStamp() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const folder of ['services/console', 'libs/kernel/src', 'contracts']) {
    for (const path of filesBelow(join(root, folder))) hash.update(path).update(readFileSync(path));
  }
  return hash.digest('hex');
}

function filesBelow(folder) {
  const leftOut = ['node_modules', 'dist', 'dist-types'];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !leftOut.includes(entry.name))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]));
}

/** A step in a process of its own; a Ctrl-C ends it and, in good order, us. */
function run(name, [command, ...args], cwd = root) {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.pipe(process.stdout, { end: false });
  const stop = () => {
    child.kill('SIGTERM');
    process.exit(0);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${name} could not be started: ${error.message}`)));
    child.once('exit', (code, signal) => (code === 0 ? resolve() : reject(new Error(`${name} failed (${code ?? signal}); what it said stands above`))));
  }).finally(() => process.off('SIGINT', stop).off('SIGTERM', stop));
}
