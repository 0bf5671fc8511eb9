import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { readRules } from './index.ts';
import { shippedRuleSet, shippedRuleSets } from './shipped.ts';

/** The schema that authors write against says the same as the reader, but for what only the reader can know: names that are declared, amounts and numbers. */

const schema = fileURLToPath(new URL('../../../contracts/eligibility/rule-set.schema.json', import.meta.url));
const valid = addFormats.default(new Ajv2020({ allErrors: false, allowUnionTypes: true })).compile(JSON.parse(readFileSync(schema, 'utf8')) as object);
const faults = (document: unknown): unknown => (valid(document) ? [] : valid.errors?.map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`));

type Tree = Record<string, unknown>;
const places = (value: unknown, way: readonly string[] = []): (readonly string[])[] =>
  (typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, part]) => [[...way, name], ...places(part, [...way, name])]) : []);

function changedAt(ruleSet: string, at: number, wrong: unknown): object {
  const document = structuredClone(shippedRuleSet(ruleSet)) as Tree;
  const all = places(document['eligibility'], ['eligibility']);
  const way = all[at % all.length] ?? [];
  const parent = way.slice(0, -1).reduce((place, name) => place[name] as Tree, document);
  const name = way.at(-1) ?? '';
  if (wrong !== undefined) parent[name] = wrong;
  else if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else delete parent[name];
  return document;
}

function readable(document: unknown): boolean {
  try {
    readRules(document);
    return true;
  } catch {
    return false;
  }
}

describe('the schema of rule-set documents', () => {
  it.each(shippedRuleSets())('%s is one', (ruleSet) => { expect(faults(shippedRuleSet(ruleSet))).toEqual([]); });

  it('asks for a source of every rule, item and figure', () => {
    const sources = shippedRuleSets().flatMap((ruleSet) => places((shippedRuleSet(ruleSet) as Tree)['eligibility'], ['eligibility']).flatMap((way, at) => (way.at(-1) === 'source' ? [{ ruleSet, at }] : [])));
    expect(sources.length).toBeGreaterThan(150);
    for (const { ruleSet, at } of sources) expect(valid(changedAt(ruleSet, at, undefined))).toBe(false);
  });

  it('refuses nothing that the reader reads', () => {
    fc.assert(fc.property(fc.constantFrom(...shippedRuleSets()), fc.nat(), fc.constantFrom<unknown>(undefined, null, '', 0, -1, 3.5, [], {}, 'age', 'members', ['members', 3], { op: 1 }, '2021-13'), (ruleSet, at, wrong) => {
      const document = changedAt(ruleSet, at, wrong);
      expect(readable(document) ? faults(document) : []).toEqual([]);
    }), { numRuns: 1500, seed: 3 });
  });
});
