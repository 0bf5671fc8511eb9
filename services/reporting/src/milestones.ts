import type { Tx } from '@hearth/event-store';
import type { Fact } from '@hearth/messaging';

/** Points of a case that its clocks run from and to. */
export type Milestone =
  | 'submitted' | 'returned' | 'accepted' | 'requested' | 'reported' | 'visited' | 'met' | 'town-posted' | 'town-ended' | 'informed-8' | 'forwarded' | 'opinion' | 'checked'
  | 'county-posted' | 'county-ended' | 'decided' | 'informed-14' | 'listed' | 'sent' | 'collected' | 'reconciled';

/** The first time counts: a second publication or visit does not shorten or lengthen the step. */
export async function reached(tx: Tx, application: string, key: Milestone, fact: Pick<Fact, 'time' | 'effectiveon'>, on: string = fact.effectiveon): Promise<void> {
  await tx.query('INSERT INTO milestone (application, key, on_day, recorded_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [application, key, on, fact.time]);
}

/** The days an application reached its milestones on. */
export type Reached = Readonly<Partial<Record<Milestone, string>>>;

/** The day a sub-step ended on. A first check ends with acceptance or return; how long a family took to complete its papers is nobody's step. */
export const ENDS: Readonly<Record<number, (reached: Reached) => string | undefined>> = {
  2: (r) => r.returned ?? r.accepted, 3: (r) => (r.returned ? undefined : r.accepted), 4: (r) => r.returned, 5: (r) => r.visited, 6: (r) => r.met, 7: (r) => r['town-ended'], 8: (r) => r['informed-8'], 10: (r) => r.forwarded,
  11: (r) => r.opinion, 12: (r) => r.checked, 13: (r) => r['county-ended'], 14: (r) => r['informed-14'], 15: (r) => r.listed, 16: (r) => r.sent, 17: (r) => r.collected, 19: (r) => r.reconciled,
};

/** Which milestone a clock's `from` names. */
export const FROM: Readonly<Record<string, Milestone>> = {
  submitted: 'submitted', accepted: 'accepted', requested: 'requested', 'means-tested': 'visited', 'published-end': 'town-ended', forwarded: 'forwarded', opinion: 'opinion', decided: 'decided', listed: 'listed', sent: 'sent',
};
