import type { Story } from './story.ts';
import { expect } from './story.ts';
import { Case } from './case.ts';
import { departmentsAgree, type HouseholdToRegister } from './households.ts';
import type { Officers } from './officers.ts';

export interface Registered { readonly id: string; readonly members: readonly { readonly id: string; readonly relation: string }[]; readonly supporters: readonly { readonly id: string }[]; readonly authorisation: string | null }

export const NEEDED = ['application-form', 'household-register', 'income-statement'] as const;

/** Registers the family; the departments hold what it declared. */
export async function register(story: Story, officer: string, household: HouseholdToRegister, facts = departmentsAgree(household)): Promise<Registered> {
  return story.step('register the household', async () => {
    if (facts.length > 0) await story.world.simulator.setFacts(facts);
    const registered = await story.world.client.post<Registered>(officer, '/api/registry/households', household);
    story.ids['household'] = registered.id;
    return registered;
  });
}

/** Documents of an application: those of the household and one identity and one authorisation for each adult who signed. */
export function documents(registered: Registered, without: readonly string[] = []): { kind: string; person?: string }[] {
  const adults = registered.members.filter((m) => m.relation === 'head' || m.relation === 'spouse' || m.relation === 'parent');
  return [
    ...NEEDED.filter((kind) => !without.includes(kind)).map((kind) => ({ kind })),
    ...adults.flatMap(({ id }) => ['identity', 'authorisation'].map((kind) => ({ kind, person: id }))),
  ];
}

export async function submit(story: Story, officer: string, o: { programme: string; registered: Registered; documents: readonly { kind: string; person?: string }[]; reader: string; more?: object }): Promise<Case> {
  return story.step('submit the application', async () => {
    const head = o.registered.members.find((m) => m.relation === 'head')!.id;
    const { id } = await story.world.client.post<{ id: string }>(officer, '/api/casework/applications', {
      household: o.registered.id, programme: o.programme, applicant: head, ...(o.registered.authorisation ? { authorisation: o.registered.authorisation } : {}),
      documents: o.documents, account: { holder: head, number: `6217${String(Date.now()).slice(-12)}` }, ...o.more,
    });
    story.ids['case'] = id;
    return new Case(story.world.client, id, o.reader);
  });
}

export const accept = (story: Story, officer: string, file: Case, ruleSet: string): Promise<string> => story.step('check: complete, accepted', async () => {
  await file.act(officer, 'check');
  const { application, ruleSet: locked } = await file.file();
  expect(application.status === 'accepted' && locked.locked && locked.id === ruleSet, `status ${application.status}, rule set ${locked.id}`);
  return `locked to ${locked.id}`;
});

export const verify = (story: Story, officer: string, file: Case): Promise<string> => story.step('seven departments asked and answered', async () => {
  await file.act(officer, 'verification');
  const { verification } = await file.report();
  return verification?.outcome ?? '';
});

/** Two investigators at the home; what they see is what was declared. */
export const visit = (story: Story, officer: string, file: Case, investigators: readonly string[], more: object = {}): Promise<void> => story.step('household visit by two investigators', async () => {
  await file.act(officer, 'visits', { investigators, on: await today(story), ...more });
});

export const today = async (story: Story): Promise<string> => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(await story.world.client.now());

export const meeting = (story: Story, officer: string, file: Case): Promise<string> => story.step('meeting: two thirds representatives, vote', async () => {
  await file.act(officer, 'meetings', { on: await today(story), present: 15, representatives: 11, yes: 13, no: 1, abstained: 1 });
  return '11 of 15 representatives, 13 yes';
});

/** Posts the sheet, looks at what the public sees, lets the plain days pass. */
export async function publish(story: Story, officer: string, file: Case, stage: 'town' | 'county', days: number): Promise<void> {
  await story.step(`publication (${stage}): no minors, no numbers`, async () => {
    await file.act(officer, 'publications', { stage });
    const sheet = JSON.stringify(await story.world.client.get(officer, `/api/casework/publications/${file.id}/${stage}`));
    expect(!/\d{17}[\dX]/.test(sheet), 'the sheet shows an identity number');
    return sheet.length > 0 ? 'posted' : '';
  });
  if (days > 0) await advance(story, `P${days + 1}D`, `${days} plain days pass`);
}

export const advance = (story: Story, duration: string, what: string): Promise<string> => story.step(what, async () => `now ${(await story.world.client.advance(duration)).slice(0, 10)}`);

export const act = (story: Story, name: string, officer: string, file: Case, what: string, body: object = {}): Promise<void> => story.step(name, async () => { await file.act(officer, what, body); });

/** The county draws over everything it received; whoever is drawn is visited by the county. */
export async function spotCheck(story: Story, o: Officers, file: Case): Promise<void> {
  await story.step('draw: frame closed, seed fixed, ⌈0.3 N⌉ smallest', async () => {
    const drawn = await story.world.client.post<{ id: string; drawn: readonly string[]; always: readonly string[] }>(o.reviewer, '/api/casework/spot-checks/draws', { area: o.area });
    const mine = drawn.drawn.includes(file.id) || drawn.always.includes(file.id);
    if (mine) await file.act(o.reviewer, 'spot-check', { visitors: [o.reviewer, o.approver], on: await today(story), finding: 'agrees' });
    return mine ? 'drawn, visited, agrees' : 'not drawn';
  });
}
