import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Access, LocalKeyProvider, OpeningRefused, versionOfToken } from '../index.ts';

let dir: string, keys: LocalKeyProvider;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hearth-keys-'));
  keys = new LocalKeyProvider({ dir });
});
afterEach(async () => {
  await keys.close();
  await rm(dir, { recursive: true });
});

describe('the blind index', () => {
  it('has one version of a key until it is rotated, then two until that ends', async () => {
    const before = await keys.token('id-number', 'a number');
    expect([await keys.index.versions('id-number'), versionOfToken(before)]).toEqual([[1], 1]);
    expect(await keys.index.begin('id-number')).toBe(2);
    expect(await keys.index.begin('id-number')).toBe(2); // after a kill -9: the same rotation goes on
    const both = await keys.index.tokens('id-number', ['a number', 'another']);
    expect(both.map(({ version, tokens }) => [version, tokens.length])).toEqual([[2, 2], [1, 2]]);
    expect(both[1]!.tokens[0]).toBe(before);
    expect(await keys.token('id-number', 'a number')).toBe(both[0]!.tokens[0]);
    expect([versionOfToken(both[0]!.tokens[0]!), await keys.index.versions('phone')]).toEqual([2, [1]]);
    await keys.index.end('id-number');
    expect((await keys.index.tokens('id-number', ['a number'])).map(({ tokens }) => tokens)).toEqual([[both[0]!.tokens[0]]]);
    expect(await readdir(join(dir, 'index'))).toEqual(['id-number.2.key', 'phone.key']);
  });

  it('keeps the old key until every service that keeps tokens has made them anew', async () => {
    await keys.index.hold('id-number', 'registry', 1);
    await keys.index.hold('id-number', 'hiavs', 1);
    const newest = await keys.index.begin('id-number');
    await keys.index.hold('id-number', 'registry', newest);
    expect([await keys.index.end('id-number'), await keys.index.versions('id-number')]).toEqual([false, [2, 1]]);
    expect(await keys.index.holders('id-number')).toEqual([{ service: 'hiavs', version: 1 }, { service: 'registry', version: 2 }]);
    await keys.index.hold('id-number', 'hiavs', newest);
    expect([await keys.index.end('id-number'), await keys.index.versions('id-number')]).toEqual([true, [2]]);
  });

  it('is seen by other processes at once', async () => {
    const other = new LocalKeyProvider({ dir });
    await other.token('name', '王');
    await keys.index.begin('name');
    expect((await other.index.tokens('name', ['王'])).map(({ version }) => version)).toEqual([2, 1]);
    await keys.index.end('name');
    expect(await other.token('name', '王')).toBe(await keys.token('name', '王'));
    await other.close();
  });
});

describe('a policy of openings', () => {
  const access = (purpose: string, role: string): Access => ({ purpose, actor: { sub: `${role}1`, role, area: '341524' } });
  const policy = { 'bank-file': ['finance-maker', 'finance-checker'] };
  const audit = async (): Promise<{ what: string; purpose: string; actor: { role: string }; persons: string[] }[]> =>
    (await readFile(join(dir, 'audit.jsonl'), 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as Awaited<ReturnType<typeof audit>>[number]);

  it('opens for the roles it names, refuses all others and every purpose it does not know, and each is on record', async () => {
    const [guarded, person] = [keys.guardedBy(policy), randomUUID()];
    const value = await guarded.seal(person, 'name');
    expect(await guarded.open(value, access('bank-file', 'finance-maker'))).toBe('name');
    for (const [purpose, role] of [['bank-file', 'analyst'], ['curiosity', 'finance-maker'], ['toString', 'finance-maker']] as const) {
      await expect(guarded.openAll([null, value], access(purpose, role))).rejects.toThrow(OpeningRefused);
    }
    expect((await audit()).map(({ what, purpose, actor: { role }, persons }) => [what, purpose, role, persons])).toEqual([
      ['open', 'bank-file', 'finance-maker', [person]], ['refused', 'bank-file', 'analyst', [person]], ['refused', 'curiosity', 'finance-maker', [person]], ['refused', 'toString', 'finance-maker', [person]],
    ]);
  });

  it('has nothing to refuse where there is nothing to open, and a policy on a policy asks both', async () => {
    const guarded = keys.guardedBy(policy);
    expect(await guarded.openAll([null], access('curiosity', 'analyst'))).toEqual([null]);
    const value = await keys.seal(randomUUID(), 'name');
    const both = guarded.guardedBy({ 'bank-file': ['analyst', 'finance-checker'] });
    await expect(both.open(value, access('bank-file', 'analyst'))).rejects.toThrow(OpeningRefused);
    expect(await both.open(value, access('bank-file', 'finance-checker'))).toBe('name');
  });
});
