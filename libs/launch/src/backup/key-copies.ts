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

const MASTER = /^master(?:\.\d+)?\.key$/;
const MARK = /^erased\/([^/]+)\.json$/;
const KEY = /^persons\/[^/]+\/([^/]+)\.key$/;

/**
 * Brings keys from one folder into another. Marks of erased persons always win, wherever they are: no key of an erased person is
 * brought over, and one that is there goes. So a copy of keys forgets whom Hearth forgot, and an old copy brings nobody back.
 */
export async function mergeKeys({ from, to, differing }: MergeOptions): Promise<KeysMerged> {
  if (!existsSync(from)) throw new StartProblem(exitCodes.failed, `there are no keys in ${from}`);
  await makeFolder(to);
  const [theirs, ours] = [await filesOf(from), await filesOf(to)];
  const there = new Set(ours);
  const erased = new Set([...theirs, ...ours].flatMap((path) => MARK.exec(path)?.[1] ?? []));
  checkMasters({ from, to, differing }, theirs, there);
  let added = 0;
  // Marks first: should this be broken off, nobody who was erased has been brought back.
  for (const path of theirs.toSorted((a, b) => Number(MARK.test(b)) - Number(MARK.test(a)))) {
    if (isKeyOf(path, erased) || (there.has(path) && (differing === 'own' || MARK.test(path)))) continue;
    await place(join(from, path), join(to, path));
    if (!there.has(path)) added += 1;
  }
  const [gone, left] = [ours.filter((path) => isKeyOf(path, erased)), ours.filter((path) => !isKeyOf(path, erased))];
  for (const path of gone) await remove(join(to, path));
  if (differing === 'source') await retireMasters(to, new Set(theirs), left);
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

const isKeyOf = (path: string, persons: ReadonlySet<string>): boolean => persons.has(KEY.exec(path)?.[1] ?? '');

/** Under another name first, so that nobody ever reads half a key. */
async function place(from: string, to: string): Promise<void> {
  const draft = `${to}.part-${process.pid}`;
  await makeFolder(dirname(to));
  rmSync(draft, { force: true });
  if ((await copyFile(from, draft, () => undefined)) === null) return;
  await rename(draft, to);
  await syncFolder(dirname(to));
}

/** A master key has its own name after every rotation, so the same name with another content is another Hearth's. @throws StartProblem */
function checkMasters({ from, to }: MergeOptions, theirs: readonly string[], ours: ReadonlySet<string>): void {
  const foreign = theirs.find((path) => MASTER.test(path) && ours.has(path) && !readFileSync(join(from, path)).equals(readFileSync(join(to, path))));
  if (foreign === undefined) return;
  throw new StartProblem(exitCodes.failed, `${join(from, foreign)} is not the master key of ${to}, so keys of the two cannot lie in one folder; choose another one`);
}

/** A copy lets go of a master key once no key in it is wrapped with that any more. */
async function retireMasters(to: string, theirs: ReadonlySet<string>, ours: readonly string[]): Promise<void> {
  const isLeft = ours.some((path) => path.endsWith('.key') && !MASTER.test(path) && !theirs.has(path));
  if (isLeft || ![...theirs].some((path) => MASTER.test(path))) return;
  for (const path of ours) if (MASTER.test(path) && !theirs.has(path)) await remove(join(to, path));
}

async function remove(path: string): Promise<void> {
  rmSync(path, { force: true });
  await syncFolder(dirname(path));
}

async function filesOf(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const below = (parent: string, name: string): string => join(parent, name).slice(dir.length + 1);
  return entries.filter((entry) => entry.isFile() && !/\.part-\d+$/.test(entry.name)).map((entry) => below(entry.parentPath, entry.name));
}
