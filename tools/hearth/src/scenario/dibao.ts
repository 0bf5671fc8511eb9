import { act, accept, documents, meeting, publish, register, spotCheck, submit, verify, visit } from './steps.ts';
import { familyOfFour } from './households.ts';
import { FIRST, SECOND } from './officers.ts';
import { pay } from './paying.ts';
import { expect, type Story } from './story.ts';
import { today } from './steps.ts';
import type { Case } from './case.ts';

/** A family with two children in the county of the 2012 measures: all nineteen sub-steps, a paper missing at first. */
export async function dibao(story: Story): Promise<void> {
  const { client } = story.world;
  const o = FIRST;
  const registered = await register(story, o.town, familyOfFour({ area: o.home, programme: 'dibao', on: await today(story), wages: 9600 }));
  const file = await submit(story, o.town, { programme: 'dibao', registered, documents: documents(registered, ['household-register']), reader: o.reviewer });
  await story.step('checked: returned with every missing item in one notice', async () => {
    await file.act(o.town, 'check');
    const { application } = await file.file();
    expect(application.status === 'returned', `status ${application.status}`);
    return application.status;
  });
  await act(story, 'the family brings the paper', o.town, file, 'documents', { documents: [{ kind: 'household-register' }] });
  await accept(story, o.town, file, 'dibao-2012');
  await verify(story, o.town, file);
  await visit(story, o.town, file, [o.village, o.town2]);
  await story.step('means test: assessed by the rules', async () => {
    const { assessment } = await file.assessed();
    expect(assessment?.result === 'eligible', `result ${assessment?.result}`);
    return `${(assessment?.money?.minor ?? 0) / 100} a month`;
  });
  await meeting(story, o.town, file);
  await publish(story, o.town, file, 'town', 7);
  await act(story, 'the family is told the finding', o.town, file, 'notices', { step: 8 });
  await act(story, 'forwarded with the proposal', o.town, file, 'proposal', { proposal: 'for', reason: '调查、评议与核对一致' });
  await act(story, 'county opinion', o.reviewer, file, 'opinion', { opinion: 'approve', reason: '材料齐全，核对一致' });
  await spotCheck(story, o, file);
  await publish(story, o.reviewer, file, 'county', 7);
  await act(story, 'decision by another person', o.approver, file, 'decision', { decision: 'approve', reason: '符合低保条件' });
  await act(story, 'the family is told the decision', o.reviewer, file, 'notices', { step: 14 });
  await act(story, 'list to finance', o.reviewer, file, 'payment-list');
  await pay(story, file, 'dibao', o);
  await story.step('all sub-steps stand in the file', () => file.stepsDone(1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 19));
  await story.step('nothing left over anywhere', () => client.drain());
}

/** The same family type under the 2021 measures: meeting, review and spot check are conditional, the decision is announced. */
export async function dibao2021(story: Story): Promise<void> {
  const o = SECOND;
  const registered = await register(story, o.town, familyOfFour({ area: o.home, programme: 'dibao', on: await today(story), wages: 10_800 }));
  const file = await submit(story, o.town, { programme: 'dibao', registered, documents: documents(registered), reader: o.reviewer });
  await accept(story, o.town, file, 'dibao-2021');
  await verify(story, o.town, file);
  await visit(story, o.town, file, [o.village, o.town2]);
  await story.step('means test: assessed by the rules', async () => { await file.assessed(); });
  await publish(story, o.town, file, 'town', 7);
  await act(story, 'the family is told the finding', o.town, file, 'notices', { step: 8 });
  await act(story, 'forwarded with the proposal', o.town, file, 'proposal', { proposal: 'for', reason: '公示无异议' });
  await act(story, 'county opinion', o.reviewer, file, 'opinion', { opinion: 'approve', reason: '核对一致' });
  await story.step('steps 6, 9 and 12 are conditional here', async () => {
    const { steps } = await file.file();
    const taken = [6, 9, 12].filter((n) => steps.find((s) => s.step === n)?.state === 'done');
    expect(taken.length === 0, `taken: ${taken.join(', ')}`);
    return 'none was needed';
  });
  await announce(story, o.reviewer, file);
  await act(story, 'decision by another person', o.approver, file, 'decision', { decision: 'approve', reason: '符合条件' });
  await act(story, 'the family is told the decision', o.reviewer, file, 'notices', { step: 14 });
  await act(story, 'list to finance', o.reviewer, file, 'payment-list');
  await pay(story, file, 'dibao', o);
}

/** Where the rule set announces the result, it is posted; where it publishes for days, the days pass. */
async function announce(story: Story, officer: string, file: Case): Promise<void> {
  const { actions } = await file.file(officer);
  if (actions.some((a) => a.action === 'publish-county' && a.allowed)) await publish(story, officer, file, 'county', 0);
}
