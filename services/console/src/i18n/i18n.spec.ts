import { describe, expect, it } from '@jest/globals';
import { en } from './en.ts';
import { preferredLanguage } from './language.ts';
import { mn } from './mn.ts';
import { zh } from './zh.ts';

const leaves = (tree: object, path = ''): Map<string, string> =>
  new Map(Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as const] : [...leaves(value as object, `${path}${key}.`)]));

const original = leaves(zh);
const variables = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/gu)].map((match) => match[1] ?? '').toSorted();

describe.each([['mn', leaves(mn)], ['en', leaves(en)]])('%s', (_language, words) => {
  it('has every key of the Chinese original and no other, with the singular its plurals ask for', () => {
    const expected = [...original.keys()].flatMap((key) => (key.endsWith('_other') ? [key, key.replace(/_other$/u, '_one')] : [key]));
    expect([...words.keys()].toSorted()).toEqual(expected.toSorted());
  });

  it('uses the same variables', () => {
    const differing = [...words].filter(([key, text]) => {
      const source = original.get(key.replace(/_one$/u, '_other')) ?? original.get(key) ?? '';
      return variables(text).join() !== variables(source).join() && !key.endsWith('_one');
    });
    expect(differing).toEqual([]);
  });

  it('is written in its own script', () => {
    expect([...words].filter(([key, text]) => text.trim() === '' || (/\p{Script=Han}/u.test(text) && !key.startsWith('shell.zh')))).toEqual([]);
  });
});

describe('the Chinese original', () => {
  it('has no plural but the one form of Chinese', () => {
    expect([...original.keys()].filter((key) => /_(zero|one|two|few|many)$/u.test(key))).toEqual([]);
  });
});

describe('the language of a first visit', () => {
  it('is the one chosen before, else the first of the browser that we speak, else Chinese', () => {
    expect(preferredLanguage('mn', ['en-GB'])).toBe('mn');
    expect(preferredLanguage(null, ['fr', 'en-GB', 'zh'])).toBe('en');
    expect(preferredLanguage('xx', ['fr'])).toBe('zh');
  });
});
