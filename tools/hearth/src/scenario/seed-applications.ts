import { namedId } from '../named-id.ts';
import { Case } from './case.ts';
import { departmentsAgree, type HouseholdToRegister } from './households.ts';
import { FIRST, type Officers, SECOND } from './officers.ts';
import { documents, type Registered, today } from './steps.ts';
import type { Story } from './story.ts';

export interface SeededHousehold { readonly name: string; readonly household: HouseholdToRegister; readonly registered: Registered }

/** How far a sample application has come, by its number: a work list with something of everything. */
const STAGES = ['submitted', 'returned', 'accepted', 'verified'] as const;
const OF_EACH_COUNTY = 24;

/** Applications for some of the sample families of the two counties; each command has a key of its own, so a repeated seed makes none again. */
export async function seedApplications(story: Story, seeded: readonly SeededHousehold[]): Promise<string> {
  const chosen = [FIRST, SECOND].flatMap((o) => seeded.filter(({ household }) => household.area.startsWith(o.area) && household.authorisation).slice(0, OF_EACH_COUNTY).map((sample, i) => ({ o, sample, stage: STAGES[i % STAGES.length]! })));
  await story.world.simulator.setFacts(chosen.filter(({ stage }) => stage === 'verified').flatMap(({ sample }) => departmentsAgree(sample.household)));
  for (const { o, sample, stage } of chosen) await apply(story, o, sample, stage);
  return `${chosen.length} applications`;
}

async function apply(story: Story, o: Officers, { name, household, registered }: SeededHousehold, stage: (typeof STAGES)[number]): Promise<void> {
  const { client } = story.world;
  const key = (what: string): { key: string } => ({ key: namedId(`${what}:${name}`) });
  const id = namedId(`application:${name}`);
  const head = registered.members.find((m) => m.relation === 'head')!.id;
  await client.post(o.town, '/api/casework/applications', {
    id, household: registered.id, programme: household.authorisation!.programme, applicant: head, authorisation: registered.authorisation,
    documents: documents(registered, stage === 'returned' ? ['household-register', 'income-statement'] : []), account: { holder: head, number: `6217${id.replaceAll(/\D/g, '').padEnd(12, '0').slice(0, 12)}` },
  }, key('apply'));
  const file = new Case(client, id, o.reviewer);
  const act = (officer: string, what: string, body: object = {}): Promise<unknown> => client.post(officer, `${file.path}/${what}`, body, key(what));
  if (stage !== 'submitted') await act(o.town, 'check');
  if (stage !== 'verified') return;
  await act(o.town, 'verification');
  await file.report();
  await client.post(o.town, `${file.path}/visits`, { investigators: [o.village, o.town2], on: await visitDay(story, id, o) }, key('visits'));
}

/** The day of the first try: a repeated seed must send the same command. */
async function visitDay(story: Story, id: string, o: Officers): Promise<string> {
  const { visits } = await story.world.client.get<{ visits: readonly { readonly on: string }[] }>(o.reviewer, `/api/casework/applications/${id}`);
  return visits[0]?.on ?? today(story);
}
