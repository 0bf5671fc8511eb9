import { act, accept, documents, publish, register, spotCheck, submit, today, verify, visit } from './steps.ts';
import { oldManAlone } from './households.ts';
import { FIRST } from './officers.ts';
import { pay } from './paying.ts';
import { expect, type Story } from './story.ts';

/** An old man without relatives: recognised as extremely poor, then his care grade is assessed, then he is paid; Dibao is closed to him. */
export async function tekun(story: Story): Promise<void> {
  const o = FIRST;
  const registered = await register(story, o.town, oldManAlone({ area: o.home, on: await today(story) }));
  const file = await submit(story, o.town, { programme: 'tekun', registered, documents: documents(registered), reader: o.reviewer });
  await accept(story, o.town, file, 'tekun-2021');
  await verify(story, o.town, file);
  await visit(story, o.town, file, [o.village, o.town2]);
  await story.step('no work capacity, no livelihood, no able supporter', async () => {
    const { assessment } = await file.assessed();
    expect(assessment?.result === 'eligible', `result ${assessment?.result}`);
  });
  await publish(story, o.town, file, 'town', 7);
  await act(story, 'forwarded with the proposal', o.town, file, 'proposal', { proposal: 'for', reason: '无劳动能力、无生活来源、无赡养人' });
  await act(story, 'county opinion', o.reviewer, file, 'opinion', { opinion: 'approve', reason: '核对一致' });
  await spotCheck(story, o, file);
  await act(story, 'confirmed by another person', o.approver, file, 'decision', { decision: 'approve', reason: '符合特困条件' });
  await act(story, 'self-care assessed after the confirmation', o.town, file, 'care-assessment', { items: { eat: true, dress: true, bed: true, toilet: false, walk: false, bathe: false } });
  await act(story, 'told the decision', o.reviewer, file, 'notices', { step: 14 });
  await act(story, 'list to finance', o.reviewer, file, 'payment-list');
  await pay(story, file, 'tekun', o);
}
