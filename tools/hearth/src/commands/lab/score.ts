import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { scoreFile } from '@hearth/targeting';
import { OK } from '../../exit.ts';
import { output } from '../../output.ts';
import { asCommand, formulaFile, mapFor, warn } from './inputs.ts';

export interface ScoreFlags { readonly formula: string; readonly map?: string; readonly out?: string; readonly json?: boolean }
const SAY_EVERY = 1_000_000;

/** `hearth lab score`: streams the survey in and the scores out, so memory does not grow with either. */
export const score = (path: string, flags: ScoreFlags): Promise<number> => asCommand(async () => {
  const formula = formulaFile(flags.formula), map = mapFor(flags.map, [formula]);
  // Without --out the CSV is the answer itself, unless --json has claimed stdout.
  const file = flags.out === undefined ? (flags.json ? null : process.stdout) : createWriteStream(flags.out);
  const write = async (text: string): Promise<void> => { if (file && !file.write(text)) await once(file, 'drain'); };
  let next = SAY_EVERY;
  const result = await scoreFile(path, map, formula, write, (rows) => {
    if (rows < next) return;
    warn(`${rows} households scored`);
    next += SAY_EVERY;
  });
  if (file && file !== process.stdout) await finished(file.end());
  const words = `${result.rows} households scored, ${result.eligible} eligible, ${result.undecided} undecided`;
  if (flags.json || flags.out !== undefined) output(flags.json ?? false).answer({ ...result, formula: formula.hash, out: flags.out ?? null }, words);
  else warn(words);
  return OK;
});
