import { describe, expect, it } from '@jest/globals';
import type { Question } from '../../api/formulas.ts';
import { answersOf, askedOf, signed, sorted } from './explain.ts';
import { actionsOf, reviewed } from './rights.ts';

const question = (name: string, kind: 'numeric' | 'category' = 'category', only: Question['only'] = null): Question => ({ name, column: name.split(' ')[0] ?? name, kind, levels: kind === 'numeric' ? [] : ['a', 'b'], only });

describe('what has to be answered for a score', () => {
  it('is each question once, and which equation holds', () => {
    const asked = askedOf([question('rooms (urban)', 'category', 'urban'), question('rooms (rural)', 'category', 'rural'), question('age', 'numeric')], ['north', 'south'], { urban: 'town', stratum: 'stratum' }, 'stratum');
    expect(asked.map(({ column, kind, levels }) => [column, kind, levels.join()])).toEqual([['stratum', 'category', 'north,south'], ['town', 'yes-no', '1,0'], ['rooms', 'category', 'a,b'], ['age', 'numeric', '']]);
  });

  it('grows by what a score lacked, where the formula itself may not be read', () => {
    expect(askedOf([question('rooms')], ['north'], null, 'stratum', ['rooms', 'stratum']).map(({ column }) => column)).toEqual(['rooms', 'stratum']);
  });

  it('is sent as numbers where numbers are asked; what is open is not sent', () => {
    expect(answersOf(askedOf([question('rooms'), question('age', 'numeric'), question('herd', 'numeric')], [], null, 'none'), { rooms: 'a', age: '41,5', herd: ' ' })).toEqual({ rooms: 'a', age: 41.5 });
  });
});

describe('an explained score', () => {
  it('tells the largest effect first, points of 10⁻⁴ as ratios', () => {
    const contributions = [{ variable: 'a', level: 'x', value: null, contribution: 5000 }, { variable: 'b', level: null, value: 2, contribution: -12_000 }];
    expect(sorted({ contributions }, 'prr').map(({ variable, contribution }) => [variable, signed(contribution, 2)])).toEqual([['b', '−1.20'], ['a', '+0.50']]);
    expect(sorted({ contributions }, 'ols')[0]?.contribution).toBe(-12_000);
  });
});

describe('the life of a formula', () => {
  const review = (region: string, by: string, agrees: boolean | null = true) => ({ region, by, agrees });

  it('counts reviews by county or soum, and only those the formula could decide', () => {
    expect(reviewed([review('341524100', 'a'), review('341524101', 'b', false), review('MN-073-04-01', 'c', null)])).toEqual({ regions: 1, reviewers: 2, agree: 1, decided: 2 });
  });

  const enough = [review('341524100', 'a'), review('341522101', 'b')] as never[];

  it('closes a review of two regions by two people, and is signed by somebody who did not register it', () => {
    const author = { sub: 'rules1', role: 'rule-author' } as const, approver = { sub: 'rules2', role: 'rule-approver' } as const;
    const closing = (reviews: never[]) => actionsOf({ status: 'draft', author: 'rules1', reviews }, author).find(({ action }) => action === 'review-closed')?.forbidden;
    expect([closing([]), closing(enough)]).toEqual(['fewReviews', null]);
    const signing = (officer: typeof author | typeof approver, by: string) => actionsOf({ status: 'pilot', author: by, reviews: [] }, officer)[0];
    expect([signing(author, 'rules1'), signing(approver, 'rules1'), signing(approver, 'rules2')].map((one) => one?.forbidden)).toEqual(['own', null, 'own']);
  });

  it('allows an analyst nothing, and nobody anything once it is retired', () => {
    expect(actionsOf({ status: 'reviewed', author: 'x', reviews: [] }, { sub: 'a', role: 'analyst' }).map(({ forbidden }) => forbidden)).toEqual(['role', 'role']);
    expect(actionsOf({ status: 'retired', author: 'x', reviews: [] }, { sub: 'a', role: 'rule-approver' })).toEqual([]);
  });
});
