import type { ApplicationEvent, DataOf } from './application.events.ts';
import type { ApplicationState, Benefit, Done } from './application.state.ts';

type Change = Partial<ApplicationState>;
type Handlers = { readonly [T in ApplicationEvent['type']]: (state: ApplicationState, data: DataOf<T>, done: Done) => Change };

const lastWhere = <T extends object>(list: readonly T[], which: (item: T) => boolean, change: Partial<T>): readonly T[] => {
  const index = list.findLastIndex(which);
  return list.map((item, at) => (at === index ? { ...item, ...change } : item));
};

const changedBenefit = (state: ApplicationState, change: Partial<Benefit>): Change => (state.benefit ? { benefit: { ...state.benefit, ...change } } : {});

const handlers: Handlers = {
  ApplicationSubmitted: (_state, { ruleSet, at: _at, by: _by, ...about }, done) =>
    ({ status: 'submitted', about, ruleSet, authorisation: about.authorisation, documents: about.documents, accounts: about.accounts, submitted: done }),
  DocumentsSupplied: (state, { documents }, done) => ({ status: 'submitted', documents: [...state.documents, ...documents], supplied: done }),
  ApplicationReturned: (_state, { missing }, done) => ({ status: 'returned', returned: { ...done, missing } }),
  ApplicationAccepted: (_state, { ruleSet, authorisation }, done) => ({ status: 'accepted', accepted: done, ruleSet, authorisation }),

  VerificationRequested: (_state, { verification }, done) => ({ verification: { id: verification, requested: done, report: null } }),
  VerificationNoted: ({ verification }, { at: _at, by: _by, ...report }, done) => (verification ? { verification: { ...verification, report: { ...report, done } } } : {}),
  VisitRecorded: ({ visits }, { visit, investigators, on, incomes, properties, dwelling }, done) => ({
    visits: [...visits, { ...done, visit, investigators, on, awaits: [...(incomes ? ['incomes' as const] : []), ...(properties ? ['properties' as const] : []), ...(dwelling ? ['dwelling' as const] : [])] }],
  }),
  VisitFactsRegistered: ({ visits }, { visit, facts }) => ({ visits: visits.map((v) => (v.visit === visit ? { ...v, awaits: v.awaits.filter((fact) => !facts.includes(fact)) } : v)) }),
  AssessmentRequested: ({ assessment }, { at: _at, by: _by, ...order }, done) => ({ assessment: { ...assessment, requested: { ...done, ...order } } }),
  AssessmentNoted: ({ assessment }, { at: _at, by: _by, ...note }, done) => ({ assessment: { ...assessment, latest: { ...done, ...note } } }),

  MeetingHeld: ({ meetings }, { at: _at, by: _by, ...record }, done) => ({ meetings: [...meetings, { ...done, ...record }] }),
  PublicationPosted: ({ publications }, { stage, postedOn, until, content }, done) => ({ publications: [...publications, { ...done, stage, postedOn, until, content, ended: null }] }),
  PublicationEnded: ({ publications }, { stage, objections }, done) => ({ publications: lastWhere(publications, (p) => p.stage === stage, { ended: { ...done, objections } }) }),
  ObjectionRaised: ({ objections }, { objection, stage, on }, done) => ({ objections: [...objections, { ...done, objection, stage, on, answered: null }] }),
  ObjectionsAnswered: ({ objections }, { objections: answered, through }, done) => ({ objections: objections.map((o) => (answered.includes(o.objection) ? { ...o, answered: { ...done, through } } : o)) }),
  ApplicantInformed: ({ notices }, { step, on, result }, done) => ({ notices: [...notices, { ...done, step, on, result }] }),
  ReviewRequested: ({ reviews }, { on }, done) => ({ reviews: [...reviews, { ...done, on, answered: null }] }),
  ReviewAnswered: ({ reviews }, { result, reason }, done) => ({ reviews: lastWhere(reviews, () => true, { answered: { ...done, result, reason } }) }),
  CaseFlagged: ({ flags }, { flag, reason }, done) => ({ flags: [...flags, { ...done, flag, reason }] }),
  ProposalForwarded: (_state, { proposal, reason }, done) => ({ proposal: { ...done, proposal, reason } }),

  OpinionGiven: ({ assessment }, { opinion, reason, assessment: on }, done) => ({ opinion: { ...done, opinion, reason, assessment: on, money: assessment.latest?.money ?? null } }),
  SpotCheckAssigned: ({ spotCheck }, { draw, group, toVisit }, done) => ({ spotCheck: { ...spotCheck, assigned: { ...done, draw, group, toVisit } } }),
  SpotCheckRecorded: ({ spotCheck }, { draw, visitors, on, finding }, done) => ({ spotCheck: { ...spotCheck, record: { ...done, draw, visitors, on, finding } } }),
  BenefitApproved: ({ decision }, { at: _at, by: _by, ...approval }, done) => ({
    status: 'approved', decision: { ...done, ...approval, kind: 'approved', granted: decision?.kind === 'refused' },
    benefit: { money: approval.money, shares: approval.shares, from: approval.from, status: 'approved', changed: null, deaths: [] },
  }),
  BenefitRefused: ({ decision, reconsiderations }, { reasons, final, on }, done) => {
    // Final because nobody asked again in time: the same decision, already told. Upheld: a new one, to be told.
    const lapsed = decision?.kind === 'refused' && reconsiderations.length === 0;
    return { status: 'refused', decision: { ...(lapsed ? decision : done), kind: 'refused', reasons, final, on: lapsed ? decision.on : on, firstBy: decision?.kind === 'refused' ? decision.firstBy : done.by } };
  },
  ReconsiderationRequested: ({ reconsiderations }, { reconsideration, reason, on }, done) => ({ reconsiderations: [...reconsiderations, { ...done, reconsideration, reason, on, decided: null }] }),
  ReconsiderationDecided: ({ reconsiderations }, { reconsideration, result, reason }, done) =>
    ({ reconsiderations: lastWhere(reconsiderations, (r) => r.reconsideration === reconsideration, { decided: { ...done, result, reason } }) }),

  CareAssessed: ({ care }, { person, failed, grade, on }, done) => ({ care: [...care.filter((c) => c.person !== person), { ...done, person, failed, grade, on }] }),
  PaymentOrdered: ({ orders }, { order, beneficiary, payee, money, from, list }, done) => ({ orders: [...orders, { ...done, order, beneficiary, payee, money, from, list }] }),
  PayrollIncluded: ({ payments }, { payroll }, done) =>
    ({ payments: { ...payments, included: payments.included ?? done, payrolls: payments.payrolls.includes(payroll) ? payments.payrolls : [...payments.payrolls, payroll] } }),
  PaymentNoted: ({ payments }, { outcome, period, on }, done) =>
    ({ payments: { ...payments, received: payments.received ?? (outcome === 'settled' || outcome === 'collected' ? done : null), last: { outcome, period, on } } }),
  FundsReconciled: ({ payments }, _data, done) => ({ payments: { ...payments, reconciled: payments.reconciled ?? done } }),
  BenefitChanged: (state, { money, shares, orders, from, reason }, done) => ({
    ...changedBenefit(state, { money, shares, changed: { ...done, kind: 'changed', from, reason } }),
    orders: state.orders.map((o) => ({ ...o, money: orders.find((changed) => changed.order === o.order)?.money ?? o.money })),
  }),
  BenefitSuspended: (state, { from, reason }, done) => changedBenefit(state, { status: 'suspended', changed: { ...done, kind: 'suspended', from, reason } }),
  BenefitEnded: (state, { from, reason }, done) => ({ status: 'ended', ...changedBenefit(state, { status: 'ended', changed: { ...done, kind: 'ended', from, reason } }) }),
  DeathNoted: (state, { person, on }, done) => changedBenefit(state, { deaths: [...(state.benefit?.deaths ?? []), { ...done, person, on }] }),
};

/** The state after one more fact. */
export function evolve(state: ApplicationState, event: ApplicationEvent): ApplicationState {
  const seq = state.seq + 1;
  const apply = handlers[event.type] as (state: ApplicationState, data: object, done: Done) => Change;
  return { ...state, seq, ...apply(state, event.data, { at: event.data.at, by: event.data.by, seq }) };
}

/** Every type of fact an application's stream may hold. */
export const eventTypes: readonly string[] = Object.keys(handlers);
