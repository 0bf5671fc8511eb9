import type { Text3 } from '@hearth/contracts';
import { Rejection } from '@hearth/event-sourcing';
import type { By } from './application.commands.ts';
import type { ApplicationState } from './application.state.ts';
import { mayAssessCare, mayChange, mayList } from './benefit.decider.ts';
import { mayAnswerReview, mayFlag, mayForward, mayInform, mayMeet, mayObject, mayPublish, mayRequestReview } from './community.decider.ts';
import { decisionRule, mayAskReconsideration, mayDecide, mayGiveOpinion, mayReconsider, maySpotCheck, reconsiderationRule } from './county.decider.ts';
import type { Guard } from './guard.ts';
import { mayCheck, maySupply } from './intake.decider.ts';
import { mayVerify, mayVisit } from './means-test.decider.ts';
import { reasonText } from './reasons.ts';
import { stepRule } from './steps.ts';

export interface Action {
  readonly action: string;
  readonly title: Text3;
  /** Of the route under /api/casework/applications/:id. */
  readonly path: string;
  readonly allowed: boolean;
  readonly code: string | null;
  /** Why it is not allowed now, in the words of the rule. */
  readonly reason: Text3 | null;
}

interface Kind { readonly action: string; readonly title: Text3; readonly path: string; readonly who: (s: ApplicationState) => readonly string[]; readonly guard: Guard }

const t = (zh: string, mn: string, en: string): Text3 => ({ zh, mn, en });
const step = (n: number) => (s: ApplicationState): readonly string[] => stepRule(s, n)?.who ?? [];
const FIELD = ['village', 'town', 'bagh-governor', 'soum-social-worker'];
const fixed = (...roles: readonly string[]) => (): readonly string[] => roles;

const ACTIONS: readonly Kind[] = [
  { action: 'supply-documents', path: 'documents', title: t('补交材料', 'Дутуу баримтыг бүрдүүлэх', 'Add missing documents'), who: fixed(...FIELD), guard: maySupply },
  { action: 'check', path: 'check', title: t('审查并受理或退回', 'Шалгаж хүлээн авах эсвэл буцаах', 'Check: accept, or return with all missing items'), who: step(2), guard: mayCheck },
  { action: 'request-verification', path: 'verification', title: t('发起部门核对', 'Байгууллагуудаас тулгах', 'Ask the departments'), who: step(5), guard: mayVerify },
  { action: 'record-visit', path: 'visits', title: t('记录入户调查', 'Айлаар орсон тэмдэглэл', 'Record a household visit'), who: step(5), guard: mayVisit },
  { action: 'hold-meeting', path: 'meetings', title: t('记录民主评议', 'Хурлын санал бүртгэх', 'Record the meeting'), who: step(6), guard: mayMeet },
  { action: 'publish-town', path: 'publications', title: t('发布乡镇公示', 'Сумын мэдээг нийтлэх', 'Post the first publication'), who: step(7), guard: mayPublish('town') },
  { action: 'object-town', path: 'objections', title: t('登记公示异议', 'Эсэргүүцэл бүртгэх', 'Record an objection (town)'), who: fixed('village', 'town'), guard: mayObject('town') },
  { action: 'inform-finding', path: 'notices', title: t('告知调查评议结果', 'Дүнг мэдэгдэх', 'Tell the family the finding'), who: step(8), guard: mayInform(8) },
  { action: 'request-review', path: 'reviews', title: t('登记复核申请', 'Дахин хянуулах хүсэлт', 'Record a request for review'), who: step(9), guard: mayRequestReview },
  { action: 'answer-review', path: 'reviews/answer', title: t('答复复核', 'Хяналтын хариу өгөх', 'Answer the review'), who: step(9), guard: mayAnswerReview },
  { action: 'forward', path: 'proposal', title: t('提出意见并上报', 'Саналаа хүргүүлэх', 'Forward with the proposal'), who: step(10), guard: mayForward },
  { action: 'give-opinion', path: 'opinion', title: t('出具县级审核意见', 'Хошууны санал гаргах', 'Give the county opinion'), who: step(11), guard: mayGiveOpinion },
  { action: 'record-spot-check', path: 'spot-check', title: t('记录抽查结果', 'Түүвэр шалгалтын дүн', 'Record the spot check'), who: step(12), guard: maySpotCheck },
  { action: 'publish-county', path: 'publications', title: t('发布县级公示', 'Хошууны дүнг нийтлэх', 'Post the second publication'), who: step(13), guard: mayPublish('county') },
  { action: 'object-county', path: 'objections', title: t('登记公示异议', 'Эсэргүүцэл бүртгэх', 'Record an objection (county)'), who: fixed('village', 'town', 'county-reviewer'), guard: mayObject('county') },
  { action: 'approve', path: 'decision', title: t('批准', 'Зөвшөөрөх', 'Approve'), who: (s) => decisionRule(s).who, guard: mayDecide('approve') },
  { action: 'refuse', path: 'decision', title: t('不予批准', 'Татгалзах', 'Refuse, in writing'), who: (s) => decisionRule(s).who, guard: mayDecide('refuse') },
  { action: 'inform-decision', path: 'notices', title: t('告知审批结果', 'Шийдвэрийг мэдэгдэх', 'Tell the family the decision'), who: step(14), guard: mayInform(14) },
  { action: 'request-reconsideration', path: 'reconsiderations', title: t('登记复议申请', 'Дахин авч үзэх хүсэлт', 'Record a request for reconsideration'), who: fixed(...FIELD, 'county-reconsideration'), guard: mayAskReconsideration },
  { action: 'decide-reconsideration', path: 'reconsiderations/:rid/decision', title: t('作出复议决定', 'Дахин авч үзэж шийдэх', 'Decide the reconsideration'), who: (s) => reconsiderationRule(s).who, guard: mayReconsider },
  { action: 'assess-care', path: 'care-assessment', title: t('自理能力评估', 'Өөрийгөө асрах чадварын үнэлгээ', 'Assess self-care'), who: step(5), guard: mayAssessCare },
  { action: 'send-payment-list', path: 'payment-list', title: t('报送发放名单', 'Жагсаалтыг санхүүд хүргүүлэх', 'Send the list to finance'), who: step(15), guard: mayList },
  { action: 'change-benefit', path: 'benefit-changes', title: t('调整或停发', 'Өөрчлөх, зогсоох', 'Change, suspend or end the benefit'), who: step(18), guard: mayChange },
  { action: 'flag', path: 'flags', title: t('标记存疑或举报', 'Эргэлзээтэй гэж тэмдэглэх', 'Mark as doubtful or reported'), who: fixed('town', 'county-reviewer'), guard: mayFlag },
];

/** Refusals that say "not any more" or "never here": such an action is not next, so it is not shown. */
const PAST = new Set([
  'already-accepted', 'decided', 'verification-requested', 'verification-not-needed', 'visit-not-needed', 'meeting-not-needed', 'step-not-taken', 'publication-done', 'publication-over',
  'already-informed', 'no-review', 'forwarded', 'opinion-given', 'spot-check-not-drawn', 'spot-check-recorded', 'not-refused', 'refusal-final', 'reconsideration-open', 'no-reconsideration', 'care-not-needed',
  'listed', 'benefit-not-active', 'not-approved',
]);

function actionOf({ action, title, path, guard }: Kind, s: ApplicationState, by: By): Action | null {
  try {
    guard(s, by);
    return { action, title, path, allowed: true, code: null, reason: null };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    if (PAST.has(error.code)) return null;
    return { action, title, path, allowed: false, code: error.code, reason: reasonText(error.code, error.params, error.message) };
  }
}

/** The next actions of an officer: each allowed, or with the rule that forbids it now. Those of other roles are not listed. */
export const actionsFor = (s: ApplicationState, by: By): readonly Action[] =>
  ACTIONS.filter((kind) => kind.who(s).includes(by.role)).flatMap((kind) => actionOf(kind, s, by) ?? []);

export const actionTitle = (action: string): Text3 => ACTIONS.find((kind) => kind.action === action)?.title ?? WAITING[action] ?? t(action, action, action);

const WAITING: Readonly<Record<string, Text3>> = {
  'await-family': t('等待家庭补正', 'Өрхийн баримтыг хүлээж байна', 'Wait for the family'),
  'await-report': t('等待部门答复', 'Байгууллагын хариуг хүлээж байна', 'Wait for the departments'),
  'await-assessment': t('等待核算', 'Үнэлгээг хүлээж байна', 'Wait for the assessment'),
  'await-publication': t('公示期进行中', 'Нийтлэх хугацаа дуусахыг хүлээж байна', 'Wait for the end of the publication'),
  'await-finance': t('等待财政发放', 'Санхүүгийн олголтыг хүлээж байна', 'Wait for finance'),
  'draw': t('抽取抽查名单', 'Түүвэр сугалах', 'Draw the spot-check sample'),
  'settle': t('处理核对差异', 'Зөрүүг шийдэх', 'Settle discrepancies'),
  'decide': t('作出审批决定', 'Шийдвэр гаргах', 'Decide'),
};
