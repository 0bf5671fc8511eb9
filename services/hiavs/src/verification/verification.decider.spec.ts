import { given as givenTo } from '@hearth/event-sourcing';
import { describe, expect, it } from '@jest/globals';
import { ALL, answer, AUTHORISATION, declared, deposits, HEAD, history, inquiryOf, itemOf, late, LATER, opening, results, signedBy, SON, stateAfter, VERIFICATION, yuan } from '../testing/verification-story.ts';
import type { SettleItem, VerificationCommand, WaiveSource } from './verification.commands.ts';
import { verificationDecider } from './verification.decider.ts';
import type { VerificationEvent, VerificationState } from './verification.ts';

const given = (events: readonly VerificationEvent[]): ReturnType<typeof givenTo<VerificationCommand, VerificationEvent, VerificationState>> => givenTo(verificationDecider, events);
const typesOf = (events: readonly { readonly type: string }[]): string[] => events.map((event) => event.type);
const reportOf = (...commands: readonly VerificationCommand[]): NonNullable<ReturnType<typeof stateAfter>['report']> => {
  const { report } = stateAfter(history(...commands));
  if (!report) throw new Error('nothing was reported');
  return report;
};

describe('opening a verification', () => {
  it('stages every person × source under the authorisation', () => {
    const [opened] = history(opening([HEAD, SON], ALL));
    expect(opened).toMatchObject({ type: 'VerificationOpened', data: { verification: VERIFICATION, purpose: 'dibao: application 1' } });
    const { inquiries } = stateAfter(history(opening([HEAD, SON], ALL)));
    expect(Object.values(inquiries)).toHaveLength(14);
    expect(Object.values(inquiries).every((inquiry) => inquiry.state === 'waiting' && inquiry.authorisation === AUTHORISATION)).toBe(true);
  });

  it('asks nobody without a signed authorisation, and reports so at once', () => {
    const events = history(opening([HEAD], ['bank', 'tax'], null));
    expect(typesOf(events)).toEqual(['VerificationOpened', 'VerificationReported']);
    expect(stateAfter(events).report).toMatchObject({ outcome: 'incomplete', asked: 0, answered: 0, missing: [{ person: HEAD, source: 'bank' }, { person: HEAD, source: 'tax' }] });
  });

  it('asks nobody about a person who did not sign, nor a department the family did not name', () => {
    const { inquiries } = stateAfter(history(opening([HEAD, SON], ['bank', 'tax'], signedBy([HEAD], ['bank']))));
    expect(Object.values(inquiries).map((inquiry) => [inquiry.person, inquiry.source, inquiry.state])).toEqual([
      [HEAD, 'bank', 'waiting'], [HEAD, 'tax', 'not-authorised'], [SON, 'bank', 'not-authorised'], [SON, 'tax', 'not-authorised'],
    ]);
  });

  it('is opened once, however often the request is heard', () => {
    given(history(opening())).when(opening()).then([]);
  });

  it('reports a household of 40 people × 7 departments when the last has answered', () => {
    const people = Array.from({ length: 40 }, (_, i) => `0f0e7a10-0000-4000-8000-0000000001${String(i).padStart(2, '0')}`);
    const answers = people.flatMap((person) => ALL.map((source) => ({ ...answer(person, source), inquiry: inquiryOf(person, source) })));
    const events = history(opening(people, ALL), results(answers.slice(1)), results(answers.slice(0, 1)));
    expect(typesOf(events).filter((type) => type === 'VerificationReported')).toHaveLength(1);
    expect(stateAfter(events).report).toMatchObject({ outcome: 'consistent', asked: 280, answered: 280, missing: [], items: [] });
  });
});

describe('an authorisation that changes', () => {
  it('lets those who sign later be asked then', () => {
    given(history(opening([HEAD, SON], ['bank'], signedBy([HEAD])))).when({ type: 'NoteAuthorisation', permission: signedBy([HEAD, SON]), at: LATER }).then([
      { type: 'InquiriesAuthorised', data: { authorisation: AUTHORISATION, purpose: 'dibao: application 1', inquiries: [{ inquiry: inquiryOf(SON, 'bank'), person: SON, source: 'bank' }], at: LATER } },
    ]);
  });

  const ended = (reason: 'withdrawn' | 'refusal-final', authorisation = AUTHORISATION): VerificationCommand => ({ type: 'EndAuthorisation', authorisation, reason, comparison: { declared: [], tolerance: 0 }, at: LATER });

  it('stops what is still open when it ends, and takes no answer that comes after', () => {
    const story = [opening(), results([answer(HEAD, 'bank')]), ended('withdrawn')];
    expect(typesOf(history(...story))).toEqual(['VerificationOpened', 'InquiryAnswered', 'InquiriesWithdrawn', 'VerificationReported']);
    given(history(...story)).when(results([answer(HEAD, 'tax')])).then([]);
    expect(reportOf(...story)).toMatchObject({ outcome: 'incomplete', answered: 1, missing: [{ source: 'tax' }] });
  });

  it('is not followed by the authorisation of another case once the case is over', () => {
    const note: VerificationCommand = { type: 'NoteAuthorisation', permission: signedBy([HEAD]), at: LATER };
    expect(history(opening(), ended('withdrawn'), note).at(-1)?.type).toBe('InquiriesAuthorised');
    given(history(opening(), ended('refusal-final'))).when(note).then([]);
  });

  it('changes nothing for a verification that is complete or runs under another one', () => {
    given(history(opening(), results([answer(HEAD, 'bank'), answer(HEAD, 'tax')]))).when(ended('refusal-final')).then([]);
    given(history(opening())).when(ended('withdrawn', HEAD)).then([]);
  });
});

describe('answers', () => {
  it('are recorded once; an answer to the same inquiry again is no fact', () => {
    const once = history(opening(), results([answer(HEAD, 'bank'), answer(HEAD, 'bank')]));
    expect(typesOf(once)).toEqual(['VerificationOpened', 'InquiryAnswered']);
    given(once).when(results([answer(HEAD, 'bank')])).then([]);
  });

  it('make a consistent report when declared and found agree', () => {
    expect(reportOf(opening(), results([answer(HEAD, 'bank', deposits(3200)), answer(HEAD, 'tax')], [], [declared(HEAD, 'deposits', yuan(3200), 1)])))
      .toMatchObject({ round: 1, outcome: 'consistent', items: [{ item: itemOf(HEAD, 'deposits'), status: 'consistent', counts: yuan(3200) }] });
  });

  it('make a discrepant report when they do not: nothing is rejected', () => {
    expect(reportOf(opening(), results([answer(HEAD, 'bank', deposits(18_460)), answer(HEAD, 'tax')], [], [declared(HEAD, 'deposits', yuan(3200), 1)])))
      .toMatchObject({ outcome: 'discrepant', items: [{ status: 'open', declared: yuan(3200), found: yuan(18_460), counts: null }] });
  });

  it('that are late are named in the report and come into a later round', () => {
    const first = [opening(), results([answer(HEAD, 'bank')], [late(HEAD, 'tax', 'timed-out')])];
    expect(reportOf(...first)).toMatchObject({ round: 1, outcome: 'incomplete', answered: 1, asked: 2, missing: [{ person: HEAD, source: 'tax', since: LATER }] });
    expect(reportOf(...first, results([answer(HEAD, 'tax')]))).toMatchObject({ round: 2, outcome: 'consistent', answered: 2, missing: [] });
  });

  it('are waited for as long as another is neither answered nor late', () => {
    expect(typesOf(history(opening([HEAD, SON], ['bank']), results([], [late(HEAD, 'bank')])))).toEqual(['VerificationOpened', 'InquiryFailed']);
  });

  it('that are late again are no new fact', () => {
    given(history(opening(), results([answer(HEAD, 'bank')], [late(HEAD, 'tax')]))).when(results([], [late(HEAD, 'tax')])).then([]);
  });
});

describe('settling a discrepancy', () => {
  const discrepant = [opening(), results([answer(HEAD, 'bank', deposits(18_460)), answer(HEAD, 'tax')], [], [declared(HEAD, 'deposits', yuan(3200), 1)])];
  const settle: SettleItem = { type: 'SettleItem', item: itemOf(HEAD, 'deposits'), decision: 'declared', value: null, count: null, reason: 'A loan paid out the day before; contract on file.', by: 'verify1', at: LATER };

  it.each([['declared', yuan(3200), 1], ['found', yuan(18_460), 1]] as const)('by the %s figure makes that one count', (decision, counts, countsCount) => {
    expect(reportOf(...discrepant, { ...settle, decision })).toMatchObject({ round: 2, outcome: 'consistent', items: [{ status: 'settled', counts, countsCount, settlement: { decision, by: 'verify1' } }] });
  });

  it('by another figure needs that figure, in the same currency', () => {
    expect(reportOf(...discrepant, { ...settle, decision: 'other', value: yuan(9000) })).toMatchObject({ items: [{ counts: yuan(9000) }] });
    given(history(...discrepant)).when({ ...settle, decision: 'other' }).rejected('value-needed');
    given(history(...discrepant)).when({ ...settle, decision: 'other', value: { minor: 1, currency: 'MNT' } }).rejected('currency');
    given(history(...discrepant)).when({ ...settle, value: yuan(1) }).rejected('value-not-needed');
  });

  it('holds as long as the same is found, and falls when something else is', () => {
    const waiting = [opening([HEAD], ['bank', 'tax', 'employment']), results([answer(HEAD, 'tax', { kind: 'wages', value: yuan(100), count: null, detail: null }), answer(HEAD, 'bank')], [late(HEAD, 'employment')])];
    const settled = [...waiting, { ...settle, item: itemOf(HEAD, 'wages'), decision: 'found' as const }];
    const less = answer(HEAD, 'employment', { kind: 'wages', value: yuan(90), count: null, detail: null });
    const more = answer(HEAD, 'employment', { kind: 'wages', value: yuan(120), count: null, detail: null });
    expect(reportOf(...settled, results([less]))).toMatchObject({ outcome: 'consistent', items: [{ status: 'settled', source: 'tax', counts: yuan(100) }] });
    expect(reportOf(...settled, results([more]))).toMatchObject({ outcome: 'discrepant', items: [{ status: 'open', source: 'employment', counts: null, settlement: null }] });
  });

  it('is refused before the report, for what agrees, and for no item of it', () => {
    given(history(opening())).when(settle).rejected('not-reported');
    given(history(opening(), results([answer(HEAD, 'bank', deposits(1)), answer(HEAD, 'tax')], [], [declared(HEAD, 'deposits', yuan(1))]))).when(settle).rejected('nothing-to-settle');
    given(history(...discrepant)).when({ ...settle, item: HEAD }).rejected('item-unknown');
  });

  it('is not needed where the family corrects its declaration', () => {
    const comparison = { declared: [declared(HEAD, 'deposits', yuan(18_460), 1)], tolerance: 0 };
    expect(reportOf(...discrepant, { type: 'NoteDeclaration', comparison, at: LATER })).toMatchObject({ round: 2, outcome: 'consistent' });
  });

  it('of a closed verification is not undone by a later declaration', () => {
    const comparison = { declared: [declared(HEAD, 'deposits', yuan(1), 1)], tolerance: 0 };
    given(history(...discrepant, settle)).when({ type: 'NoteDeclaration', comparison, at: LATER }).then([]);
  });
});

describe('waiving a source', () => {
  const incomplete = [opening([HEAD, SON], ['bank', 'tax']), results([answer(HEAD, 'bank'), answer(SON, 'bank')], [late(HEAD, 'tax'), late(SON, 'tax')])];
  const waive: WaiveSource = { type: 'WaiveSource', source: 'tax', reason: 'Closed for a week.', recheckOn: '2026-12-01', by: 'county1', today: '2026-11-22', comparison: { declared: [], tolerance: 0 }, at: LATER };

  it('ends the waiting for it, with who, why and until when', () => {
    expect(reportOf(...incomplete, waive)).toMatchObject({ round: 2, outcome: 'consistent', missing: [], waived: [{ source: 'tax', reason: 'Closed for a week.', recheckOn: '2026-12-01', by: 'county1' }], answered: 2, asked: 4 });
  });

  it('does not keep its answer out when it comes after all', () => {
    const wages = { kind: 'wages', value: yuan(100), count: null, detail: null };
    expect(reportOf(...incomplete, waive, results([answer(HEAD, 'tax', wages), answer(SON, 'tax')]))).toMatchObject({ round: 3, outcome: 'discrepant', waived: [], answered: 4 });
  });

  it('is refused when nothing is missing there, when it was not asked, and without a day ahead', () => {
    given(history(...incomplete)).when({ ...waive, source: 'bank' }).rejected('nothing-missing');
    given(history(...incomplete)).when({ ...waive, source: 'vehicles' }).rejected('source-not-asked');
    given(history(...incomplete)).when({ ...waive, recheckOn: '2026-11-22' }).rejected('recheck-not-ahead');
  });
});

describe('asking again', () => {
  const again: VerificationCommand = { type: 'AskAgain', by: 'town1', at: LATER };

  it('names the sources that are asked', () => {
    given(history(opening(), results([answer(HEAD, 'bank')], [late(HEAD, 'tax')]))).when(again).then([{ type: 'RetryAsked', data: { sources: ['tax'], by: 'town1', at: LATER } }]);
  });

  it('is refused when all has been answered, or nothing may be asked', () => {
    given(history(opening(), results([answer(HEAD, 'bank'), answer(HEAD, 'tax')]))).when(again).rejected('nothing-missing');
    given(history(opening([HEAD], ['bank'], null))).when(again).rejected('nothing-to-ask');
    given([]).when(again).rejected('not-found');
  });
});
