import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LocalKeyProvider } from '@hearth/event-store';
import { sum } from '@hearth/kernel';
import { array, asyncProperty, assert, integer, string } from 'fast-check';
import type { Prepared } from '../instruction/instruction.ts';
import { cny, id, prepared } from '../testing/samples.ts';
import { schemaErrors, texts } from '../testing/xml.ts';
import { composeBankFile, isPayable } from './bank-file.ts';
import { bankId, writePain001 } from './pain001.ts';

const access = { purpose: 'bank-file', actor: { sub: 'finance2', role: 'finance-checker', area: '341524' }, about: `payroll-${id(20)}` };
const facts = { payroll: id(20), messageId: bankId(id(20)), createdAt: '2026-12-08T02:00:00.000Z', executionDate: '2026-12-10', debtor: { name: '金寨县财政局', account: 'HF-341524-dibao', bank: 'Sample Bank' } };

describe('bank file', () => {
  const home = mkdtempSync(join(tmpdir(), 'hearth-bank-'));
  const keys = new LocalKeyProvider({ dir: home, cacheMs: 0 });
  let lines: readonly Prepared[];
  const line = async (n: number, name: string, account: string, minor: number): Promise<Prepared> => {
    const payee = id(100 + n);
    return prepared({ instruction: id(200 + n), payee, payeeName: await keys.seal(payee, name), account: await keys.seal(payee, account), money: cny(minor) });
  };
  const fileOf = (of: readonly Prepared[]) => composeBankFile(keys, access, { ...facts, count: of.length, total: sum(of.map(({ money }) => money), 'CNY') }, of);

  beforeAll(async () => { lines = [await line(1, '陈守田', '6222 0000 0000 1111', 66_667), await line(2, 'Бат <"Эрдэнэ"> & Ко', '6222000000002222', 5)]; });
  afterAll(async () => {
    await keys.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('is valid by the official schema, and says what was decided', async () => {
    const { xml } = await fileOf(lines);
    expect(await schemaErrors(xml, 'pain.001.001.09')).toEqual([]);
    expect([texts(xml, 'MsgId'), texts(xml, 'NbOfTxs'), texts(xml, 'CtrlSum'), texts(xml, 'InstdAmt'), texts(xml, 'EndToEndId')]).toEqual([
      [bankId(id(20))], ['2', '2'], ['666.72', '666.72'], ['666.67', '0.05'], [bankId(id(201)), bankId(id(202))],
    ]);
    expect([...new Set([...texts(xml, 'MsgId'), ...texts(xml, 'EndToEndId')].map(({ length }) => length))]).toEqual([32]);
    expect(xml).toContain('<ReqdExctnDt><Dt>2026-12-10</Dt></ReqdExctnDt>');
    expect(xml).toContain('<CdtrAcct><Id><Othr><Id>6222000000001111</Id></Othr></Id></CdtrAcct>');
    expect(texts(xml, 'Nm')).toContain('Бат &lt;&quot;Эрдэнэ&quot;&gt; &amp; Ко');
  });

  it('is the same byte for byte whenever it is made, with the hash of those bytes', async () => {
    const [first, second] = [await fileOf(lines), await fileOf(lines)];
    expect(second).toEqual(first);
    expect(first.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await fileOf(lines.toReversed())).sha256).not.toBe(first.sha256);
  });

  it('opens names and accounts on record, once a file', async () => {
    const audit = (): string[] => readFileSync(join(home, 'audit.jsonl'), 'utf8').trim().split('\n');
    const before = audit().length;
    await fileOf(lines);
    const [entry, ...more] = audit().slice(before);
    expect([more.length, JSON.parse(entry ?? '{}')]).toEqual([0, expect.objectContaining({ what: 'open', purpose: 'bank-file', about: `payroll-${id(20)}`, persons: [id(101), id(102)] })]);
  });

  it('cannot be made any more once a payee was erased', async () => {
    const gone = await line(3, '王玉梅', '6222000000003333', 100);
    await keys.erase(id(103));
    await expect(fileOf([...lines, gone])).rejects.toMatchObject({ code: 'payee-erased', params: { count: 1 } });
  });

  it('stays valid whatever a name holds', async () => {
    await assert(asyncProperty(array(string({ unit: 'binary', minLength: 1, maxLength: 200 }), { minLength: 1, maxLength: 4 }), integer({ min: 1, max: 1_000_000_000 }), async (names, minor) => {
      const transfers = names.map((name, n) => ({ instruction: id(n), money: cny(minor), name: `名${name}`, account: '6222000000001111' }));
      const xml = writePain001({ ...facts, total: cny(minor * names.length), remittance: 'dibao 2026-12', transfers });
      expect(await schemaErrors(xml, 'pain.001.001.09')).toEqual([]);
    }), { numRuns: 12 });
  }, 60_000);

  it.each([['陈守田', '6222 0000-0000 1111', true], ['陈守田', null, false], [null, '6222', false], [' ', '6222', false], ['\u0007\uFFFF', '6222', false], ['陈守田', '622', false], ['陈守田', '6222/1', false], ['陈守田', '1'.repeat(35), false]])('pays %s to %s: %s', (name, account, payable) => {
    expect(isPayable(name, account)).toBe(payable);
  });
});
