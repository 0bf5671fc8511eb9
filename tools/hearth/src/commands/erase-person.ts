import { HearthClient } from '../client.ts';
import { CommandProblem, OK, USAGE } from '../exit.ts';
import { output } from '../output.ts';
import { runningHearth } from '../place.ts';

export interface EraseOptions { readonly reason?: string; readonly json?: boolean }

const STEPS = ['propose', 'approve', 'withdraw'] as const;
type Step = (typeof STEPS)[number];
const isStep = (word: string): word is Step => (STEPS as readonly string[]).includes(word);
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Of the development sign-in; elsewhere HEARTH_TOKEN says who asks. */
const [PROPOSER, APPROVER] = ['ops1', 'ops2'];

/** Erases a person: `propose PERSON` by one officer and `approve PERSON` by another; PERSON alone does both, as the two officers of the development sign-in. */
export async function erasePerson(words: readonly string[], { reason, json = false }: EraseOptions): Promise<number> {
  const [first = '', second] = words;
  const [step, person] = isStep(first) ? [first, second ?? ''] : [null, first];
  if (!UUID.test(person)) throw new CommandProblem(USAGE, 'hearth: erase-person takes a person’s id: hearth erase-person [propose|approve|withdraw] PERSON --reason TEXT');
  if ((step === null || step === 'propose') && reason === undefined) throw new CommandProblem(USAGE, 'hearth: say why with --reason, without names or numbers: it is kept for good');
  if (step === null && process.env['HEARTH_TOKEN']) throw new CommandProblem(USAGE, 'hearth: HEARTH_TOKEN is one officer, and two must agree: propose as one, approve as the other');
  const client = new HearthClient(runningHearth().url);
  const at = `/api/registry/persons/${person}/erasure`;
  if (step === null || step === 'propose') await client.post(PROPOSER, at, { reason });
  if (step === 'withdraw') await client.post(PROPOSER, `${at}/withdrawal`);
  if (step === null || step === 'approve') await client.post(APPROVER, `${at}/approval`);
  const status = step === 'propose' ? 'proposed' : step === 'withdraw' ? 'withdrawn' : 'erased';
  output(json).answer({ person, status }, `${person}: ${status}${status === 'proposed' ? '; another officer has to approve it' : ''}`);
  return OK;
}
