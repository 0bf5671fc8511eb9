import { once } from 'node:events';
import { existsSync, realpathSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { scoreFile, SurveyProblem, type ScoredFile } from '@hearth/targeting';
import { OK } from '../../exit.ts';
import { output } from '../../output.ts';
import { asCommand, formulaFile, mapFor, warn } from './inputs.ts';

export interface ScoreFlags { readonly formula: string; readonly map?: string; readonly out?: string; readonly json?: boolean }
const SAY_EVERY = 1_000_000;

async function toStdout(text: string): Promise<void> { if (!process.stdout.write(text)) await once(process.stdout, 'drain'); }

/** Writes scores to a file, which is not left behind half written. */
async function intoFile(survey: string, out: string, scored: (write: (text: string) => Promise<void>) => Promise<ScoredFile>): Promise<ScoredFile> {
  if (existsSync(out) && realpathSync(out) === realpathSync(survey)) throw new SurveyProblem('option', {}, `--out ${out}: is the survey itself`);
  const file = await open(out, 'w');
  try {
    return await scored((text) => file.writeFile(text));
  } catch (error) {
    if ((await file.stat()).isFile()) await rm(out);
    throw error;
  } finally {
    await file.close();
  }
}

/** `hearth lab score`: streams the survey in and the scores out, so memory does not grow with either. */
export const score = (path: string, flags: ScoreFlags): Promise<number> => asCommand(async () => {
  const formula = formulaFile(flags.formula), map = mapFor(flags.map, [formula]);
  let next = SAY_EVERY;
  const scored = (write: (text: string) => Promise<void>): Promise<ScoredFile> => scoreFile(path, map, formula, write, (rows) => {
    if (rows < next) return;
    warn(`${rows} households scored`);
    next += SAY_EVERY;
  });
  // Without --out the CSV is the answer itself, unless --json has claimed stdout.
  const result = flags.out === undefined ? await scored(flags.json ? () => Promise.resolve() : toStdout) : await intoFile(path, flags.out, scored);
  const words = `${result.rows} households scored, ${result.eligible} eligible, ${result.undecided} undecided`;
  if (flags.json || flags.out !== undefined) output(flags.json ?? false).answer({ ...result, formula: formula.hash, out: flags.out ?? null }, words);
  else warn(words);
  return OK;
});
