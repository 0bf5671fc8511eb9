import type { Text3 } from '@hearth/contracts';
import type { HouseholdRow } from '../projections/household.projection.ts';

export interface NextAction { readonly name: string; readonly allowed: boolean; readonly rule?: string; readonly reason?: Text3 }

const FIELD = ['village', 'town', 'soum-social-worker', 'bagh-governor'];
const t = (zh: string, mn: string, en: string): Text3 => ({ zh, mn, en });
const FOR_FIELD = t('由村、镇或苏木工作人员办理', 'Тосгон, сумын ажилтан гүйцэтгэнэ', 'For village, town and soum officers');
const NOBODY_ALIVE = t('没有健在的成员', 'Амьд гишүүн алга', 'No living member');
const NONE_SIGNED = t('没有有效的授权书', 'Хүчинтэй зөвшөөрөл алга', 'There is no authorisation in force');

const ACTIONS: readonly { readonly name: string; readonly blocked?: (row: HouseholdRow) => Text3 | null }[] = [
  { name: 'join-member' }, { name: 'record-income' }, { name: 'record-property' }, { name: 'record-dwelling' }, { name: 'sign-authorisation' },
  { name: 'end-authorisation', blocked: (row) => (row.authorisations.some((a) => a.ended === null) ? null : NONE_SIGNED) },
  { name: 'record-death', blocked: (row) => (row.members.some((m) => m.died === null) ? null : NOBODY_ALIVE) },
];

/** What the asking officer may do with a household now; each action that is not allowed says why. */
export const nextActions = (row: HouseholdRow, role: string): NextAction[] => ACTIONS.map(({ name, blocked }) => {
  if (!FIELD.includes(role)) return { name, allowed: false, rule: 'role', reason: FOR_FIELD };
  const reason = blocked?.(row) ?? null;
  return reason ? { name, allowed: false, rule: 'state', reason } : { name, allowed: true };
});
