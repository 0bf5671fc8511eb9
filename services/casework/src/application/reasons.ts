import type { Text3 } from '@hearth/contracts';
import { type ReasonParams, type RefusalMore, reasonsOf, wording as t } from '@hearth/event-sourcing';


/** Why something is not allowed, by its stable code; `{name}` is filled from the parameters. */
export const REASONS = {
  'not-found': t('没有此申请。', 'Ийм өргөдөл алга.', 'There is no such application.'),
  'already-submitted': t('该申请已提交。', 'Энэ өргөдлийг аль хэдийн гаргасан.', 'This application has been submitted already.'),
  'application-open': t('该家庭在本项目已有未办结的申请。', 'Өрх энэ хөтөлбөрт шийдвэрлээгүй өргөдөлтэй.', 'The household has an open application for this programme.'),
  'no-rule-set': t('该地区当日没有生效的本项目规则。', 'Тухайн нутагт энэ өдөр хүчинтэй журам алга.', 'No rule set for this programme is in force in this area on this day.'),
  'applicant-not-member': t('申请人不是该家庭成员。', 'Өргөдөл гаргагч өрхийн гишүүн биш.', 'The applicant is not a member of the household.'),
  'person-not-in-household': t('材料或账户涉及的人员不属于该家庭。', 'Баримт, дансанд заасан хүн өрхөд хамаарахгүй.', 'A document or account names a person who does not belong to the household.'),
  'role': t('此步骤由以下角色办理：{roles}。', 'Энэ алхмыг дараах эрхтэй хүн хийнэ: {roles}.', 'This step is for: {roles}.'),
  'already-accepted': t('申请已受理。', 'Өргөдлийг хүлээн авсан.', 'The application has been accepted already.'),
  'not-accepted': t('申请尚未受理。', 'Өргөдлийг хараахан хүлээн аваагүй.', 'The application has not been accepted yet.'),
  'step-open': t('第{step}步尚未完成。', '{step}-р алхам дуусаагүй байна.', 'Step {step} is not done yet.'),
  'step-not-taken': t('本规则不设第{step}步。', 'Энэ журамд {step}-р алхам байхгүй.', 'The rule set does not take step {step}.'),
  'decided': t('申请已作出决定。', 'Өргөдлийг шийдвэрлэсэн.', 'The application has been decided.'),
  'not-decided': t('申请尚未作出决定。', 'Өргөдлийг хараахан шийдвэрлээгүй.', 'The application has not been decided yet.'),
  'date-in-future': t('日期不能在今天之后。', 'Огноо өнөөдрөөс хойш байж болохгүй.', 'The date lies in the future.'),
  'before-acceptance': t('日期早于受理日。', 'Огноо хүлээн авсан өдрөөс өмнө байна.', 'The date lies before the acceptance.'),
  'verification-not-needed': t('本规则不要求部门核对。', 'Энэ журамд байгууллагын тулгалт шаардахгүй.', 'The rule set asks no department.'),
  'verification-requested': t('已提出核对请求。', 'Тулгалтын хүсэлт өгсөн.', 'The verification has been requested already.'),
  'authorisation-missing': t('没有有效的授权书。', 'Хүчинтэй зөвшөөрөл алга.', 'There is no valid authorisation.'),
  'authorisation-unsigned': t('还有{count}名成年人未签署授权书。', '{count} насанд хүрсэн хүн зөвшөөрөлд гарын үсэг зураагүй.', '{count} adult(s) have not signed the authorisation.'),
  'visit-not-needed': t('本规则不要求入户调查。', 'Энэ журамд айлаар орох шаардлагагүй.', 'The rule set asks for no visit.'),
  'too-few-investigators': t('至少需要{needed}名调查员。', 'Доод тал нь {needed} шалгагч шаардлагатай.', 'At least {needed} investigators are needed.'),
  'findings-unpaired': t('住房与生活条件须同时填写。', 'Орон сууц, амьдралын нөхцөлийг хамт бичнэ.', 'Dwelling and living conditions are stated together.'),
  'assessment-missing': t('尚无核算结果。', 'Үнэлгээ хараахан гараагүй.', 'There is no assessment yet.'),
  'assessment-running': t('正在重新核算。', 'Дахин үнэлж байна.', 'A new assessment is being made.'),
  'assessment-provisional': t('核算结果为暂定。', 'Үнэлгээ түр зуурынх.', 'The assessment is provisional.'),
  'assessment-not-eligible': t('核算结果不符合条件。', 'Үнэлгээгээр шаардлага хангаагүй.', 'The assessment does not say eligible.'),
  'sources-open': t('以下部门尚未答复或豁免：{sources}。', 'Хариу ирээгүй, чөлөөлөөгүй эх сурвалж: {sources}.', 'No answer and no waiver yet from: {sources}.'),
  'discrepancies-open': t('还有{count}项差异未处理。', '{count} зөрүү шийдэгдээгүй.', '{count} discrepancy item(s) are not settled.'),
  'report-missing': t('核对报告尚未出具。', 'Тулгалтын тайлан ирээгүй.', 'The verification report has not come yet.'),
  'meeting-not-needed': t('没有异议，无需评议会。', 'Эсэргүүцэл байхгүй тул хурал шаардлагагүй.', 'There is no objection, so no meeting is needed.'),
  'votes-exceed-present': t('票数超过到会人数。', 'Санал ирсэн хүний тооноос их.', 'There are more votes than people present.'),
  'too-few-representatives': t('代表{representatives}人，到会{present}人，至少需{needed}人。', '{present} хүнээс төлөөлөгч {representatives}, доод тал нь {needed}.', '{representatives} representatives of {present} present; at least {needed} are needed.'),
  'publication-running': t('公示期未满。', 'Нийтлэх хугацаа дуусаагүй.', 'The publication is still running.'),
  'publication-done': t('已公示。', 'Нийтэлсэн.', 'The publication is done.'),
  'publication-over': t('没有正在进行的公示，不能提出异议。', 'Нийтэлж байгаа зүйл алга тул эсэргүүцэх боломжгүй.', 'Nothing is published that could be objected to now.'),
  'objections-open': t('还有{count}项异议未处理。', '{count} эсэргүүцэл шийдэгдээгүй.', '{count} objection(s) are not answered.'),
  'already-informed': t('已告知申请人。', 'Өргөдөл гаргагчид мэдэгдсэн.', 'The applicant has been informed.'),
  'review-open': t('复核尚未答复。', 'Дахин хяналтын хариу өгөөгүй.', 'The review has not been answered yet.'),
  'no-review': t('没有待答复的复核。', 'Хариу өгөх хяналт алга.', 'There is no review to answer.'),
  'same-person': t('此事须由另一人办理。', 'Үүнийг өөр хүн хийх ёстой.', 'Somebody else has to do this.'),
  'forwarded': t('已上报县级。', 'Хошуунд хүргүүлсэн.', 'The application has been forwarded to the county.'),
  'not-forwarded': t('尚未上报县级。', 'Хошуунд хараахан хүргүүлээгүй.', 'The application has not been forwarded to the county.'),
  'opinion-given': t('县级意见已出具并公示。', 'Хошууны саналыг гаргаж нийтэлсэн.', 'The opinion has been given and published.'),
  'opinion-missing': t('县级意见缺失或已失效，须重新出具。', 'Хошууны санал байхгүй эсвэл хүчингүй болсон.', 'The county opinion is missing or no longer holds.'),
  'opinion-refuses': t('县级意见为不予批准。', 'Хошууны санал татгалзсан.', 'The county opinion is to refuse.'),
  'spot-check-assigned': t('已列入一次抽查。', 'Түүвэрт багтсан.', 'The application is in a draw already.'),
  'spot-check-not-drawn': t('未被抽中，无需入户抽查。', 'Түүвэрт сонгогдоогүй.', 'The application was not drawn for a visit.'),
  'spot-check-recorded': t('抽查结果已记录。', 'Түүвэр шалгалтын дүнг бүртгэсэн.', 'The spot check has been recorded.'),
  'visitor-investigated': t('抽查人员不得是原调查员。', 'Шалгагч анхны шалгалтад оролцсон байж болохгүй.', 'A visitor was one of the investigators of the town.'),
  'already-in-dibao': t('有成员正在享受低保，不能同时享受。', 'Гишүүн нь Дибао авч байгаа тул зэрэг авах боломжгүй.', 'A person is already paid by Dibao; both never pay one person.'),
  'already-in-tekun': t('有成员正在享受特困供养，不能同时享受。', 'Гишүүн нь Тэкүн авч байгаа тул зэрэг авах боломжгүй.', 'A person is already paid by Tekun; both never pay one person.'),
  'already-in-child-money': t('该儿童已在领取儿童津贴。', 'Хүүхэд хүүхдийн мөнгө авч байгаа.', 'A child is already paid Child Money.'),
  'not-refused': t('没有可复议的拒绝决定。', 'Дахин хянуулах татгалзсан шийдвэр алга.', 'There is no refusal to reconsider.'),
  'refusal-final': t('拒绝决定已终局。', 'Татгалзсан шийдвэр эцэслэгдсэн.', 'The refusal is final.'),
  'reconsideration-open': t('复议正在进行。', 'Дахин хянаж байна.', 'A reconsideration is running.'),
  'no-reconsideration': t('没有待决定的复议。', 'Шийдэх дахин хяналт алга.', 'There is no reconsideration to decide.'),
  'not-approved': t('申请未获批准。', 'Өргөдлийг зөвшөөрөөгүй.', 'The application is not approved.'),
  'care-not-needed': t('本规则不要求自理能力评估。', 'Энэ журамд өөрийгөө асрах чадварыг үнэлэхгүй.', 'The rule set asks for no care assessment.'),
  'care-open': t('还有{count}人未做自理能力评估。', '{count} хүний асрамжийн үнэлгээ хийгээгүй.', '{count} person(s) have no care assessment yet.'),
  'person-not-in-benefit': t('该人员不在批准范围内。', 'Энэ хүн тэтгэмжид хамрагдаагүй.', 'This person is not part of the benefit.'),
  'listed': t('名单已报送财政。', 'Жагсаалтыг санхүүд хүргүүлсэн.', 'The list has been sent to finance.'),
  'account-missing': t('没有收款账户或收款人信息。', 'Данс, хүлээн авагчийн мэдээлэл алга.', 'There is no account or payee for a benefit.'),
  'order-needed': t('该待遇分{count}笔发放，须指明调整哪一笔。', 'Тэтгэмж {count} хуваагдан олгогддог: алийг нь өөрчлөхийг заана.', 'The benefit is paid by {count} orders: name the one that changes.'),
  'order-unknown': t('没有此发放指令。', 'Ийм олголтын захиалга алга.', 'The benefit has no such order.'),
  'benefit-not-active': t('没有正在发放的待遇。', 'Олгож байгаа тэтгэмж алга.', 'There is no benefit in payment.'),
  'draw-empty': t('没有待抽查的申请。', 'Түүвэрлэх өргөдөл алга.', 'No application waits for a draw.'),
} as const satisfies Readonly<Record<string, Text3>>;

export type ReasonCode = keyof typeof REASONS;

const reasons = reasonsOf<ReasonCode>(REASONS);

/** The reason in three languages. A code without a text of its own (of a lib) shows the detail it came with. */
export const reasonText = (code: string, params?: ReasonParams, detail?: string): Text3 => reasons.text(code, params, detail);

/** Refuses a command, with the same words the screens show. */
export function refuse(code: ReasonCode, params: ReasonParams = {}, more: RefusalMore = {}): never { return reasons.refuse(code, params, more); }
