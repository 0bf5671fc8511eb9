import { describe, expect, it } from '@jest/globals';
import { foundIn, needlesOf } from './needles.ts';

const NAME = '欧阳寻踪';
const needles = needlesOf({ name: NAME });

describe('a value that is looked for', () => {
  it.each<[string, Buffer]>([
    ['as it is', Buffer.from(`{"name":"${NAME}"}`)], ['as a spreadsheet has it', Buffer.from(`a${NAME}`, 'utf16le')], ['the other way round', Buffer.from(NAME, 'utf16le').swap16()],
    ['in a bytea', Buffer.from(Buffer.from(`x${NAME}y`).toString('hex'))], ['with JSON’s escapes', Buffer.from('"\\u6b27\\u9633\\u5bfb\\u8e2a"')], ['in an address', Buffer.from(`?q=${encodeURIComponent(NAME)}&x`)],
    ...['', 'a', 'ab', 'abc'].map((before): [string, Buffer] => [`in base64 after ${before.length} bytes`, Buffer.from(Buffer.from(`${before}${NAME}等`).toString('base64'))]),
    ['in base64url', Buffer.from(Buffer.from(`{"a":"${NAME}"}`).toString('base64url'))],
  ])('is found %s', (_, bytes) => { expect(foundIn(bytes, needles)).not.toEqual([]); });

  it('is not found where it is not, and its finding does not repeat it', () => {
    expect(foundIn(Buffer.from('欧阳寻迹'), needles)).toEqual([]);
    expect(foundIn(Buffer.from(NAME), needles)).toEqual(['name as UTF-8']);
  });
});
