import { act, accept, documents, meeting, publish, register, spotCheck, submit, today, verify, visit } from './steps.ts';
import { familyOfFour } from './households.ts';
import { FIRST } from './officers.ts';
import { expect, type Story } from './story.ts';

/** A family over the limit: refused in writing with reasons, asks for reconsideration; someone else looks and upholds. The record keeps all of it. */
export async function refused(story: Story): Promise<void> {
  const { client } = story.world;
  const o = FIRST;
  const registered = await register(story, o.town, familyOfFour({ area: o.home, programme: 'dibao', on: await today(story), wages: 96_000 }));
  const file = await submit(story, o.town, { programme: 'dibao', registered, documents: documents(registered), reader: o.reviewer });
  await accept(story, o.town, file, 'dibao-2012');
  await verify(story, o.town, file);
  await visit(story, o.town, file, [o.village, o.town2]);
  await story.step('assessed: over the limit', async () => {
    const { assessment } = await file.assessed();
    expect(assessment?.result === 'ineligible', `result ${assessment?.result}`);
  });
  await meeting(story, o.town, file);
  await publish(story, o.town, file, 'town', 7);
  await act(story, 'told the finding', o.town, file, 'notices', { step: 8 });
  await act(story, 'forwarded with a proposal against', o.town, file, 'proposal', { proposal: 'against', reason: '收入超过保障标准' });
  await act(story, 'county opinion: refuse', o.reviewer, file, 'opinion', { opinion: 'refuse', reason: '收入超过保障标准' });
  await spotCheck(story, o, file);
  await act(story, 'refused in writing, with reasons', o.approver, file, 'decision', { decision: 'refuse', reason: '家庭人均收入高于当地低保标准' });
  await act(story, 'the family is told', o.reviewer, file, 'notices', { step: 14 });
  const reconsideration = await story.step('the family asks for reconsideration', async () => (await file.act<{ reconsideration: string }>(o.town, 'reconsiderations', { reason: '工资已停发，请复核' })).reconsideration);
  await story.step('the one who decided may not reconsider', async () => {
    const status = await file.act(o.approver, `reconsiderations/${reconsideration}/decision`, { result: 'upheld', reason: '不变' }).then(() => null, (error: { status?: number }) => error.status);
    expect(status === 403, `answered ${status ?? 'with success'}`);
  });
  await story.step('decided by someone else: upheld', async () => {
    await file.until('the renewed assessment', (f) => f.assessment !== null && !f.assessment.running);
    await file.act(o.reconsideration, `reconsiderations/${reconsideration}/decision`, { result: 'upheld', reason: '复核收入仍高于标准' });
  });
  await story.step('the record keeps the refusal, the request and the answer; the authorisation has ended', async () => {
    await client.drain();
    const { timeline } = await client.get<{ timeline: readonly { type: string }[] }>(o.reviewer, `/api/registry/households/${registered.id}/record`);
    const wanted = ['casework.BenefitRefused', 'casework.ReconsiderationRequested', 'casework.ReconsiderationDecided', 'registry.AuthorisationEnded'];
    const missing = wanted.filter((type) => !timeline.some((e) => e.type === `hearth.${type}`));
    expect(missing.length === 0, `not on the record: ${missing.join(', ')}`);
    return `${wanted.length} kinds of facts`;
  });
}
