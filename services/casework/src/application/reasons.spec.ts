import { Rejection } from '@hearth/event-sourcing';
import { describe, expect, it } from '@jest/globals';
import { REASONS, reasonText, refuse } from './reasons.ts';

const caught = (work: () => never): Rejection => { try { return work(); } catch (error) { if (error instanceof Rejection) return error; throw error; } };

describe('reasons', () => {
  it('are there in three languages, with the same parameters', () => {
    const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').toSorted();
    for (const text of Object.values(REASONS)) {
      expect(text.zh).toMatch(/\p{Script=Han}/u);
      expect(text.mn).toMatch(/\p{Script=Cyrillic}/u);
      expect([names(text.zh), names(text.mn)]).toEqual([names(text.en), names(text.en)]);
    }
  });
  it('are the words of the refusal itself', () => {
    const rejection = caught(() => refuse('discrepancies-open', { count: 2 }, { status: 422, field: 'x' }));
    expect([rejection.code, rejection.status, rejection.message]).toEqual(['discrepancies-open', 422, '2 discrepancy item(s) are not settled.']);
    expect(reasonText(rejection.code, rejection.params).zh).toBe('还有2项差异未处理。');
  });
  it('of a lib are shown with their own detail', () => { expect(reasonText('stale', {}, 'has changed').mn).toBe('has changed'); });
});
