import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shippedRuleSets } from './shipped.ts';
import { shipped } from '@hearth/testing';
import { readRules } from './index.ts';

const thrownBy = (work: () => unknown): string => {
  try {
    work();
    return 'nothing';
  } catch (error) {
    return error instanceof Error ? error.name : typeof error;
  }
};

/** The document with one place changed; `undefined` takes it away. */
function changed(name: string, path: readonly (string | number)[], value: unknown): object {
  type Fields = Record<string | number, unknown>;
  const document: object = structuredClone(shipped(name));
  const parent = path.slice(0, -1).reduce((at, key) => at[key] as Fields, document as Fields);
  const last = path.at(-1) ?? '';
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return document;
}

const dibao = ['eligibility', 'conditions', 0] as const;

describe('a rule-set document', () => {
  it.each(shippedRuleSets())('%s is readable, and says what is invented where figures of an area or weights stand in it', (name) => {
    const { figures, scorecard } = readRules(shipped(name));
    expect(figures.size === 0 && scorecard === null ? 'standard, weights' : shipped(name).invented).toMatch(/standard|weights/);
  });

  it.each<[string, string, (string | number)[], unknown, string]>([
    ['a rule without a source', 'dibao-2012', [...dibao, 'source'], undefined, 'eligibility.conditions[0].source'],
    ['a text in two languages', 'dibao-2012', [...dibao, 'reasons', 'met', 'mn'], undefined, 'eligibility.conditions[0].reasons.met.mn'],
    ['a text with a figure that is not shown', 'dibao-2012', [...dibao, 'reasons', 'met', 'en'], 'above {ceiling}', 'eligibility.conditions[0].reasons.met.en'],
    ['an unknown operator', 'dibao-2012', [...dibao, 'test'], { lesser: ['income', 1] }, 'eligibility.conditions[0].test.lesser'],
    ['two operators', 'dibao-2012', [...dibao, 'test'], { all: [], any: [] }, 'eligibility.conditions[0].test'],
    ['an amount compared with a number', 'dibao-2012', [...dibao, 'test'], { less: ['income', 5] }, 'eligibility.conditions[0].test.less'],
    ['a figure that is not declared', 'dibao-2012', [...dibao, 'test'], { less: ['income', 'figure.line'] }, 'eligibility.conditions[0].test.less[1]'],
    ['a person’s fact asked of a household', 'dibao-2012', [...dibao, 'test'], { less: ['age', 5] }, 'eligibility.conditions[0].test.less[0]'],
    ['a score without a scorecard', 'dibao-2012', [...dibao, 'test'], { more: ['score', 5] }, 'eligibility.conditions[0].test.more[0]'],
    ['limits that do not exist', 'dibao-2012', ['eligibility', 'conditions', 1, 'limits'], 'wealth', 'eligibility.conditions[1].limits'],
    ['who counts made to depend on what counts', 'dibao-2012', ['eligibility', 'counted', 'test'], { less: ['income', { money: 5 }] }, 'eligibility.counted.test.less[0]'],
    ['a definition of itself', 'tekun-2021', ['eligibility', 'definitions', 'able'], { not: { see: 'able' } }, 'eligibility.definitions.able.not.see'],
    ['a definition that does not exist', 'tekun-2021', ['eligibility', 'definitions', 'severe'], undefined, 'eligibility.definitions.unable-to-support.any[2].all[0].any[1].see'],
    ['an amount that is a number', 'child-money-2005-07', ['eligibility', 'amount', 'quantity'], 3000, 'eligibility.amount.quantity'],
    ['a weight with a fraction', 'child-money-2005-07', ['eligibility', 'scorecard', 'variables', 0, 'levels', 0, 'weight'], 1.22, 'eligibility.scorecard.variables[0].levels[0].weight'],
    ['an unknown field', 'child-money-2005-07', ['eligibility', 'nonsense'], 1, 'eligibility.nonsense'],
    ['no eligibility', 'dibao-2021', ['eligibility'], undefined, 'eligibility'],
  ])('is refused for %s (%s)', (_, name, path, value, at) => {
    expect(() => readRules(changed(name, path, value))).toThrow(expect.objectContaining({ name: 'Unreadable', path: at }));
  });

  it('is refused where two standards hold in one month', () => {
    const values = [{ area: '341524', from: '2020-01', to: '2024-06', minor: 1 }, { area: '341524', from: '2024-06', minor: 2, urban: true }];
    expect(() => readRules(changed('dibao-2012', ['eligibility', 'figures', 'standard', 'values'], values))).toThrow(/standard\.values: area 341524/);
  });

  it('of any shape is read or refused with its path, and nothing else', () => {
    const anything = fc.oneof(fc.anything(), fc.json().map((text) => JSON.parse(text) as unknown));
    fc.assert(fc.property(fc.constantFrom('counted', 'conditions', 'amount', 'limits', 'figures', 'scorecard', 'income', 'definitions', 'beneficiaries'), anything, (section, value) => {
      expect(['nothing', 'Unreadable']).toContain(thrownBy(() => readRules(changed('dibao-2012', ['eligibility', section], value))));
    }));
  });
});
