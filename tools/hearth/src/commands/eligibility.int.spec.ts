import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const bin = fileURLToPath(new URL('../../bin/hearth.mjs', import.meta.url));
const cases = fileURLToPath(new URL('../../../../contracts/eligibility/cases', import.meta.url));

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'hearth-eligibility-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

interface Ended { readonly code: number | null; readonly out: string; readonly err: string }
async function eligibility(...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [bin, 'eligibility', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [[code], out, err] = await Promise.all([once(child, 'exit') as Promise<[number | null]>, text(child.stdout), text(child.stderr)]);
  return { code, out, err };
}
const parsed = ({ out }: Ended): unknown => JSON.parse(out) as unknown;
const example = (ruleSet: string): string => join(cases, `${ruleSet}.json`);
function written(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('hearth eligibility evaluate', () => {
  it('answers with result, amount, items and every rule that was asked', async () => {
    const ended = await eligibility('evaluate', '--rule-set', 'child-money-2007-07', '--case', example('child-money-2007-07'), '--json');
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(parsed(ended)).toMatchObject({
      ruleSet: 'child-money-2007-07', result: 'eligible', money: { minor: 900_000, currency: 'MNT' }, inForce: true, items: [{ item: 'quarterly', every: 'quarter', money: { minor: 7_500_000, currency: 'MNT' } }],
    });
  });

  it('says when the rule set is not in force there, and what the case states that no rule asks for', async () => {
    const facts = JSON.parse(readFileSync(example('dibao-2021'), 'utf8')) as object;
    const path = written('elsewhere.json', JSON.stringify({ ...facts, asOf: '2020-01-01', answers: { dweling: 'ger' } }));
    const { out } = await eligibility('evaluate', '--rule-set', 'dibao-2021', '--case', path);
    expect(out).toContain('dibao-2021 is not in force on 2020-01-01 in 341522');
    expect(out).toContain('not asked for by dibao-2021: answers dweling');
  });

  it.each([
    ['a word where a number belongs', '{"asOf":"2023-01-01","area":"341522","members":[{"id":"a","incomes":[{"kind":"wages","annual":{"minor":"much","currency":"CNY"}}]}]}', 'members[0].incomes[0].annual: minor must be an integer count of minor units'],
    ['a field nobody knows', '{"asOf":"2023-01-01","area":"341522","persons":[]}', 'persons: is not known here'],
    ['a list', '[]', '(document): must be an object'],
    ['no JSON', '{', 'is not JSON'],
  ])('refuses %s with the place, and never a stack', async (_, content, said) => {
    const { code, out, err } = await eligibility('evaluate', '--rule-set', 'dibao-2021', '--case', written('wrong.json', content), '--json');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(said);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});

describe('hearth eligibility diff and list', () => {
  it('names what differs between two rule sets', async () => {
    const found = parsed(await eligibility('diff', 'child-money-2018-01', 'child-money-2018-04', '--json'));
    expect(found).toMatchObject({ before: 'child-money-2018-01', after: 'child-money-2018-04', conditions: [{ rule: 'poorest-sixty-percent', change: 'removed' }, { rule: 'poorest-eighty-percent', change: 'added' }], figures: [] });
    expect((await eligibility('diff', 'child-money-2018-01', 'child-money-2018-04')).out).toContain('− conditions: poorest-sixty-percent');
    expect(await eligibility('diff', 'dibao-2021', 'dibao-1999')).toMatchObject({ code: 2, err: expect.stringContaining('no rule set dibao-1999') as unknown });
  });

  it('lists the rule sets with the names each asks for', async () => {
    const { items } = parsed(await eligibility('list', '--json')) as { items: { id: string; asks: { answers: string[] } }[] };
    expect(items).toHaveLength(20);
    expect(items.find(({ id }) => id === 'child-money-2018-01')?.asks.answers).toEqual(['months-unpaid', 'score-percentile']);
  });
});
