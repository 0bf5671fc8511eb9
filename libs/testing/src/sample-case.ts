import { readFileSync } from 'node:fs';
import type { RuleSetDocument } from '@hearth/contracts';
import { SHIPPED_RULE_SETS } from '@hearth/rules/shipped';

/** Cases as JSON and documents as shipped, for specs. All people are invented. */

export type Json = Readonly<Record<string, unknown>>;

export const shipped = (name: string): RuleSetDocument => JSON.parse(readFileSync(`${SHIPPED_RULE_SETS}/${name}.json`, 'utf8')) as RuleSetDocument;

export const cny = (minor: number): Json => ({ minor, currency: 'CNY' });
export const wages = (minor: number): Json => ({ kind: 'wages', annual: cny(minor) });

/** Everything known, nothing special: no income, no property, no disability. */
export const person = (id: string, relation: string, birthDate: string, more: Json = {}): Json => ({
  id, relation, birthDate, sex: 'male', disability: 'none', workCapacity: 'able', student: false, hukouKind: 'agricultural', incomes: [], properties: [], ...more,
});

export const caseOf = (area: string, members: readonly Json[], more: Json = {}): Json => ({ asOf: '2026-11-22', area, urban: false, members, supporters: [], ...more });

/** The document with another standard for every area, so that worked examples can be taken as they are written. */
export function withStandard(document: RuleSetDocument, minor: number): RuleSetDocument {
  const figures = document.eligibility['figures'] as Readonly<Record<string, Json>>;
  return { ...document, eligibility: { ...document.eligibility, figures: { ...figures, standard: { ...figures['standard'], values: [{ area: '*', from: '2000-01', minor }] } } } };
}
