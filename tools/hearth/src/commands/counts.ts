import { HearthClient } from '../client.ts';
import { output } from '../output.ts';
import { runningHearth } from '../place.ts';
import { OK } from '../exit.ts';

/** How many facts of each kind the services hold, over all areas. */
export async function counts(options: { json?: boolean }): Promise<number> {
  const client = new HearthClient(runningHearth().url);
  const of = (service: string): Promise<Record<string, unknown>> => client.get('analyst1', `/api/${service}/counts`);
  const [{ record, ...registry }, hiavs, casework, payments] = await Promise.all([of('registry'), of('hiavs'), of('casework'), of('payments')]);
  const all = { registry, record, hiavs, casework, payments };
  output(options.json ?? false).answer(all, JSON.stringify(all, null, 2));
  return OK;
}
