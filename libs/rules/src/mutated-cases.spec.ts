import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { type CaseFacts, evaluate, notAskedFor, readCase, readRules, Unreadable } from './index.ts';
import { shippedRuleSet, shippedRuleSets } from './shipped.ts';

/** Cases with something wrong in them: refused with the place, or read and answered; by schema and reader alike. */

const folder = fileURLToPath(new URL('../../../contracts/eligibility', import.meta.url));
const json = (path: string): object => JSON.parse(readFileSync(join(folder, path), 'utf8')) as object;
const valid = addFormats.default(new Ajv2020({ allErrors: false, allowUnionTypes: true })).compile(json('case.schema.json'));

type Tree = Record<string, unknown>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** Every place of a document, as the way to it. */
function places(value: unknown, way: readonly string[] = []): (readonly string[])[] {
  return isTree(value) ? Object.keys(value).flatMap((name) => [[...way, name], ...places(value[name], [...way, name])]) : [];
}

function put(document: object, way: readonly string[], change: (parent: Tree, name: string) => void): object {
  const copy = structuredClone(document) as Tree;
  let parent = copy;
  for (const name of way.slice(0, -1)) parent = parent[name] as Tree;
  change(parent, way.at(-1) ?? '');
  return copy;
}

const WRONG: readonly unknown[] = [null, '', 'x', 'none', -1, 1.5, 0, 1e300, true, [], {}, [null], { minor: -5, currency: 'CNY' }, { minor: 1, currency: 'EUR' }, '2021-02-30', '9999-12-31', 'x'.repeat(1000), '__proto__', '*'];

const mutated = fc.record({ ruleSet: fc.constantFrom(...shippedRuleSets()), at: fc.nat(), kind: fc.constantFrom('put', 'leave-out', 'add'), wrong: fc.constantFrom(...WRONG) }).map(({ ruleSet, at, kind, wrong }) => {
  const example = json(`cases/${ruleSet}.json`);
  const all = places(example);
  const document = put(example, all[at % all.length] ?? [], (parent, name) => {
    if (kind === 'leave-out' && Array.isArray(parent)) parent.splice(Number(name), 1);
    else if (kind === 'leave-out') delete parent[name];
    else if (kind === 'put') parent[name] = wrong;
    else if (!Array.isArray(parent)) parent[`${name}x`] = wrong;
  });
  return { ruleSet, document };
});

/** The case, or the path of its fault. Any other error is thrown on. */
function attempt(document: object): CaseFacts | string {
  try {
    return readCase(document);
  } catch (error) {
    if (error instanceof Unreadable && error.path !== '' && error.message.startsWith(error.path)) return error.path;
    throw error;
  }
}

/** What a schema cannot say or the reader says more strictly: blank text, area codes, two people of one id. */
const BEYOND_THE_SCHEMA = /(^area|\.id|^members|^supporters)$/;

describe('200 cases with something wrong', () => {
  const rules = new Map(shippedRuleSets().map((id) => [id, readRules(shippedRuleSet(id))]));

  it('are refused with the path, or answered; never anything else', () => {
    const seen = { refused: 0, answered: 0 };
    fc.assert(fc.property(mutated, ({ ruleSet, document }) => {
      const found = attempt(document);
      if (typeof found === 'string') {
        seen.refused += 1;
        return;
      }
      seen.answered += 1;
      const { result, money, trace } = evaluate(rules.get(ruleSet)!, found);
      expect(['eligible', 'ineligible', 'undecided']).toContain(result);
      expect(money === null).toBe(result !== 'eligible');
      expect(() => JSON.stringify({ trace, notAsked: notAskedFor(rules.get(ruleSet)!, found) })).not.toThrow();
    }), { numRuns: 200, seed: 5 });
    expect(Math.min(seen.refused, seen.answered)).toBeGreaterThan(30);
  });

  it('are refused by the schema when the reader refuses them, and the other way round', () => {
    fc.assert(fc.property(mutated, ({ document }) => {
      const found = attempt(document);
      if (typeof found === 'string' && BEYOND_THE_SCHEMA.test(found)) return;
      const bySchema = valid(document) ? 'valid' : `refused at ${valid.errors?.[0]?.instancePath ?? ''}`;
      expect([bySchema, typeof found === 'string' ? `refused at ${found}` : 'valid'].filter((said) => said === 'valid')).not.toHaveLength(1);
    }), { numRuns: 400, seed: 11 });
  });

  it('a word that no rule asks for is named, not passed over', () => {
    const facts = readCase({ asOf: '2023-01-01', area: '341522', answers: { dweling: 'ger' }, figures: { standart: { minor: 1, currency: 'CNY' } }, members: [{ id: 'a', circumstances: { prisoner: true }, costs: [{ kind: 'ilness', annual: null }], incomes: [{ kind: 'wages', nature: 'scolarship', annual: null }] }] });
    expect(notAskedFor(rules.get('dibao-2021')!, facts)).toEqual({ answers: ['dweling'], circumstances: ['prisoner'], figures: ['standart'], natures: ['scolarship'], costs: ['ilness'] });
  });
});
