import { check } from '@hearth/event-sourcing';
import { describe, it } from '@jest/globals';
import { referralDecider } from './referral.decider.ts';

const referral = { referral: 'r1', household: 'h1', person: 'p1', programme: 'education-assistance' as const, need: 'school-boarding', on: '2026-11-23' };
const proposed = { type: 'ReferralProposed' as const, data: { ...referral, by: 'town1' } };
const answered = (answer: 'enrolled' | 'declined', from: string | null): { type: 'ReferralAnswered'; data: typeof referral & { answer: 'enrolled' | 'declined'; from: string | null; answeredOn: string; by: string }; effectiveOn?: string } =>
  ({ type: 'ReferralAnswered', data: { ...referral, answer, from, answeredOn: '2026-11-24', by: 'school1' }, ...(from === null ? {} : { effectiveOn: from }) });
const answer = (given: 'enrolled' | 'declined', from: string | null = null): Parameters<typeof referralDecider.decide>[0] => ({ type: 'Answer', answer: given, from, today: '2026-11-24', by: 'school1' });
const { given } = check(referralDecider);

describe('a referral', () => {
  it('is proposed once, for a member', () => {
    given([]).when({ type: 'Propose', referral, members: ['p1'], by: 'town1' }).then([proposed]);
    given([]).when({ type: 'Propose', referral, members: ['p2'], by: 'town1' }).rejected('person-not-in-household');
    given([proposed]).when({ type: 'Propose', referral, members: ['p1'], by: 'town1' }).rejected('already-proposed');
  });
  it('is answered: enrolled from a day, or declined', () => {
    given([proposed]).when(answer('enrolled', '2026-12-01')).then([answered('enrolled', '2026-12-01')]);
    given([proposed]).when(answer('enrolled')).then([answered('enrolled', '2026-11-24')]);
    given([proposed]).when(answer('declined', '2026-12-01')).then([answered('declined', null)]);
    given([]).when(answer('declined')).rejected('not-found');
  });
  it('takes the same answer once, and a declined person in later', () => {
    given([proposed, answered('declined', null)]).when(answer('declined')).then([]);
    given([proposed, answered('declined', null)]).when(answer('enrolled', '2026-12-01')).then([answered('enrolled', '2026-12-01')]);
    given([proposed, answered('enrolled', '2026-12-01')]).when(answer('declined')).rejected('already-enrolled');
  });
});
