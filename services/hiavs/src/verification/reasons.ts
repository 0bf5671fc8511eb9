import { type RefusalMore, reasonsOf, wording as t } from '@hearth/event-sourcing';
import type { Text3 } from '@hearth/contracts';


/** Why something is not allowed, by its stable code. */
export const REASONS = {
  'not-found': t('没有此核对。', 'Ийм тулгалт алга.', 'There is no such verification.'),
  'not-reported': t('核对报告尚未出具。', 'Тулгалтын тайлан гараагүй.', 'The verification has not been reported yet.'),
  'item-unknown': t('报告中没有此项目。', 'Тайланд ийм зүйл алга.', 'The report has no such item.'),
  'nothing-to-settle': t('没有需要处理的差异。', 'Шийдэх зөрүү алга.', 'There is no discrepancy to settle.'),
  'value-needed': t('须填写认定的金额或数量。', 'Тооцох дүн эсвэл тоог бичнэ.', 'Say the amount or the number that counts instead.'),
  'value-not-needed': t('只有另行认定时才填写金额或数量。', 'Дүн, тоог зөвхөн өөрөөр тогтоосон үед бичнэ.', 'An amount or number is given only when another figure counts.'),
  'currency': t('币种与核对结果不同。', 'Валют тулгалтын дүнгээс өөр байна.', 'The amount is in another currency than the finding.'),
  'source-not-asked': t('本次核对不涉及该部门。', 'Энэ тулгалтад уг байгууллага хамаарахгүй.', 'This verification does not ask that department.'),
  'nothing-missing': t('所有部门均已答复。', 'Бүх байгууллага хариулсан.', 'Every department has answered.'),
  'nothing-to-ask': t('没有可再次查询的事项。', 'Дахин асуух зүйл алга.', 'There is no inquiry that may be asked again.'),
  'recheck-not-ahead': t('复查日期须在今天之后。', 'Дахин шалгах өдөр өнөөдрөөс хойш байна.', 'The day of the re-check must lie ahead.'),
} as const satisfies Readonly<Record<string, Text3>>;

export type ReasonCode = keyof typeof REASONS;

const reasons = reasonsOf<ReasonCode>(REASONS);

export function refuse(code: ReasonCode, more: RefusalMore = {}): never { return reasons.refuse(code, {}, more); }
