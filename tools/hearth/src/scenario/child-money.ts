import { act, accept, register, submit, today } from './steps.ts';
import { herderFamily } from './households.ts';
import { SOUM } from './officers.ts';
import { pay } from './paying.ts';
import { poorAnswers } from '../samples/scorecard.ts';
import { expect, type Story } from './story.ts';

/** A Mongolian household: anyone may apply, the score explains itself, three children are paid. */
export async function childMoney(story: Story): Promise<void> {
  const { client } = story.world;
  const household = herderFamily({ area: SOUM.home, on: await today(story), answers: poorAnswers });
  const registered = await register(story, SOUM.governor, household, []);
  const adults = registered.members.slice(0, 2), children = registered.members.slice(2);
  const file = await submit(story, SOUM.governor, {
    programme: 'child-money', registered, reader: SOUM.worker,
    documents: [
      { kind: 'application-form' }, { kind: 'questionnaire' }, ...adults.map(({ id }) => ({ kind: 'identity', person: id })),
      ...children.flatMap(({ id }) => ['birth-certificate', 'vaccination-certificate', 'school-certificate'].map((kind) => ({ kind, person: id }))),
    ],
  });
  await accept(story, SOUM.worker, file, 'child-money-2005-07');
  await story.step('scored; the score is explained', async () => {
    const { assessment } = await file.assessed();
    expect(assessment?.result === 'eligible', `result ${assessment?.result}`);
    const { score, trace } = await client.get<{ score: { points: number; threshold: number; contributions: readonly unknown[] } | null; trace: readonly unknown[] }>(SOUM.worker, `/api/eligibility/assessments/${assessment.assessment}`);
    expect(score && score.points > score.threshold && score.contributions.length > 0 && trace.length > 0, 'the score does not explain itself');
    return `${score.points} > ${score.threshold}, ${score.contributions.length} variables`;
  });
  await act(story, 'decided by the social worker', SOUM.worker2, file, 'decision', { decision: 'approve', reason: 'Оноо босгоос давсан' });
  await act(story, 'the family is told', SOUM.worker, file, 'notices', { step: 14 });
  await pay(story, file, 'child-money', SOUM);
  await story.step('three children were paid', async () => {
    const { payments } = await client.get<{ payments: readonly { programme: string; status: string }[] }>(SOUM.worker, `/api/registry/households/${story.ids['household']!}/record`);
    const paid = payments.filter((p) => p.programme === 'child-money' && p.status === 'reconciled').length;
    expect(paid === 3, `${paid} payments`);
    return '3 × MNT 3,000';
  });
}
