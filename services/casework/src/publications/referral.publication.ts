import type { ReferralAnswered, ReferralProposed } from '@hearth/contracts';
import type { Publication } from '@hearth/messaging';
import type { ReferralEvent } from '../referral/referral.decider.ts';

type DataOf<T extends ReferralEvent['type']> = Extract<ReferralEvent, { type: T }>['data'];

export const referralPublications: readonly Publication[] = [
  { on: 'ReferralProposed', publish: (event) => {
    const { household, referral, programme, person, need, on } = event.data as DataOf<'ReferralProposed'>;
    const data: ReferralProposed = { household, referral, programme, person, need, on };
    return { type: 'hearth.casework.ReferralProposed', version: 1, data };
  } },
  { on: 'ReferralAnswered', publish: (event) => {
    const { household, referral, programme, person, answer, from } = event.data as DataOf<'ReferralAnswered'>;
    const data: ReferralAnswered = { household, referral, programme, person, answer, from };
    return { type: 'hearth.casework.ReferralAnswered', version: 1, data };
  } },
];
