import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { CompactEncrypt, compactDecrypt } from 'jose';
import type { Sealed } from './key-provider.ts';
import { asSealed, dataKey, personOf, seal, SealBroken, unseal } from './sealed.ts';

const bytes = randomBytes(32);
const key = dataKey(bytes);
const person = randomUUID();
const TEXTS = ['', 'a', '张三丰', 'Бат-Эрдэнэ', '990101199001011234', '😀'.repeat(300)];

const byJose = async (text: string, header: object = { alg: 'dir', enc: 'A256GCM', kid: person }): Promise<Sealed> =>
  (await new CompactEncrypt(Buffer.from(text)).setProtectedHeader(header as { alg: string; enc: string }).encrypt(bytes)) as Sealed;

describe('a sealed text', () => {
  it('is opened by jose', async () => {
    for (const text of TEXTS) {
      const { plaintext, protectedHeader } = await compactDecrypt(seal(key, person, text), bytes);
      expect(Buffer.from(plaintext).toString()).toBe(text);
      expect(protectedHeader).toEqual({ alg: 'dir', enc: 'A256GCM', kid: person });
    }
  });

  it('may come from jose', async () => {
    for (const text of TEXTS) expect(unseal(key, asSealed(await byJose(text)))).toBe(text);
  });

  it('has the header and the length that jose gives it', async () => {
    for (const text of TEXTS) {
      const [ours, theirs] = [seal(key, person, text), await byJose(text)].map((value) => value.split('.'));
      expect(ours?.[0]).toBe(theirs?.[0]);
      expect(ours?.map((part) => part.length)).toEqual(theirs?.map((part) => part.length));
    }
  });

  it('never uses a random part twice', () => {
    const ivs = Array.from({ length: 5000 }, () => seal(key, person, 'x').split('.')[2]);
    expect(new Set(ivs).size).toBe(5000);
  });

  it('cannot be changed, shortened or opened with another key', () => {
    const value = seal(key, person, '张三丰');
    const other = seal(key, randomUUID(), '张三丰');
    const [header, , iv, body, tag = ''] = value.split('.');
    const forged = [`${other.split('.')[0]}..${iv}.${body}.${tag}`, `${header}..${iv}..${tag}`, `${header}..${iv}.${body}.${'A'.repeat(22)}`, `${header}..${iv}.${body}.${tag.slice(0, 16)}`];
    for (const text of forged) expect(() => unseal(key, text as Sealed)).toThrow(SealBroken);
    expect(() => unseal(dataKey(randomBytes(32)), value)).toThrow(SealBroken);
  });
});

describe('what is not sealed', () => {
  it('is told apart', async () => {
    const others = ['', 'plain', 'a.b.c', '....', 'e30..AAAAAAAAAAAAAAAA.AA.AAAAAAAAAAAAAAAAAAAAAA', 'bnVsbA..AAAAAAAAAAAAAAAA.AA.AAAAAAAAAAAAAAAAAAAAAA'];
    for (const text of others) expect(() => asSealed(text)).toThrow(SealBroken);
    const header = { alg: 'dir', enc: 'A256GCM', kid: person };
    for (const odd of [{ ...header, kid: 'someone' }, { ...header, enc: 'A128GCM' }, { ...header, cty: 'JWT' }]) {
      const value = odd.enc === 'A256GCM' ? await byJose('x', odd) : `${Buffer.from(JSON.stringify(odd)).toString('base64url')}..AAAAAAAAAAAAAAAA.AA.AAAAAAAAAAAAAAAAAAAAAA`;
      expect(() => personOf(value as Sealed)).toThrow(SealBroken);
    }
  });

  it('is no key either', () => {
    expect(() => dataKey(randomBytes(16))).toThrow(RangeError);
  });
});
