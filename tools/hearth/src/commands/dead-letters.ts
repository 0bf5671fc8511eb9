import { HearthClient, Refused } from '../client.ts';
import { CommandProblem, OK, SHORT, USAGE } from '../exit.ts';
import { output } from '../output.ts';
import { runningHearth } from '../place.ts';

export interface DeadLettersOptions { readonly service?: string; readonly reason?: string; readonly json?: boolean }

/** As the service lists it: what failed and why, never what it says. */
interface Letter { readonly id: string; readonly type: string; readonly key: string; readonly error: { readonly code: string; readonly message: string }; readonly attempts: number; readonly failedAt: string; readonly behind: number }

const OPERATOR = 'ops1';
const SERVICES = ['registry', 'hiavs', 'eligibility', 'casework', 'payments', 'reporting'];

/** Lists what could not be applied, tries it again, or leaves it out; each of the latter is an event with the officer's name. */
export async function deadLetters([what = 'list', id, ...more]: readonly string[], options: DeadLettersOptions): Promise<number> {
  if (what === 'list' && id === undefined) return list(options);
  if (!['retry', 'skip'].includes(what) || id === undefined || more.length > 0) throw new CommandProblem(USAGE, 'hearth: dead-letters [list | retry ID | skip ID --reason WHY] --service SERVICE');
  if (what === 'skip' && !options.reason) throw new CommandProblem(USAGE, 'hearth: --reason is missing: why the fact may be left out; it is kept with your name');
  const client = new HearthClient(runningHearth().url);
  const service = options.service ?? await serviceOf(client, id);
  const out = output(options.json ?? false);
  try {
    await client.post(OPERATOR, `/api/${service}/operations/dead-letters/${id}/${what}`, what === 'skip' ? { reason: options.reason } : {});
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'fails-still') throw error;
    const letter = (await lettersOf(client, service)).find((one) => one.id === id);
    out.answer({ service, id, outcome: 'failed-again', error: letter?.error ?? null }, `it fails still: ${letter ? `${letter.error.code}: ${letter.error.message}` : 'see the list'}`);
    return SHORT;
  }
  const outcome = what === 'skip' ? 'skipped' : 'retried';
  out.answer({ service, id, outcome }, what === 'skip' ? 'left out; what waited behind it goes on' : 'applied; what waited behind it goes on');
  return OK;
}

async function list({ service, json = false }: DeadLettersOptions): Promise<number> {
  const client = new HearthClient(runningHearth().url);
  const found = await Promise.all((service === undefined ? SERVICES : [service]).map(async (name) => (await lettersOf(client, name)).map((letter) => ({ service: name, ...letter }))));
  const letters = found.flat();
  const words = letters.map((letter) => `${letter.service}  ${letter.id}  ${letter.type}  ${letter.error.code}: ${letter.error.message}\n    since ${letter.failedAt}, ${letter.attempts} attempts, ${letter.behind} behind it, key ${letter.key}`);
  output(json).answer({ deadLetters: letters }, words.join('\n') || 'there is none');
  return OK;
}

const lettersOf = async (client: HearthClient, service: string): Promise<readonly Letter[]> => (await client.get<{ items: Letter[] }>(OPERATOR, `/api/${service}/operations/dead-letters`)).items;

async function serviceOf(client: HearthClient, id: string): Promise<string> {
  for (const service of SERVICES) if ((await lettersOf(client, service)).some((letter) => letter.id === id)) return service;
  throw new CommandProblem(SHORT, `hearth: no service has a dead letter ${id}`);
}
