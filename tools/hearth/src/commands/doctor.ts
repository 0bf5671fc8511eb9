import { machine } from '@hearth/launch';
import { OK } from '../exit.ts';
import { output } from '../output.ts';

/** What this machine offers Hearth. */
export async function doctor(options: { json?: boolean }): Promise<number> {
  const report = await machine();
  output(options.json ?? false).answer(report, JSON.stringify(report, null, 2));
  return OK;
}
