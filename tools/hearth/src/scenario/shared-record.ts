import { setTimeout as pause } from 'node:timers/promises';
import { register, today } from './steps.ts';
import { familyOfFour } from './households.ts';
import { FIRST } from './officers.ts';
import { percentiles } from './delay.ts';
import { expect, type Story, Unexpected } from './story.ts';

interface RecordShown { readonly programmes: readonly { readonly programme: string; readonly status: string; readonly person: string | null }[]; readonly timeline: readonly { readonly type: string }[] }
const EXCHANGES = 200;
const LOOK_EVERY_MS = 5;
const SEEN_WITHIN_MS = 10_000;

/** The children of a Dibao family are proposed to medical and education assistance from the same record; each answer appears on it. Measures 200 exchanges casework → record. */
export async function sharedRecord(story: Story): Promise<void> {
  const { client } = story.world;
  const o = FIRST;
  const registered = await register(story, o.town, familyOfFour({ area: o.home, programme: 'dibao', on: await today(story), wages: 9000 }));
  const children = registered.members.filter((m) => m.relation === 'child');
  const record = (): Promise<RecordShown> => client.get<RecordShown>(o.reviewer, `/api/registry/households/${registered.id}/record`);
  await story.step('the new household stands on the record', async () => {
    const { timeline } = await seen(record, (r) => r.timeline.some((e) => e.type === 'hearth.registry.HouseholdRegistered'), 'the household');
    return `${timeline.length} events`;
  });
  const referrals = await story.step('both children proposed to medical and education assistance', () => Promise.all(children.flatMap((child) => ['medical-assistance', 'education-assistance'].map(async (programme) => {
    const { id } = await client.post<{ id: string }>(o.town, '/api/casework/referrals', { household: registered.id, person: child.id, programme, need: programme === 'medical-assistance' ? 'uninsured' : 'boarding' });
    return id;
  }))));
  await story.step('the programmes answer; each enrolment appears on the record', async () => {
    for (const id of referrals) await client.post(o.town, `/api/casework/referrals/${id}/answers`, { answer: 'enrolled', from: await today(story) });
    const { programmes } = await seen(record, (r) => r.programmes.filter((p) => p.status === 'enrolled').length >= referrals.length, 'the enrolments');
    return `${programmes.length} enrolments`;
  });
  await story.step(`${EXCHANGES} exchanges measured: command in casework → on the record`, async () => {
    const delays: number[] = [];
    for (let i = 0; i < EXCHANGES; i += 1) delays.push(await exchange(story, registered.id, children[i % children.length]!.id, record));
    story.delayMs = percentiles(delays);
    expect(story.delayMs.n === EXCHANGES, `${story.delayMs.n} measured`);
    return `p50 ${story.delayMs.p50} ms, p95 ${story.delayMs.p95} ms, p99 ${story.delayMs.p99} ms`;
  });
}

/** t0 just before the command is sent, t1 the first GET that shows it, looked at every 5 ms. */
async function exchange(story: Story, household: string, person: string, record: () => Promise<RecordShown>): Promise<number> {
  const { client } = story.world;
  const before = (await record()).timeline.filter((e) => e.type === 'hearth.casework.ReferralProposed').length;
  await client.token(FIRST.town);
  const t0 = performance.now();
  await client.post(FIRST.town, '/api/casework/referrals', { household, person, programme: 'temporary-assistance', need: 'measured' });
  await seen(record, (r) => r.timeline.filter((e) => e.type === 'hearth.casework.ReferralProposed').length > before, 'the proposal');
  return performance.now() - t0;
}

async function seen(record: () => Promise<RecordShown>, shows: (r: RecordShown) => boolean, what: string): Promise<RecordShown> {
  for (const began = performance.now(); performance.now() - began < SEEN_WITHIN_MS; await pause(LOOK_EVERY_MS)) {
    const shown = await record();
    if (shows(shown)) return shown;
  }
  throw new Unexpected(`the record did not show ${what} within ${SEEN_WITHIN_MS / 1000} s`);
}
