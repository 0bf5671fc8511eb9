import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { difference, problems } from '../../history/check.mjs';
import { History } from '../../history/frozen.mjs';
import { workspace } from './fixture.ts';

const LIMIT = 60_000;
const HOUSEHOLD = 'services/registry/src/household/household.ts';

/** The file with one place changed, as somebody might. */
function changed(file: string, before: string, after: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(workspace, file), 'utf8');
  if (!text.includes(before)) throw new Error(`${file} no longer holds: ${before}`);
  return new Map([[file, text.replace(before, after)]]);
}

describe('the shape of an event', () => {
  it('is as it was frozen', () => { expect(problems()).toEqual([]); }, LIMIT);

  it.each([
    ['a field more', "type: 'MemberJoined'; readonly data: MemberJoined", "type: 'MemberJoined'; readonly data: MemberJoined & { readonly room: number }", 'data.properties.room: nothing became {"type":"number"}'],
    ['an optional field more', "type: 'MemberJoined'; readonly data: MemberJoined", "type: 'MemberJoined'; readonly data: MemberJoined & { readonly room?: number }", 'data.properties.room: nothing became {"type":"number"}'],
    ['another type of a field', "type: 'MemberJoined'; readonly data: MemberJoined", "type: 'MemberJoined'; readonly data: Omit<MemberJoined, 'on'> & { readonly on: number }", 'data.properties.on.type: "string" became "number"'],
  ])('may not change without a new version: %s', (_, before, after, where) => {
    const [problem, ...others] = problems(changed(HOUSEHOLD, before, after));
    expect(others).toEqual([]);
    expect(problem).toMatch(/^services\/registry: MemberJoined v1 \(stream household\): its shape changed/);
    expect(problem).toContain(where);
    expect(problem).toContain('schemaVersion: 2');
  }, LIMIT);

  it('of a new version needs an example and a shape of its own', () => {
    expect(problems(changed(HOUSEHOLD, "type: 'MemberJoined'; readonly data: MemberJoined", "type: 'MemberJoined'; readonly schemaVersion: 2; readonly data: MemberJoined & { readonly room: number }"))).toEqual([
      'services/registry: MemberJoined v2 (stream household) has no frozen example: run `npm run history`, and look at what it drafts.', 'services/registry: MemberJoined v2 (stream household) has no frozen shape: run `npm run history`.',
    ]);
  }, LIMIT);

  it('of a new event, and of one that is gone, is noticed', () => {
    const found = problems(changed(HOUSEHOLD, "| { readonly type: 'SupporterNamed'; readonly data: SupporterNamed; readonly effectiveOn?: string }", "| { readonly type: 'SupporterLost'; readonly data: SupporterNamed; readonly effectiveOn?: string }"));
    expect(found.map((problem) => problem.slice(0, 60))).toEqual([
      'services/registry: SupporterLost v1 (stream household) has n', 'services/registry: SupporterLost v1 (stream household) has n', 'services/registry: SupporterNamed (stream household) is gone',
    ]);
  }, LIMIT);
});

describe('a frozen file', () => {
  const copy = mkdtempSync(join(tmpdir(), 'hearth-history-'));
  const at = (file: string): string => join(copy, 'services/registry/history', file);
  beforeEach(() => { cpSync(join(workspace, 'services/registry/history'), at('.'), { recursive: true }); });
  afterEach(() => { rmSync(at('.'), { recursive: true }); });
  afterAll(() => { rmSync(copy, { recursive: true }); });
  const found = (): string[] => new History('services/registry', copy).problems();

  it('stays as it is', () => {
    expect(found()).toEqual([]);
    writeFileSync(at('person/PersonDied.v1.json'), readFileSync(at('person/PersonDied.v1.json'), 'utf8').replace('"on"', '"day"'));
    expect(found()).toEqual(['services/registry/history/person/PersonDied.v1.json is frozen and was changed. Logs still hold events as it was: put it back, and freeze a new version instead.']);
  });

  it('is not removed, nor its line in the list', () => {
    rmSync(at('person/PersonDied.v1.json'));
    expect(found()).toEqual(['services/registry/history/person/PersonDied.v1.json is frozen and missing. Logs still hold events of that version: put the file back.']);
    writeFileSync(at('frozen.txt'), readFileSync(at('frozen.txt'), 'utf8').split('\n').filter((line) => !line.includes('PersonDied')).join('\n'));
    expect(found()).toEqual(['services/registry/history/person/PersonDied.v1.schema.json is not frozen: look at it, then run `npm run history`.']);
  });

  it('is on a list that only grows: every older one that git knows is its beginning', () => {
    const git = (...words: string[]): void => { execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.invalid', ...words], { cwd: copy, stdio: 'ignore' }); };
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'frozen');
    expect(found()).toEqual([]);
    for (const file of ['person/PersonDied.v1.json', 'person/PersonDied.v1.schema.json']) rmSync(at(file));
    writeFileSync(at('frozen.txt'), readFileSync(at('frozen.txt'), 'utf8').split('\n').filter((line) => !line.includes('PersonDied')).join('\n'));
    expect(found()).toEqual([expect.stringMatching(/^services\/registry\/history\/frozen\.txt has lost or changed lines that it had at [0-9a-f]{10}: what was frozen stays frozen\.$/)]);
  });

  it('tells where it differs', () => {
    expect(difference({ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } })).toBe('a.c: 2 became 3');
    expect(difference({ a: [1] }, { a: [1] })).toBeNull();
  });
});
