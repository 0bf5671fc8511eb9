import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hearthCommand, type RunningHearth, startHearthProcess } from './testing/running-hearth.ts';

const SERVICES = ['registry', 'hiavs', 'eligibility', 'casework', 'payments', 'reporting'];

interface Told { readonly ok: boolean; readonly steps: readonly { readonly ok: boolean; readonly detail: string }[]; readonly ids: Readonly<Record<string, string>> }
interface Back { readonly ok: boolean; readonly epochs: readonly { readonly service: string; readonly to: number }[]; readonly aside: readonly string[] }
interface Status { readonly logEpoch: number; readonly inbox: { readonly held: number; readonly waiting: number; readonly deadLetters: number } }

/** A day at work, a backup, more work, and the way back: with the table as bus, and with a Kafka of its own in the data folder. */
describe.each([['log', []], ['kafka', ['--kafka']]] as const)('backup and restore of a whole Hearth, %s adapter', (adapter, args) => {
  const run = adapter === 'kafka' && !process.env['HEARTH_TEST_KAFKA'] ? describe.skip : describe;
  run('brings back the day of the backup, and goes on from there', () => {
    const outside = mkdtempSync(join(tmpdir(), 'hearth-e2e-'));
    const [dir, backup] = [join(outside, 'data'), join(outside, 'backup')];
    let hearth: RunningHearth, then = '', erased = '';
    const start = async (): Promise<void> => { hearth = await startHearthProcess(args, { KAFKA_BROKERS: '' }, dir); };
    beforeAll(start, 180_000);
    afterAll(async () => {
      await hearth.stop();
      rmSync(outside, { recursive: true, force: true });
    }, 60_000);

    const story = async (): Promise<Told> => {
      const told = JSON.parse(await hearth.command('scenario', 'dibao')) as Told;
      expect(told.steps.filter((step) => !step.ok)).toEqual([]);
      return told;
    };
    const get = async <T>(officer: string, path: string): Promise<T> => {
      const token = (await (await fetch(new URL('/identity/token', hearth.url), { method: 'POST', body: new URLSearchParams({ grant_type: 'password', username: officer, password: 'hearth' }) })).json()) as { access_token: string };
      return (await (await fetch(new URL(path, hearth.url), { headers: { authorization: `Bearer ${token.access_token}` } })).json()) as T;
    };
    const drain = (): Promise<unknown> => fetch(new URL('/api/dev/drain', hearth.url), { method: 'POST' });
    const statuses = (): Promise<Status[]> => Promise.all(SERVICES.map((service) => get<Status>('ops1', `/api/${service}/operations/status`)));

    it('is made while it runs; what happens later is not in it', async () => {
      const { ids } = await story();
      then = await hearth.command('counts');
      const { members } = await get<{ members: { id: string; name: string }[] }>('town1', `/api/registry/households/${ids['household'] ?? ''}`);
      erased = members[1]?.id ?? '';
      expect(members[1]?.name).not.toBe('[erased]');
      expect(JSON.parse(await hearth.command('backup', '--out', backup))).toMatchObject({ ok: true, dir: backup });
      await story();
      await hearth.command('erase-person', erased, '--reason', 'asked for it');
      expect(await hearth.command('counts')).not.toBe(then);
    }, 300_000);

    it('comes back as it was, in a new epoch, and nobody who was erased with it', async () => {
      await hearth.stop();
      const { code, answer: out } = await hearthCommand(dir, ['restore', '--from', backup]);
      expect(code).toBe(0);
      const back = JSON.parse(out) as Back;
      expect(back.epochs.map(({ service }) => service)).toEqual(expect.arrayContaining(['registry', 'casework', 'payments']));
      expect(back.aside.map((path) => path.slice(dir.length + 1).split('.')[0]).toSorted()).toEqual(adapter === 'kafka' ? ['kafka', 'postgres'] : ['postgres']);
      await start();
      await drain();
      expect(await hearth.command('counts')).toBe(then);
      const { household } = await get<{ household: string }>('town1', `/api/registry/persons/${erased}`);
      const { members } = await get<{ members: { id: string; name: string }[] }>('town1', `/api/registry/households/${household}`);
      expect(members.filter(({ name }) => name === '[erased]').map(({ id }) => id)).toEqual([erased]);
      for (const { logEpoch, inbox } of (await statuses()).slice(0, 5)) expect([logEpoch, inbox.held, inbox.waiting, inbox.deadLetters]).toEqual([2, 0, 0, 0]);
      expect(readdirSync(dir)).toContain('keys');
    }, 300_000);

    it('goes on: the same story again, nothing skipped, nothing twice', async () => {
      await story();
      await drain();
      const [now, before] = [JSON.parse(await hearth.command('counts')), JSON.parse(then)] as { registry: { households: number }; casework: { approved: number }; payments: { instructions: number } }[];
      expect([now?.registry.households, now?.casework.approved]).toEqual([2 * (before?.registry.households ?? 0), 2 * (before?.casework.approved ?? 0)]);
      for (const { inbox } of await statuses()) expect([inbox.held, inbox.waiting, inbox.deadLetters]).toEqual([0, 0, 0]);
    }, 300_000);
  });
});
