import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashes, integers, jsons, texts } from './append-arrays.ts';
import { type TestLog, testLog } from './testing/test-log.ts';

let log: TestLog;
beforeAll(async () => { log = await testLog(); });
afterAll(() => log.close());

/** What the server reads out of an array. */
async function seen(array: Buffer, type: string): Promise<unknown> {
  const { rows: [row] } = await log.store.pool.query<{ seen: unknown }>(`SELECT array_to_json(ARRAY(SELECT ${type === 'bytea' ? `encode(x, 'hex')` : 'x::text'} FROM unnest($1::${type}[]) x)) AS seen`, [array]);
  return row?.seen;
}

describe('columns in binary', () => {
  it('arrive as they were: nothing, blanks, quotes, braces, other scripts', async () => {
    const odd = ['', ' ', 'NULL', null, '"', '\\', '{a,b}', "'", 'ᠮᠣᠩᠭᠣᠯ', '张三', '😀', 'x'.repeat(100_000)];
    expect(await seen(texts(odd), 'text')).toEqual(odd);
    expect(await seen(texts([null]), 'text')).toEqual([null]);
  });

  it('keep the bytes of JSON, and let the server refuse what is none', async () => {
    const canonical = ['{"a":1.5,"é":"\\n"}', '[]', '"x"', 'null'];
    expect(await seen(jsons(canonical), 'json')).toEqual(canonical);
    await expect(seen(jsons(['{"a":1', '[]']), 'json')).rejects.toMatchObject({ code: '22P02' });
  });

  it('hold numbers and hashes', async () => {
    expect(await seen(integers([0, 1, -1, 2_147_483_647, -2_147_483_648]), 'int')).toEqual(['0', '1', '-1', '2147483647', '-2147483648']);
    expect(await seen(hashes(['', 'ab'.repeat(32), '00ff']), 'bytea')).toEqual(['', 'ab'.repeat(32), '00ff']);
  });
});
