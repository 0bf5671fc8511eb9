import { existsSync, readdirSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { exitCodes, StartProblem } from '../start-problem.ts';

const mark = '.before-';

/** Where what a restore replaces is kept until the operator removes it. */
export const asideOf = (path: string, at: Date): string => `${path}${mark}${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;

/** Moves a folder out of the way; null when there is none. */
export async function putAside(path: string, at: Date): Promise<string | null> {
  if (!existsSync(path)) return null;
  const aside = asideOf(path, at);
  await rename(path, aside);
  return aside;
}

/**
 * Between the two renames of a restore there is no database for a moment. Who is killed just then must not get a new, empty one at the
 * next start. @throws StartProblem
 */
export function checkNotHalfRestored(home: string): void {
  const names = existsSync(dirname(home)) ? readdirSync(dirname(home)) : [];
  const aside = names.filter((name) => name.startsWith(`${basename(home)}${mark}`)).toSorted().at(-1);
  if (aside === undefined) return;
  throw new StartProblem(exitCodes.failed, `${home} is missing, and ${join(dirname(home), aside)} is there: a restore was broken off at its last step. Restore again, or rename that folder back to ${basename(home)}`);
}
