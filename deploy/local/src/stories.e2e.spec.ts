import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readRunFile } from '@hearth/launch';
import pg from 'pg';
import { type RunningHearth, startHearthProcess } from './testing/running-hearth.ts';

const brokers = process.env['HEARTH_TEST_KAFKA'];

interface Told { readonly ok: boolean; readonly steps: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[]; readonly ids: Readonly<Record<string, string>>; readonly delayMs?: { readonly n: number } }
const IDENTITY_NUMBER = /(?<![0-9A-Za-z])\d{17}[\dX](?![0-9A-Za-z])/;

/** Everything as `npm start` runs it, the stories through the public API alone: once with the log adapter, once over a real Kafka. */
describe.each([['log', [], {}], ['kafka', ['--kafka'], { KAFKA_BROKERS: brokers ?? '' }]] as const)('the stories, %s adapter', (adapter, args, environment) => {
  const run = adapter === 'kafka' && !brokers ? describe.skip : describe;
  run('from the village to the bank', () => {
    let hearth: RunningHearth;
    beforeAll(async () => { hearth = await startHearthProcess(args, environment); }, 180_000);
    afterAll(async () => { await hearth.stop(); }, 30_000);

    it.each(['dibao', 'dibao-2021', 'tekun', 'child-money', 'department-down', 'refused', 'shared-record'])('%s', async (name) => {
      const told = JSON.parse(await hearth.command('scenario', name)) as Told;
      expect(told.steps.filter((step) => !step.ok)).toEqual([]);
      expect(told.ok).toBe(true);
    }, 180_000);

    it('seeds 200 households, and a second seed makes nothing', async () => {
      await hearth.command('scenario', 'seed');
      const once200 = await hearth.command('counts');
      await hearth.command('scenario', 'seed');
      expect(await hearth.command('counts')).toBe(once200);
      expect((JSON.parse(once200) as { registry: { households: number } }).registry.households).toBeGreaterThanOrEqual(200);
    }, 240_000);

    it('keeps no identity number readable: events, rows, records, bus, output', async () => {
      const client = new pg.Client({ connectionString: readRunFile(hearth.dir)?.postgres });
      await client.connect();
      const { rows } = await client.query<{ name: string }>(
        "SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema IN ('registry','hiavs','eligibility','casework','payments','reporting','bus')");
      const readable: string[] = [];
      for (const { name } of rows) {
        const found = await client.query(`SELECT 1 FROM ${name} t WHERE t::text ~ '(^|[^0-9A-Za-z])[0-9]{17}[0-9X]([^0-9A-Za-z]|$)' LIMIT 1`);
        if (found.rowCount) readable.push(name);
      }
      await client.end();
      expect(readable).toEqual([]);
      expect(hearth.output()).not.toMatch(IDENTITY_NUMBER);
    }, 60_000);
  });
});
