import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';
import { type Access, asSealed, personOf, type Sealed } from '../index.ts';
import { keyFolder } from '../testing/key-folder.ts';

const ACCESS: Access = { purpose: 'bank-file', actor: { sub: 'finance1', role: 'finance-maker', area: '341524' }, about: 'payroll-1' };

const folder = keyFolder();

const audit = async (): Promise<{ what: string; persons: string[]; purpose: string; actor: { sub: string } }[]> =>
  (await readFile(join(folder.dir, 'audit.jsonl'), 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as Awaited<ReturnType<typeof audit>>[number]);

const file = (person: string): string => join(folder.dir, 'persons', person.slice(0, 2), `${person}.key`);

/** Changes one character in the middle of a part of a compact JWE. */
function tampered(value: Sealed, part: number): Sealed {
  const parts = value.split('.');
  const text = parts[part] ?? '';
  const at = Math.floor(text.length / 2);
  parts[part] = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
  return parts.join('.') as Sealed;
}

describe('sealing', () => {
  it('gives back what was sealed, in another process and after a restart too', async () => {
    const person = randomUUID();
    const value = await folder.provider().seal(person, '张三丰 Бат-Эрдэнэ');
    expect(await folder.provider().open(value, ACCESS)).toBe('张三丰 Бат-Эрдэнэ');
    expect(personOf(value)).toBe(person);
    expect(asSealed(value)).toBe(value);
  });

  it('makes a compact JWE that names the person and shows nothing', async () => {
    const keys = folder.provider();
    const person = randomUUID();
    const [one, two] = [await keys.seal(person, 'same'), await keys.seal(person, 'same')];
    expect(one).not.toBe(two);
    const [header = ''] = one.split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ alg: 'dir', enc: 'A256GCM', kid: person });
  });

  it('agrees on one key when several processes seal for a new person at once', async () => {
    const person = randomUUID();
    const values = await Promise.all(Array.from({ length: 12 }, (_, n) => folder.provider().seal(person, `text ${n}`)));
    expect(await folder.provider().openAll(values, ACCESS)).toEqual(values.map((_, n) => `text ${n}`));
  });

  it('takes only a UUID for a person, because it becomes a file name', async () => {
    await expect(folder.provider().seal('../../etc/passwd', 'x')).rejects.toThrow(RangeError);
  });
});

describe('opening', () => {
  it.each([0, 2, 3, 4])('throws when part %i was changed', async (part) => {
    const keys = folder.provider();
    await expect(keys.open(tampered(await keys.seal(randomUUID(), 'a longer text'), part), ACCESS)).rejects.toMatchObject({ name: 'SealBroken' });
  });

  it('throws when the text was moved to another person', async () => {
    const keys = folder.provider();
    const [one, two] = [await keys.seal(randomUUID(), 'one'), await keys.seal(randomUUID(), 'two')];
    const [header = ''] = two.split('.');
    await expect(keys.open([header, ...one.split('.').slice(1)].join('.') as Sealed, ACCESS)).rejects.toMatchObject({ name: 'SealBroken' });
  });

  it('throws for a text that is no seal', () => {
    expect(() => asSealed('plain name')).toThrow('not a sealed text');
    expect(() => asSealed('')).toThrow('not a sealed text');
  });

  it('is written to the audit, one line a call, without the text', async () => {
    const keys = folder.provider();
    const [a, b] = [randomUUID(), randomUUID()];
    const values = [await keys.seal(a, '秘密'), null, await keys.seal(b, 'two'), await keys.seal(a, 'three')];
    expect(await keys.openAll(values, ACCESS)).toEqual(['秘密', null, 'two', 'three']);
    expect(await keys.open(null, ACCESS)).toBeNull();
    expect(await audit()).toEqual([{ at: expect.any(String), what: 'open', purpose: 'bank-file', about: 'payroll-1', actor: ACCESS.actor, persons: [a, b] }]);
    expect(await readFile(join(folder.dir, 'audit.jsonl'), 'utf8')).not.toContain('秘密');
  });

  it('loses no line when many open at once', async () => {
    const keys = folder.provider();
    const values = await Promise.all(Array.from({ length: 50 }, (_, n) => keys.seal(randomUUID(), `${n}`)));
    expect(await Promise.all(values.map((value) => keys.open(value, ACCESS)))).toEqual(values.map((_, n) => `${n}`));
    expect((await audit()).flatMap((line) => line.persons).toSorted()).toEqual(values.map(personOf).toSorted());
  });
});

describe('erasing a person', () => {
  it('ends all reading and sealing for that person, and for no other', async () => {
    const keys = folder.provider();
    const [gone, other] = [randomUUID(), randomUUID()];
    const values = [await keys.seal(gone, 'name'), await keys.seal(other, 'name')];
    await keys.openAll(values, ACCESS);
    await keys.erase(gone, ACCESS);
    expect(await keys.openAll(values, ACCESS)).toEqual([null, 'name']);
    expect(await folder.provider().openAll(values, ACCESS)).toEqual([null, 'name']);
    await expect(keys.seal(gone, 'again')).rejects.toMatchObject({ name: 'PersonErased', person: gone });
    expect((await audit()).map((line) => [line.what, line.persons.length])).toEqual([['open', 2], ['erase', 1], ['open', 2], ['open', 2]]);
  });

  it('reaches another process at the latest when its cache runs out', async () => {
    const person = randomUUID();
    const [here, there] = [folder.provider(), folder.provider({ cacheMs: 0 })];
    const value = await here.seal(person, 'name');
    expect(await there.open(value, ACCESS)).toBe('name');
    await here.erase(person);
    expect(await there.open(value, ACCESS)).toBeNull();
  });

  it('leaves no key behind, and a restored key stays unused', async () => {
    const keys = folder.provider();
    const person = randomUUID();
    const value = await keys.seal(person, 'name');
    const backup = await readFile(file(person), 'utf8');
    await keys.erase(person);
    await expect(stat(file(person))).rejects.toMatchObject({ code: 'ENOENT' });
    await writeFile(file(person), backup);
    expect(await folder.provider().open(value, ACCESS)).toBeNull();
  });
});

describe('the key files', () => {
  it('are for the owner only, spread over folders, and useless without the master key', async () => {
    const keys = folder.provider();
    const person = randomUUID();
    const value = await keys.seal(person, 'name');
    expect((await stat(join(folder.dir, 'master.key'))).mode & 0o777).toBe(0o600);
    expect((await stat(file(person))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder.dir, 'persons'))).mode & 0o777).toBe(0o700);
    await rename(join(folder.dir, 'master.key'), join(folder.dir, 'elsewhere'));
    await expect(folder.provider().open(value, ACCESS)).rejects.toThrow('restore master.key');
    await expect(folder.provider().seal(randomUUID(), 'x')).rejects.toThrow('restore master.key');
  });

  it('hold each person’s own key: swapped or lost ones are noticed, never taken for erased', async () => {
    const keys = folder.provider();
    const [a, b] = [randomUUID(), randomUUID()];
    const value = await keys.seal(a, 'name');
    await keys.seal(b, 'other');
    await rename(file(b), file(a));
    await expect(folder.provider().open(value, ACCESS)).rejects.toThrow('holds the key of');
    await rm(file(a));
    await expect(folder.provider().open(value, ACCESS)).rejects.toThrow('is missing');
  });

  it('are whole whenever the process is killed', async () => {
    for (const kills of [3, 17, 40]) {
      const values = await killedAfter(kills);
      expect(values.length).toBeGreaterThanOrEqual(kills);
      expect(await folder.provider().openAll(values, ACCESS)).toEqual(values.map((value) => personOf(value)));
    }
    // What was under way when the process was killed is either a whole key or none.
    const keys = folder.provider();
    for (const shelf of await readdir(join(folder.dir, 'persons'))) {
      for (const name of await readdir(join(folder.dir, 'persons', shelf))) {
        if (!name.endsWith('.key')) continue;
        const person = name.slice(0, -'.key'.length);
        expect(await keys.open(await keys.seal(person, 'still'), ACCESS)).toBe('still');
      }
    }
  });
});

/** Seals for new persons in a process of its own until it is killed; answers with what it had handed out. */
async function killedAfter(count: number): Promise<Sealed[]> {
  const lib = new URL('../../dist/index.js', import.meta.url).href;
  const child = spawn(process.execPath, ['--input-type=module', '-e', `
    import { randomUUID } from 'node:crypto';
    import { LocalKeyProvider } from ${JSON.stringify(lib)};
    const keys = new LocalKeyProvider({ dir: ${JSON.stringify(folder.dir)} });
    const one = async () => { for (;;) { const person = randomUUID(); process.stdout.write(await keys.seal(person, person) + '\\n'); } };
    await Promise.all([one(), one(), one(), one()]);`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const values: Sealed[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.split('.').length === 5 && line.split('.')[4]?.length === 22) values.push(asSealed(line));
    if (values.length === count) child.kill('SIGKILL');
  }
  await exited;
  return values;
}

describe('tokens', () => {
  it('are the same for the same text and purpose, and tell nothing else', async () => {
    const keys = folder.provider();
    const token = await keys.token('id-number', '990000199001010017');
    expect(token).toMatch(/^[0-9a-f]{64}$/);
    expect(await folder.provider().token('id-number', '990000199001010017')).toBe(token);
    expect(await keys.token('account', '990000199001010017')).not.toBe(token);
    expect(await keys.token('id-number', '990000199001010018')).not.toBe(token);
  });
});
