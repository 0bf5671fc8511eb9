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

/** Which milestone ends a sub-step, and which one a clock's `from` names. */
export const ENDS: Readonly<Record<number, Milestone>> = {
  2: 'accepted', 3: 'accepted', 5: 'visited', 6: 'met', 7: 'town-ended', 8: 'informed-8', 10: 'forwarded', 11: 'opinion', 12: 'checked', 13: 'county-posted', 14: 'informed-14', 15: 'listed', 16: 'sent', 17: 'collected', 19: 'reconciled',
};
export const FROM: Readonly<Record<string, Milestone>> = {
  submitted: 'submitted', accepted: 'accepted', requested: 'requested', 'means-tested': 'visited', 'published-end': 'town-ended', forwarded: 'forwarded', decided: 'decided', listed: 'listed', sent: 'sent',
};
