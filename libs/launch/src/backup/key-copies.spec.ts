import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkApart, mergeKeys } from './key-copies.ts';

let dir = '';
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'hearth-spec-')); });
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const at = (path: string): string => join(dir, path);
const write = (files: Readonly<Record<string, string>>): void => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), content);
  }
};
const filesOf = (folder: string): string[] => readdirSync(at(folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(at(folder).length + 1)).toSorted();
const read = (path: string): string => readFileSync(at(path), 'utf8');

describe('a copy of the keys', () => {
  it('is made, for the owner alone', async () => {
    write({ 'keys/master.key': 'm', 'keys/persons/aa/aa1.key': '1', 'keys/index/name.key': 'n', 'keys/persons/aa/aa2.key.part-1': 'half' });
    expect(await mergeKeys({ from: at('keys'), to: at('safe/keys'), differing: 'source' })).toEqual({ dir: at('safe/keys'), added: 3, erased: 0 });
    expect(filesOf('safe/keys')).toEqual(['index/name.key', 'master.key', 'persons/aa/aa1.key']);
    expect([statSync(at('safe/keys')).mode & 0o077, statSync(at('safe/keys/master.key')).mode & 0o077]).toEqual([0, 0]);
  });

  it('that is made again forgets who was erased, and takes keys that were rewrapped', async () => {
    write({ 'keys/master.key': 'm', 'keys/persons/aa/aa1.key': '1', 'keys/persons/bb/bb1.key': 'b' });
    await mergeKeys({ from: at('keys'), to: at('safe'), differing: 'source' });
    rmSync(at('keys/persons/aa/aa1.key'));
    rmSync(at('keys/master.key'));
    write({ 'keys/master.2.key': 'm2', 'keys/persons/bb/bb1.key': 'b2', 'keys/erased/aa1.json': '{}' });
    expect(await mergeKeys({ from: at('keys'), to: at('safe'), differing: 'source' })).toMatchObject({ added: 2, erased: 1 });
    expect(filesOf('safe')).toEqual(['erased/aa1.json', 'master.2.key', 'persons/bb/bb1.key']);
    expect([read('safe/master.2.key'), read('safe/persons/bb/bb1.key')]).toEqual(['m2', 'b2']);
  });

  it('never writes over the keys of another Hearth', async () => {
    write({ 'keys/master.key': 'm', 'keys/persons/aa/aa1.key': '1', 'other/master.key': 'x', 'other/persons/cc/cc1.key': 'c' });
    await expect(mergeKeys({ from: at('keys'), to: at('other'), differing: 'source' })).rejects.toThrow('is not the master key of');
    expect(filesOf('other')).toEqual(['master.key', 'persons/cc/cc1.key']);
  });
});

describe('keys that are brought back', () => {
  it('fill what is missing, keep what is newer, and bring back nobody who was erased', async () => {
    write({ 'old/master.key': 'm', 'old/persons/aa/aa1.key': 'erased since', 'old/persons/bb/bb1.key': 'lost', 'old/index/name.key': 'older', 'old/erased/cc1.json': '{}' });
    write({ 'keys/master.key': 'm', 'keys/erased/aa1.json': '{}', 'keys/index/name.key': 'newer', 'keys/persons/cc/cc1.key': 'brought back by mistake' });
    expect(await mergeKeys({ from: at('old'), to: at('keys'), differing: 'own' })).toMatchObject({ erased: 2 });
    expect(filesOf('keys')).toEqual(['erased/aa1.json', 'erased/cc1.json', 'index/name.key', 'master.key', 'persons/bb/bb1.key']);
    expect(read('keys/index/name.key')).toBe('newer');
    expect(filesOf('old')).toContain('persons/aa/aa1.key');
  });

  it('are refused when another master key wrapped them, and when there are none', async () => {
    write({ 'old/master.key': 'x', 'old/persons/aa/aa1.key': '1', 'keys/master.key': 'm' });
    await expect(mergeKeys({ from: at('old'), to: at('keys'), differing: 'own' })).rejects.toThrow('is not the master key of');
    await expect(mergeKeys({ from: at('nowhere'), to: at('keys'), differing: 'own' })).rejects.toThrow('there are no keys in');
    expect(existsSync(at('keys/persons'))).toBe(false);
  });
});

describe('keys and backup', () => {
  it('never lie in one another, whatever the way there is called', () => {
    mkdirSync(at('real/backup'), { recursive: true });
    symlinkSync(at('real'), at('alias'));
    for (const [keys, backup] of [['b', 'b'], ['b/keys', 'b'], ['b', 'b/today'], ['alias/backup/keys', 'real/backup']] as const) {
      expect(() => { checkApart(at(keys), at(backup)); }).toThrow('may not lie with the backup');
    }
    expect(() => { checkApart(at('backup-keys'), at('backup')); }).not.toThrow();
  });
});
