import { describe, expect, it } from '@jest/globals';
import { noteTooShort, pretty, readDocument } from './draft-form.ts';
import { mayDo } from './draft-rights.ts';

describe('the document as it is typed', () => {
  it('is read as soon as it is JSON', () => {
    expect(readDocument(pretty({ id: 'dibao-2021' }))).toEqual({ ok: true, document: { id: 'dibao-2021' } });
  });

  it('tells the line and the column where it stops being JSON', () => {
    expect(readDocument('{\n  "id": "a",\n  x\n}')).toEqual({ ok: false, line: 3, column: 3 });
  });

  it('must be one object', () => {
    expect(['[]', '3', 'null'].map((text) => readDocument(text).ok)).toEqual([false, false, false]);
  });

  it('wants a note that says something', () => {
    expect([' abc ', 'abcde'].map(noteTooShort)).toEqual([true, false]);
  });
});

describe('a draft', () => {
  const simulation = { contentHash: 'h', against: null, asOf: '2026-01-01', households: 1, of: 1, before: { eligible: 0, ineligible: 1, undecided: 0, cost: null }, after: { eligible: 1, ineligible: 0, undecided: 0, cost: null }, gain: 1, lose: 0, changed: 0 };
  const draft = { status: 'open' as const, authors: ['rules1'], simulation, contentHash: 'h' };

  it('is approved by another officer, once it was tried as it stands', () => {
    expect(mayDo(draft, { sub: 'rules2', role: 'rule-approver' })).toMatchObject({ approval: null, revision: 'role' });
    expect(mayDo({ ...draft, contentHash: 'other' }, { sub: 'rules2', role: 'rule-approver' }).approval).toBe('notSimulated');
    expect(mayDo(draft, { sub: 'rules1', role: 'rule-author' })).toMatchObject({ approval: 'own', revision: null, simulations: null });
  });

  it('that is closed, or another role looks at, allows nothing', () => {
    expect(mayDo({ ...draft, status: 'approved' }, { sub: 'rules2', role: 'rule-approver' })).toEqual({ revision: 'role', simulations: 'closed', approval: 'closed', rejection: 'closed' });
    expect(mayDo(draft, { sub: 'a', role: 'analyst' })).toEqual({ revision: 'role', simulations: 'role', approval: 'role', rejection: 'role' });
  });
});
