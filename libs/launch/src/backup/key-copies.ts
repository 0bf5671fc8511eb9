import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { readdir, rename } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { exitCodes, StartProblem } from '../start-problem.ts';
import { copyFile, makeFolder, syncFolder } from './copy-file.ts';

/** What became of two key folders. */
export interface KeysMerged {
  readonly dir: string;
  /** Files that were not there before, marks included. */
  readonly added: number;
  /** Erased persons, of whom `dir` holds a mark and no key. */
  readonly erased: number;
}

export interface MergeOptions {
  readonly from: string;
  readonly to: string;
  /** Where both have a file and they differ: a copy takes the source's, a restore keeps its own. */
  readonly differing: 'source' | 'own';
}

const MASTER = 'master.key';
const MARK = '.erased';

/**
 * Brings keys from one folder into another. Marks of erased persons always win, wherever they are: no key of an erased person is
 * brought over, and one that is there goes. So a copy of keys forgets whom Hearth forgot, and an old copy brings nobody back.
 */
export async function mergeKeys({ from, to, differing }: MergeOptions): Promise<KeysMerged> {
  if (!existsSync(from)) throw new StartProblem(exitCodes.failed, `there are no keys in ${from}`);
  await makeFolder(to);
  const [theirs, ours] = [await filesOf(from), await filesOf(to)];
  const there = new Set(ours);
  const erased = new Set([...theirs, ...ours].filter((path) => path.endsWith(MARK)).map((path) => path.slice(0, -MARK.length)));
  checkMasters({ from, to, differing }, theirs, ours, erased);
  let added = 0;
  // Marks first: should this be broken off, nobody who was erased has been brought back.
  for (const path of theirs.toSorted((a, b) => Number(b.endsWith(MARK)) - Number(a.endsWith(MARK)))) {
    if (isKeyOf(path, erased) || (there.has(path) && (differing === 'own' || path.endsWith(MARK)))) continue;
    await place(join(from, path), join(to, path));
    if (!there.has(path)) added += 1;
  }
  for (const path of ours.filter((one) => isKeyOf(one, erased))) {
    rmSync(join(to, path), { force: true });
    await syncFolder(dirname(join(to, path)));
  }
  return { dir: to, added, erased: erased.size };
}

/** Keys and database together read everything, so they never lie in one folder. @throws StartProblem */
export function checkApart(keys: string, backup: string): void {
  const [inner, outer] = [real(keys), real(backup)];
  if (`${inner}${sep}`.startsWith(`${outer}${sep}`) || `${outer}${sep}`.startsWith(`${inner}${sep}`)) {
    throw new StartProblem(exitCodes.misused, `the keys may not lie with the backup in ${backup}; name a folder apart from it, best with another safekeeper`);
  }
}

/** The path as the file system sees it, as far as it exists. */
function real(path: string): string {
  const whole = resolve(path);
  return existsSync(whole) || dirname(whole) === whole ? realpathSync(whole) : join(real(dirname(whole)), whole.slice(dirname(whole).length));
}

const isKeyOf = (path: string, persons: ReadonlySet<string>): boolean => !path.endsWith(MARK) && persons.has(path.replace(/\.[^./]+$/, ''));

/** Under another name first, so that nobody ever reads half a key. */
async function place(from: string, to: string): Promise<void> {
  const draft = `${to}.part-${process.pid}`;
  await makeFolder(dirname(to));
  rmSync(draft, { force: true });
  if ((await copyFile(from, draft, () => undefined)) === null) return;
  await rename(draft, to);
  await syncFolder(dirname(to));
}

/**
 * A master key beside keys that another one wrapped makes them unreadable without a word. A copy may follow a rotation, when every key
 * it holds comes anew from the source; keys of another Hearth are never written over.
 */
function checkMasters({ from, to, differing }: MergeOptions, theirs: readonly string[], ours: readonly string[], erased: ReadonlySet<string>): void {
  const [masters, mine] = [join(from, MASTER), join(to, MASTER)];
  if (!existsSync(masters) || !existsSync(mine) || readFileSync(masters).equals(readFileSync(mine))) return;
  const known = new Set(theirs);
  if (differing === 'source' && ours.every((path) => known.has(path) || path.endsWith(MARK) || isKeyOf(path, erased))) return;
  throw new StartProblem(exitCodes.failed, `${masters} is not the master key of ${to}, so keys of the two cannot lie in one folder; choose another one`);
}

async function filesOf(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const below = (parent: string, name: string): string => join(parent, name).slice(dir.length + 1);
  return entries.filter((entry) => entry.isFile() && !/\.part-\d+$/.test(entry.name)).map((entry) => below(entry.parentPath, entry.name));
}
