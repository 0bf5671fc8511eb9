import { check } from '@hearth/event-sourcing';
import { describe, expect, it } from '@jest/globals';
import {
  ASSESSMENT, AUTHORISATION, DAUGHTER, document, facts, FAMILY, FATHER, signed, id, MEMBERS,
  MOTHER, person, REVIEWER, ruleSet, SOUM, SON, stamp, submission, UNCLE, until, VILLAGE,
} from '../testing/case.ts';
import { applicationDecider } from './application.decider.ts';
import { missingDocuments } from './intake.decider.ts';

const { given } = check(applicationDecider);
const submit = (over: object = {}): Parameters<typeof applicationDecider.decide>[0] => ({ type: 'Submit', submission: submission(), ruleSet: ruleSet('dibao-2012'), people: FAMILY, ...signed(VILLAGE), ...over });
const checkIt = (over: object = {}): Parameters<typeof applicationDecider.decide>[0] => ({ type: 'Check', ruleSet: ruleSet('dibao-2012'), authorisation: AUTHORISATION, ...ASSESSMENT, ...signed(), ...over });

describe('step 1: submission', () => {
  it('keeps what the family handed in and the rule set its papers are checked by', () => {
    given([]).when(submit()).then([{ type: 'ApplicationSubmitted', data: { ...submission(), ruleSet: ruleSet('dibao-2012'), ...stamp(VILLAGE) } }]);
  });
  it('is made once', () => { given([facts.submitted()]).when(submit()).rejected('already-submitted'); });
  it('needs a rule set in force in the area', () => { expect(given([]).when(submit({ ruleSet: null })).rejected('no-rule-set').status).toBe(422); });
  it('is for a member of the household', () => { given([]).when(submit({ submission: submission({ applicant: UNCLE }) })).rejected('applicant-not-member'); });
  it('takes a supporter for no applicant', () => { given([]).when(submit({ submission: submission({ applicant: UNCLE }), people: [...FAMILY, person(UNCLE, '1975-01-01', 'supporter')] })).rejected('applicant-not-member'); });
  it('takes documents and accounts of its people only', () => {
    given([]).when(submit({ submission: submission({ documents: [{ kind: 'identity', person: UNCLE }] }) })).rejected('person-not-in-household');
    given([]).when(submit({ submission: submission({ accounts: [{ person: null, holder: UNCLE, number: 'x' }] }) })).rejected('person-not-in-household');
  });
  it('is taken in by those the rule set names', () => {
    expect(given([]).when(submit(signed(REVIEWER))).rejected('role').status).toBe(403);
    given([]).when(submit({ ...signed({ sub: 'mn-bagh1', role: 'bagh-governor' }), ruleSet: ruleSet('child-money-2005-07') })).then([{ type: 'ApplicationSubmitted', data: { ...submission(), ruleSet: ruleSet('child-money-2005-07'), at: signed().at, by: 'mn-bagh1' } }]);
  });
});

describe('steps 2 to 4: the check', () => {
  it('accepts a complete application and locks the rule set in force', () => {
    given([facts.submitted()]).when(checkIt()).then([facts.accepted()]);
  });
  it('locks the one in force on the day of acceptance, not of submission', () => {
    given([facts.submitted('dibao-2012')]).when(checkIt({ ruleSet: ruleSet('dibao-2021') })).then([facts.accepted('dibao-2021')]);
  });
  it('returns an incomplete one with all that is missing in one notice', () => {
    const bare = facts.submitted('dibao-2012', { documents: [{ kind: 'identity', person: FATHER }] });
    given([bare]).when(checkIt({ authorisation: { ...AUTHORISATION, signers: [FATHER] } })).then([{ type: 'ApplicationReturned', data: { missing: [
      { kind: 'application-form', person: null }, { kind: 'identity', person: MOTHER }, { kind: 'household-register', person: null }, { kind: 'authorisation', person: MOTHER }, { kind: 'income-statement', person: null },
    ], ...stamp() } }]);
  });
  it('counts no authorisation that has ended', () => {
    given([facts.submitted()]).when(checkIt({ authorisation: { ...AUTHORISATION, ended: true } }))
      .then([{ type: 'ApplicationReturned', data: { missing: [{ kind: 'authorisation', person: FATHER }, { kind: 'authorisation', person: MOTHER }], ...stamp() } }]);
  });
  it('asks the supporters outside the household for their signature too', () => {
    given([facts.submitted()]).when(checkIt({ people: [...FAMILY, person(UNCLE, '1975-01-01', 'supporter')] }))
      .then([{ type: 'ApplicationReturned', data: { missing: [{ kind: 'authorisation', person: UNCLE }], ...stamp() } }]);
  });
  it('accepts after the missing items came', () => {
    const short = submission().documents.filter((d) => d.kind !== 'income-statement');
    const supplied = { type: 'DocumentsSupplied' as const, data: { documents: [{ kind: 'income-statement' as const, person: null }], ...stamp(VILLAGE) } };
    const before = [facts.submitted('dibao-2012', { documents: short }), facts.returned()];
    given(before).when({ type: 'SupplyDocuments', documents: supplied.data.documents, people: FAMILY, ...signed(VILLAGE) }).then([supplied]);
    given([...before, supplied]).when(checkIt()).then([facts.accepted()]);
  });
  it('returns again while something is missing', () => {
    given([facts.submitted('dibao-2012', { documents: submission().documents.slice(0, 2) }), facts.returned()]).when(checkIt())
      .then([{ type: 'ApplicationReturned', data: { missing: [{ kind: 'identity', person: FATHER }, { kind: 'identity', person: MOTHER }, { kind: 'income-statement', person: null }], ...stamp() } }]);
  });
  it('is the town’s, once, on an application that exists', () => {
    given([facts.submitted()]).when(checkIt(signed(VILLAGE))).rejected('role');
    given(until.accepted).when(checkIt()).rejected('already-accepted');
    expect(given([]).when(checkIt()).rejected('not-found').status).toBe(404);
    given(until.accepted).when({ type: 'SupplyDocuments', documents: [], people: FAMILY, ...signed() }).rejected('already-accepted');
    given([facts.submitted()]).when({ type: 'SupplyDocuments', documents: [{ kind: 'identity', person: UNCLE }], people: FAMILY, ...signed() }).rejected('person-not-in-household');
    given([facts.submitted()]).when(checkIt({ ruleSet: null })).rejected('no-rule-set');
  });
  it('assesses a Mongolian family at once: nothing stands between acceptance and the score', () => {
    const documents = [
      ...(['application-form', 'questionnaire'] as const).map((kind) => ({ kind, person: null })), ...[FATHER, MOTHER].map((p) => ({ kind: 'identity' as const, person: p })),
      ...[SON, DAUGHTER].flatMap((p) => [{ kind: 'birth-certificate' as const, person: p }, { kind: 'vaccination-certificate' as const, person: p }, { kind: 'school-certificate' as const, person: p }]),
    ];
    const applied = facts.submitted('child-money-2005-07', { programme: 'child-money', documents, authorisation: null });
    given([applied]).when(checkIt({ ...signed(SOUM), ruleSet: ruleSet('child-money-2005-07'), authorisation: null })).then([
      { type: 'ApplicationAccepted', data: { programme: 'child-money', ruleSet: ruleSet('child-money-2005-07'), authorisation: null, ...stamp(SOUM) } },
      { type: 'AssessmentRequested', data: { assessment: id('aa', 9), programme: 'child-money', ruleSet: 'child-money-2005-07', asOf: signed().today, provisional: false, people: MEMBERS, verification: null, reason: 'first', ...stamp(SOUM) } },
    ]);
  });
});

describe('what is needed', () => {
  const needed = document('child-money-2005-07').procedure.documents;
  it('asks school certificates from children of school age only', () => {
    const ages = [person(SON, '2019-11-24'), person(DAUGHTER, '2018-11-23')];
    const missing = missingDocuments(needed, [], ages, null, '2026-11-23').filter((d) => d.kind === 'school-certificate');
    expect(missing).toEqual([{ kind: 'school-certificate', person: DAUGHTER }]);
  });
  it('counts age completed on the day itself', () => {
    const grown = [person(SON, '2008-11-23')];
    expect(missingDocuments(needed, [], grown, null, '2026-11-22').map((d) => d.kind)).toContain('birth-certificate');
    expect(missingDocuments(needed, [], grown, null, '2026-11-23').map((d) => d.kind)).not.toContain('birth-certificate');
  });
  it('takes a document for the person it names', () => {
    const dibao = document('dibao-2012').procedure.documents;
    const given2 = [{ kind: 'identity' as const, person: FATHER }];
    expect(missingDocuments(dibao, given2, FAMILY, AUTHORISATION, '2026-11-23')).toContainEqual({ kind: 'identity', person: MOTHER });
    expect(missingDocuments(dibao, given2, FAMILY, AUTHORISATION, '2026-11-23')).not.toContainEqual({ kind: 'identity', person: FATHER });
  });
});
