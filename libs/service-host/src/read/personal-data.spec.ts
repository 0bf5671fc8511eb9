import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LocalKeyProvider } from '@hearth/event-store';
import { PersonalData } from './personal-data.ts';

const asking = { officer: { sub: 'town1', role: 'town', area: '341524100' } };
const [WANG, CHEN] = [randomUUID(), randomUUID()];
const NUMBER = '990101197706110028';

let folder: string, keys: LocalKeyProvider, personal: PersonalData;
const sealed: Record<string, string> = {};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-keys-'));
  keys = new LocalKeyProvider({ dir: folder });
  personal = new PersonalData(keys);
  Object.assign(sealed, { name: await keys.seal(WANG, '王玉梅'), number: await keys.seal(WANG, NUMBER), phone: await keys.seal(WANG, '13800002207'), gone: await keys.seal(CHEN, '陈守田') });
  await keys.erase(CHEN);
});
afterAll(async () => { await keys.close(); rmSync(folder, { recursive: true, force: true }); });

describe('personal data shown to an officer', () => {
  it('is in full or by its end, in the order it was asked for; nothing stays nothing, and the erased are said to be', async () => {
    expect(await personal.show(asking, [sealed['name']!, null, sealed['gone']!, sealed['name']!], 'list')).toEqual(['王玉梅', null, '[erased]', '王玉梅']);
    expect(await personal.show(asking, [sealed['number']!], 'list', 'id')).toEqual(['…0028']);
    expect([await personal.one(asking, sealed['phone']!, 'list', 'phone'), await personal.one(asking, null, 'list')]).toEqual(['…2207', null]);
  });

  it('opens in a body where a field is named, at any depth, and is left out where it is not', async () => {
    const body = { id: WANG, payeeName: sealed['name'], account: sealed['number'], lines: [{ payeeName: sealed['gone'], money: { minor: 1 } }, { payeeName: null, note: 'plain' }], at: new Date(0), secret: sealed['number'] };
    expect(await personal.open(asking, body, 'payroll', { payeeName: 'none', account: 'account' })).toEqual({ id: WANG, payeeName: '王玉梅', account: '…0028', lines: [{ payeeName: '[erased]', money: { minor: 1 } }, { payeeName: null, note: 'plain' }], at: new Date(0) });
  });

  it('never leaves sealed text in what is shown', async () => {
    expect(JSON.stringify(await personal.open(asking, { a: [sealed['name'], { b: sealed['number'] }] }, 'x', {}))).not.toContain('eyJ');
  });
});
