import type { Publication } from '@hearth/messaging';
import { say } from './say.ts';

export const benefitPublications: readonly Publication[] = [
  say('CareAssessed', 'hearth.casework.CareAssessed', ({ person, grade, failed, on }, ids) => ({ ...ids, person, grade, failed, on })),
  say('PaymentOrdered', 'hearth.casework.PaymentOrdered', ({ order, approval, programme, of, beneficiary, payee, payeeName, account, money, from, until, list }, ids) =>
    ({ ...ids, order, approval, programme, of, beneficiary, payee, payeeName, account, money, from, until, list })),
  say('BenefitChanged', 'hearth.casework.BenefitChanged', ({ approval, order, money, orders, from, reason }, ids) => ({ ...ids, approval, order, money, orders, from, reason })),
  say('BenefitSuspended', 'hearth.casework.BenefitSuspended', ({ approval, from, reason }, ids) => ({ ...ids, approval, from, reason })),
  say('BenefitEnded', 'hearth.casework.BenefitEnded', ({ approval, from, reason }, ids) => ({ ...ids, approval, from, reason })),
];
