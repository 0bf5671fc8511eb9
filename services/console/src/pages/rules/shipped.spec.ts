/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { RuleDocument } from '../../api/rules.ts';
import { en } from '../../i18n/en.ts';
import { mn } from '../../i18n/mn.ts';
import { zh } from '../../i18n/zh.ts';
import { entriesOf } from './entries.ts';
import type { Speak } from './expression.ts';
import { plainSpeak } from './testing-speak.ts';

const folder = new URL('../../../../../libs/rules/rule-sets/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const read = (file: string): RuleDocument => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as RuleDocument;

/** Words of a language; what it has no word for is written down. */
function speakOf(words: object, missing: string[]): Speak {
  const groups = words as Readonly<Record<string, Readonly<Record<string, string>>>>;
  const word: Speak['word'] = (group, code) => {
    const found = groups[group]?.[code];
    if (found === undefined && !/^\d/u.test(code)) missing.push(`${group}.${code}`);
    return found ?? code;
  };
  return { ...plainSpeak, word };
}

describe.each(files)('%s', (file: string) => {
  it.each([['zh', zh.words], ['mn', mn.words], ['en', en.words]])('is read in %s without a code left', (_, words) => {
    const missing: string[] = [];
    const entries = entriesOf(read(file), speakOf(words, missing));
    expect([...new Set(missing)]).toEqual([]);
    expect(entries.filter(({ title, text }) => title === '' || text === '' || /[{}]/u.test(text))).toEqual([]);
    expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
  });
});
