import { readRunFile } from '@hearth/launch';
import { resolve } from 'node:path';
import { CommandProblem, UNREACHABLE } from './exit.ts';

export interface Place { readonly url: string; readonly simulator: string | null; readonly kafka: string | null; readonly postgres: string | null }

/** The data folder of this machine's Hearth, HEARTH_DATA or `.hearth` in the working folder. */
export const dataDir = (): string => resolve(process.env['HEARTH_DATA'] ?? '.hearth');

/** Where the running Hearth is: HEARTH_URL, else what `npm start` wrote into run.json. @throws CommandProblem 3 when neither says so. */
export function runningHearth(): Place {
  const run = readRunFile(dataDir());
  const url = process.env['HEARTH_URL'] || run?.url;
  if (!url) throw new CommandProblem(UNREACHABLE, `hearth: no running Hearth: ${dataDir()} holds no run.json and HEARTH_URL is not set; start it with \`npm start\``);
  return { url, simulator: run?.simulator ?? null, kafka: run?.kafka ?? null, postgres: run?.postgres ?? null };
}
