import { areaName } from '@hearth/contracts';
import { countryOf } from '@hearth/kernel';
import type { Debtor } from './payroll/payroll.ts';

const LONGEST_ACCOUNT = 34;

/** The account each finance office pays a programme from, and its bank: the only reader of this service's settings. */
export function debtorOf(settings: Readonly<Record<string, string>>, programme: string, area: string): Debtor {
  const { zh, mn } = areaName(area);
  return {
    name: countryOf(area) === 'MN' ? `${mn}, санхүүгийн алба` : `${zh}财政局`,
    account: `HF-${area}-${programme}`.slice(0, LONGEST_ACCOUNT),
    bank: settings['bankName'] ?? 'Sample Bank',
  };
}
