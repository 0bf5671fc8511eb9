import type { Text3 } from '@hearth/contracts';
import { retryRule, type Rule, settleRule, type Standing, waiveRule } from './guards.ts';
import { REASONS, type ReasonCode } from './reasons.ts';

export interface Action {
  readonly action: string; readonly title: Text3;
  /** Of the route under /api/hiavs/verifications/:id. */
  readonly path: string;
  readonly allowed: boolean; readonly code: ReasonCode | null; readonly reason: Text3 | null;
}

export const SETTLERS = ['town', 'verification-officer', 'county-reviewer'] as const;
export const WAIVERS = ['county-reviewer', 'verification-officer'] as const;
export const RETRIERS = ['town', 'verification-officer', 'county-reviewer', 'operations'] as const;

interface Kind { readonly action: string; readonly title: Text3; readonly path: string; readonly who: readonly string[]; readonly rule: Rule }

const t = (zh: string, mn: string, en: string): Text3 => ({ zh, mn, en });

const KINDS: readonly Kind[] = [
  { action: 'settle', path: 'items/:item/settlement', title: t('判定核对差异', 'Зөрүүг шийдэх', 'Settle discrepancies'), who: SETTLERS, rule: settleRule },
  { action: 'waive', path: 'waivers', title: t('豁免未答复部门', 'Хариу өгөөгүй байгууллагаас чөлөөлөх', 'Waive a source that has not answered'), who: WAIVERS, rule: waiveRule },
  { action: 'retry', path: 'retry', title: t('立即再次查询', 'Одоо дахин асуух', 'Ask again now'), who: RETRIERS, rule: retryRule },
];

/** What this role may do with the verification, or the rule that forbids it now. */
export const actionsFor = (standing: Standing, role: string): readonly Action[] => KINDS.filter((kind) => kind.who.includes(role)).map(({ action, title, path, rule }) => {
  const code = rule(standing);
  return { action, title, path, allowed: code === null, code, reason: code && REASONS[code] };
});
