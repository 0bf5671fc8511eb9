import { act, accept, documents, meeting, publish, register, submit, today, visit } from './steps.ts';
import { familyOfFour } from './households.ts';
import { FIRST } from './officers.ts';
import { DEPARTMENTS } from '../simulator.ts';
import { expect, type Story } from './story.ts';

const DOWN = ['bank', 'securities'] as const;

/** Two departments are out: the verification stays incomplete and says so, the town goes on, the county's opinion waits; nothing that was answered is asked again. */
export async function departmentDown(story: Story): Promise<void> {
  const { simulator } = story.world;
  try {
    await story.step('bank and securities are down', async () => { for (const name of DOWN) await simulator.setDepartment(name, { down: true }); });
    await through(story);
  } finally {
    for (const name of DOWN) await simulator.setDepartment(name, { down: false });
  }
}

async function through(story: Story): Promise<void> {
  const { client, simulator } = story.world;
  const o = FIRST;
  const registered = await register(story, o.town, familyOfFour({ area: o.home, programme: 'dibao', on: await today(story), wages: 9600 }));
  const file = await submit(story, o.town, { programme: 'dibao', registered, documents: documents(registered), reader: o.reviewer });
  await accept(story, o.town, file, 'dibao-2012');
  await story.step('the verification stays incomplete, the sources are named', async () => {
    await file.act(o.town, 'verification');
    const { verification } = await file.report();
    expect(verification?.outcome === 'incomplete', `outcome ${verification?.outcome}`);
    const named = verification.openSources ?? [];
    expect(DOWN.every((name) => named.includes(name)), `named: ${named.join(', ')}`);
    return `missing: ${named.join(', ')}`;
  });
  const answeredBefore = new Map(await Promise.all(DEPARTMENTS.map(async (name) => [name, (await simulator.inquiries(name)).answered] as const)));
  await visit(story, o.town, file, [o.village, o.town2]);
  await story.step('a provisional figure is there for the first sheet', async () => { await file.until('an assessment', (f) => f.assessment !== null); });
  await meeting(story, o.town, file);
  await publish(story, o.town, file, 'town', 7);
  await act(story, 'told the finding', o.town, file, 'notices', { step: 8 });
  await act(story, 'forwarded with the proposal', o.town, file, 'proposal', { proposal: 'for', reason: '核对未全，其余一致' });
  await story.step('the county opinion waits', async () => {
    const refused = await file.act(o.reviewer, 'opinion', { opinion: 'approve', reason: '核对一致' }).then(() => null, (error: { code?: string }) => error.code);
    expect(refused === 'sources-open', `answered ${refused ?? 'with success'}`);
    return 'refused: sources-open';
  });
  await story.step('the departments return; the rest is answered', async () => {
    for (const name of DOWN) await simulator.setDepartment(name, { down: false });
    const { verification } = await file.until('a complete verification', (f) => f.verification?.outcome === 'consistent');
    return verification?.outcome ?? '';
  });
  await story.step('nothing asked twice that was answered', async () => {
    for (const name of DEPARTMENTS.filter((d) => !(DOWN as readonly string[]).includes(d))) {
      const { answered } = await simulator.inquiries(name);
      expect(answered === answeredBefore.get(name), `${name} answered ${answered}, before ${answeredBefore.get(name)}`);
    }
  });
  await story.step('now the county may give its opinion', async () => {
    await file.assessed();
    await file.act(o.reviewer, 'opinion', { opinion: 'approve', reason: '核对补齐，一致' });
    await client.drain();
  });
}
