import type { Text3 } from '@hearth/contracts';
import { type ReasonParams, type RefusalMore, reasonsOf, wording as t } from '@hearth/event-sourcing';


/** Why something is not allowed, not paid or not matched, by its stable code; `{name}` is filled from the parameters. */
export const REASONS = {
  'role': t('此事由以下角色办理：{roles}。', 'Үүнийг дараах эрхтэй хүн хийнэ: {roles}.', 'This is for: {roles}.'),
  'not-found': t('没有此发放清册。', 'Ийм олголтын жагсаалт алга.', 'There is no such payroll.'),
  'same-person': t('复核人不得是制单人。', 'Баталгаажуулах хүн бэлтгэсэн хүнээс өөр байна.', 'The payroll is approved by somebody other than its maker.'),
  'future-period': t('发放期不能在本月之后。', 'Олголтын сар энэ сараас хойш байж болохгүй.', 'The period lies in the future.'),
  'nothing-due': t('没有待发放的款项。', 'Олгох төлбөр алга.', 'Nothing is due that is not on a payroll already.'),
  'total-differs': t('录入的总额与清册不符。', 'Оруулсан нийт дүн жагсаалтаас зөрж байна.', 'The total that was typed is not the total of the payroll.'),
  'payroll-outdated': t('有{count}笔已不符合清册，须退回重制。', 'Жагсаалтын {count} мөр хуучирсан тул дахин бэлтгэнэ.', '{count} line(s) no longer hold: withdraw the payroll and make it again.'),
  'not-draft': t('清册已提交。', 'Жагсаалтыг аль хэдийн илгээсэн.', 'The payroll is no longer a draft.'),
  'not-submitted': t('清册尚未提交。', 'Жагсаалтыг хараахан илгээгээгүй.', 'The payroll is not waiting for approval.'),
  'not-approved': t('清册尚未批准。', 'Жагсаалтыг хараахан батлаагүй.', 'The payroll has not been approved.'),
  'not-open': t('清册已批准、关闭或撤回。', 'Жагсаалт батлагдсан, хаагдсан эсвэл татагдсан.', 'The payroll is approved, closed or withdrawn.'),
  'already-drafted': t('该清册已存在。', 'Энэ жагсаалт аль хэдийн бий.', 'This payroll exists already.'),
  'already-closed': t('本期已对账。', 'Энэ хугацааг тулгаж хаасан.', 'The period has been closed.'),
  'too-early': t('{day}才发放，届时方可对账。', '{day}-нд олгоно; түүнээс өмнө хаах боломжгүй.', 'The money is paid on {day}; it cannot be closed before.'),
  'payee-erased': t('有{count}名收款人的资料已删除，不能生成银行文件。', '{count} хүлээн авагчийн мэдээлэл устсан тул банкны файл гаргах боломжгүй.', 'The data of {count} payee(s) have been erased; the bank file cannot be made.'),
  'bank-file-changed': t('重新生成的文件与原文件不一致。', 'Дахин гаргасан файл анхныхаас зөрж байна.', 'The file made anew is not the one that was sent.'),
  'already-instructed': t('该对象本期已列入清册。', 'Энэ сард аль хэдийн жагсаалтад орсон.', 'This beneficiary is on a payroll of the period already.'),
  'not-prepared': t('该支付指令不在此清册中。', 'Энэ төлбөр уг жагсаалтад алга.', 'This payment is not waiting on this payroll.'),
  'ordered-already': t('该发放通知已登记。', 'Энэ захиалгыг бүртгэсэн.', 'This order of payment is known already.'),

  'dead-payee': t('收款人已去世，不予发放。', 'Хүлээн авагч нас барсан тул олгохгүй.', 'The payee has died: not paid.'),
  'dead-beneficiary': t('受助人已去世，不予发放。', 'Хүртэгч нас барсан тул олгохгүй.', 'The beneficiary has died: not paid.'),
  'suspended': t('待遇已暂停。', 'Тэтгэмж түр зогссон.', 'The benefit is suspended.'),
  'missing-account': t('没有可用的收款账户。', 'Ашиглах боломжтой данс алга.', 'There is no usable account or payee.'),
  'erased-payee': t('收款人资料已删除，不予发放。', 'Хүлээн авагчийн мэдээлэл устсан тул олгохгүй.', 'The payee’s data have been erased: not paid.'),
  'other-currency': t('币种与本地区不符。', 'Валют тухайн нутгийнхаас өөр.', 'The amount is in another currency than the area’s.'),
  'second-order': t('同一受助人另有一份发放通知。', 'Нэг хүртэгчид өөр захиалга бий.', 'Another order pays the same beneficiary.'),
  'changed': t('金额与上月不同。', 'Дүн өмнөх сараас өөр.', 'The amount differs from last month.'),
  'left': t('上月发放，本月未列入。', 'Өмнөх сард олгосон, энэ сард алга.', 'Paid last month, not on this payroll.'),
  'no-longer-due': t('本期不再应发或金额已变。', 'Энэ сард олгохгүй болсон эсвэл дүн өөрчлөгдсөн.', 'No longer due in this period, or with another amount.'),

  'malformed': t('该行无法读取：{place}。', 'Мөрийг уншиж чадсангүй: {place}.', 'The line cannot be read: {place}.'),
  'no-reference': t('该行没有支付指令编号。', 'Мөрөнд төлбөрийн дугаар алга.', 'The line names no payment instruction.'),
  'not-booked': t('银行尚未入账。', 'Банк хараахан бичилт хийгээгүй.', 'The bank has not booked it yet.'),
  'not-a-return': t('该笔贷记不是退回款。', 'Энэ орлого буцаалт биш.', 'A credit that is no returned payment.'),
  'unknown-instruction': t('没有此支付指令。', 'Ийм төлбөрийн даалгавар алга.', 'There is no such payment instruction.'),
  'not-sent': t('该支付指令未发送银行。', 'Энэ төлбөрийг банканд илгээгээгүй.', 'This payment was not sent to the bank.'),
  'amount-differs': t('金额与支付指令不符。', 'Дүн даалгавраас зөрж байна.', 'The amount is not that of the instruction.'),
  'was-returned': t('该款已退回。', 'Энэ төлбөр буцсан.', 'The payment was returned before.'),
  'was-collected': t('该款已领取。', 'Энэ төлбөрийг авсан.', 'The payment was collected before.'),
  'booked-twice': t('同一支付指令第二次入账。', 'Нэг төлбөрийг хоёр удаа гүйлгээ хийсэн.', 'Booked a second time under another reference.'),
  'collected-differently': t('与此前的领取报告不一致。', 'Өмнөх авсан мэдээнээс зөрж байна.', 'Reported as collected before, in another way.'),
  'date-in-future': t('日期在今天之后。', 'Огноо өнөөдрөөс хойш байна.', 'The date lies in the future.'),

  'no-answer': t('银行尚无回音。', 'Банкнаас хариу ирээгүй.', 'No answer of the bank.'),
  'not-on-statement': t('对账单上没有。', 'Хуулганд алга.', 'Not on a statement yet.'),
  'not-collected': t('尚未领取。', 'Хараахан аваагүй.', 'Not collected yet.'),
  'returned': t('银行退回：{code}。', 'Банк буцаасан: {code}.', 'Returned by the bank: {code}.'),
} as const satisfies Readonly<Record<string, Text3>>;

export type { ReasonParams };
export type ReasonCode = keyof typeof REASONS;

const reasons = reasonsOf<ReasonCode>(REASONS);
export const isReason = (code: string): code is ReasonCode => reasons.has(code);

/** The reason in three languages. A code of a lib, which has no text here, shows the detail it came with. */
export const reasonText = (code: string, params?: ReasonParams, detail?: string): Text3 => reasons.text(code, params, detail);

/** @throws Rejection always: the rule `code` forbids it. */
export function refuse(code: ReasonCode, params: ReasonParams = {}, more: RefusalMore = {}): never { return reasons.refuse(code, params, more); }
