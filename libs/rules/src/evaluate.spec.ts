import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryCase, hidden } from './testing/arbitrary-case.ts';
import { shipped } from '@hearth/testing';
import { type Assessment, evaluate, readCase, readRules, Unreadable } from './index.ts';

const RULE_SETS = [['dibao-2012', '341524100001'], ['dibao-2021', '341522101200'], ['tekun-2021', '341524100001'], ['child-money-2005-07', 'MN-073-04-01']] as const;

describe.each(RULE_SETS)('%s on any case', (name, area) => {
  const rules = readRules(shipped(name));
  const cases = arbitraryCase(area);
  const of = (json: unknown): Assessment => evaluate(rules, readCase(json));

  it('gives amounts of zero or more that the shares add up to, to eligible cases only', () => {
    fc.assert(fc.property(cases, (json) => {
      const found = of(json);
      expect(found.money === null).toBe(found.result !== 'eligible');
      for (const { money, result } of found.shares) expect(money.minor >= 0 && Number.isSafeInteger(money.minor) && (money.minor === 0 || result === 'eligible')).toBe(true);
      expect(found.shares.reduce((sum, { money }) => sum + BigInt(money.minor), 0n)).toBe(BigInt(found.money?.minor ?? 0));
    }));
  });

  it('never answers the other way round when less is known: the same, or undecided', () => {
    fc.assert(fc.property(cases, fc.infiniteStream(fc.integer({ min: 0, max: 9 })), (json, dice) => {
      const before = of(json).result;
      const after = of(hidden(json, () => dice.next().value === 0)).result;
      expect([before, 'undecided']).toContain(after);
    }));
  });

  it('reaches every answer, so that the properties speak of something', () => {
    const results = new Set(fc.sample(cases, { numRuns: 400, seed: 7 }).map((json) => of(json).result));
    expect([...results].toSorted()).toEqual(expect.arrayContaining(['eligible', 'ineligible']));
  });

  it('gives a reason in three languages for every rule, with every figure filled in', () => {
    fc.assert(fc.property(cases, (json) => {
      for (const { reason, source } of of(json).trace) {
        for (const text of [reason.zh, reason.mn, reason.en, source]) expect(text).toMatch(/^[^{}]+$/);
      }
    }), { numRuns: 30 });
  });

  it('gives the same answer again, and the same shares in total whoever is named first', () => {
    fc.assert(fc.property(cases, (json) => {
      const turned = { ...json, members: (json['members'] as unknown[]).toReversed() };
      expect(of(structuredClone(json))).toEqual(of(json));
      expect(of(turned).money).toEqual(of(json).money);
    }), { numRuns: 50 });
  });
});

/** Any other error than a refusal with its path is thrown on. */
function attempt(json: unknown): 'read' | 'refused' {
  try {
    readCase(json);
    return 'read';
  } catch (error) {
    if (error instanceof Unreadable && error.path !== '') return 'refused';
    throw error;
  }
}

describe('a case of any kind', () => {
  it('is read, or refused with a path and without its content', () => {
    fc.assert(fc.property(fc.oneof(fc.anything(), fc.record({ asOf: fc.anything(), area: fc.anything(), members: fc.anything(), answers: fc.anything() })), (json) => {
      expect(['read', 'refused']).toContain(attempt(json));
    }));
  });

  it.each<[object, string]>([
    [{ area: '341524' }, 'asOf'],
    [{ asOf: '2026-02-30', area: '341524' }, 'asOf'],
    [{ asOf: '2026-02-01', area: '*' }, 'area'],
    [{ asOf: '2026-02-01', area: '341524', nonsense: 1 }, 'nonsense'],
    [{ asOf: '2026-02-01', area: '341524', members: [{ id: 'a' }, { id: 'a' }] }, 'members'],
    [{ asOf: '2026-02-01', area: '341524', members: [{ id: 'a', incomes: [{ kind: 'wages', annual: { minor: 1.5, currency: 'CNY' } }] }] }, 'members[0].incomes[0].annual'],
    [{ asOf: '2026-02-01', area: '341524', members: [{ id: 'a', disability: { kind: 'tired', level: 1 } }] }, 'members[0].disability.kind'],
    [{ asOf: '2026-02-01', area: '341524', members: [{ id: 'a', circumstances: { 'in-prison': 'yes' } }] }, 'members[0].circumstances.in-prison'],
  ])('%j is refused at %s', (json, path) => {
    expect(() => readCase(json)).toThrow(expect.objectContaining({ name: 'Unreadable', path }));
  });
});
