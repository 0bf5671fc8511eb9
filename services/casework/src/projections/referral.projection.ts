import { rows } from '@hearth/event-store';
import type { Referral, ReferralEvent, ReferralReply } from '../referral/referral.decider.ts';

export interface ReferralRow extends Referral {
  readonly id: string;
  readonly status: 'proposed' | ReferralReply['answer'];
  readonly from: string | null;
  readonly answeredOn: string | null;
}

export const referralRows = rows<ReferralRow, ReferralEvent>({
  name: 'referral', version: 1,
  indexed: ['household', 'status'],
  on: {
    ReferralProposed: (_row, { data: { by: _by, ...referral } }) => ({ ...referral, id: referral.referral, status: 'proposed', from: null, answeredOn: null }),
    ReferralAnswered: (row, { data: { answer, from, answeredOn } }) => row && { ...row, status: answer, from, answeredOn },
  },
  keys: (event) => (event.stream.startsWith('referral-') ? event.data.referral : null),
});
