import { residentIdCheckDigit } from '@hearth/kernel';
import { describe, expect, it } from '@jest/globals';
import { accountFits, emptyForm, idVerdict, lacksOf, newPerson, plainAccount, requirements, type ApplyDraft, type KnownPerson } from './form.ts';

const today = '2026-11-21';
const withCheck = (first17: string): string => first17 + residentIdCheckDigit(first17);
const head = withCheck('99010119740501041');
const child = withCheck('99010120150606042');

describe('an identity number as it is typed', () => {
  it('is not judged before it is whole', () => {
    expect(idVerdict('990101 1974', 'cn-resident-id', [], today, true)).toEqual({ problem: null, facts: null });
    expect(idVerdict('990101 1974', 'cn-resident-id', [], today).problem).toBe('shape');
  });

  it('tells birth and sex at once, full-width and spaced too', () => {
    const spaced = `${head.slice(0, 6)} ${head.slice(6, 14)} ${head.slice(14)}`.replaceAll('9', '９');
    expect(idVerdict(spaced, 'cn-resident-id', [], today).facts).toMatchObject({ birthDate: '1974-05-01', sex: 'male' });
  });

  it('says what is wrong: a digit, a day, a number given twice', () => {
    const wrong = head.slice(0, 17) + (head.endsWith('0') ? '1' : '0');
    expect(idVerdict(wrong, 'cn-resident-id', [], today).problem).toBe('check-digit');
    expect(idVerdict(withCheck('99010120270606042'), 'cn-resident-id', [], today).problem).toBe('birth-date');
    expect(idVerdict(head, 'cn-resident-id', [head.toLowerCase()], today).problem).toBe('twice');
  });

  it('knows the Mongolian number, look-alike letters corrected', () => {
    expect(idVerdict('TA74050112', 'mn-registration', [], today)).toEqual({ problem: null, facts: { birthDate: '1974-05-01', sex: null } });
    expect(idVerdict('T74050112x', 'mn-registration', [], today).problem).toBe('mn-shape');
  });
});

describe('the checklist', () => {
  const people: KnownPerson[] = [
    { key: 'a', name: 'A', birthDate: '1974-05-01', kind: 'member' }, { key: 'b', name: 'B', birthDate: '2015-06-06', kind: 'member' }, { key: 'c', name: 'C', birthDate: '1998-02-02', kind: 'supporter' },
  ];

  it('names each person the rule set asks about, and leaves signatures to the authorisation', () => {
    const list = requirements([
      { kind: 'application-form', for: 'application', needed: true }, { kind: 'identity', for: 'each-adult', needed: true }, { kind: 'birth-certificate', for: 'each-child', needed: false },
      { kind: 'authorisation', for: 'each-adult', needed: true }, { kind: 'school-certificate', for: 'each-child', ages: { from: 14, to: 17 }, needed: true },
    ], people, today);
    expect(list.map(({ key, needed }) => [key, needed])).toEqual([['application-form|', true], ['identity|a', true], ['birth-certificate|b', false]]);
  });
});

describe('what keeps the form from being sent', () => {
  const filled: ApplyDraft = {
    ...emptyForm(), village: '341522101200', account: '6217 0000 1234 5678',
    members: [{ ...newPerson('head'), key: 'h', name: '陈守田', idNumber: head }, { ...newPerson('child'), key: 'k', name: '陈小川', idNumber: child }],
  };

  it('is nothing when all is there', () => {
    expect(lacksOf(filled, 'cn-resident-id', today)).toEqual([]);
  });

  it('is told all at once, each with its field', () => {
    const poor = { ...filled, village: '', account: '12', members: [{ ...newPerson(''), key: 'h' }], incomes: [{ key: 'i', person: 'h', kind: 'wages', amount: 'viel' }] };
    expect(lacksOf(poor, 'cn-resident-id', today).map(({ field }) => field)).toEqual(['village', 'h-name', 'h-id', 'h-relation', 'i-amount', 'account']);
  });

  it('asks a registered family for its account only', () => {
    expect(lacksOf({ ...emptyForm(), registered: { id: 'x', people: {}, authorisation: null } }, 'cn-resident-id', today)).toEqual([{ field: 'account', lack: 'account' }]);
  });

  it('takes account numbers as they are printed', () => {
    expect(plainAccount(' 6217-0000 １２３４ ')).toBe('621700001234');
    expect([accountFits('6217 0000 1234'), accountFits('1234'), accountFits('')]).toEqual([true, false, false]);
  });
});
