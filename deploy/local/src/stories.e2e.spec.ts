import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, readRunFile } from '@hearth/launch';
import pg from 'pg';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const cli = fileURLToPath(new URL('../../../tools/hearth/bin/hearth.mjs', import.meta.url));
const brokers = process.env['HEARTH_TEST_KAFKA'];

interface Told { readonly ok: boolean; readonly steps: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[]; readonly ids: Readonly<Record<string, string>>; readonly delayMs?: { readonly n: number } }
const IDENTITY_NUMBER = /(?<![0-9A-Za-z])\d{17}[\dX](?![0-9A-Za-z])/;

/** Everything as `npm start` runs it, the stories through the public API alone: once with the log adapter, once over a real Kafka. */
describe.each([['log', [], {}], ['kafka', ['--kafka'], { KAFKA_BROKERS: brokers ?? '' }]] as const)('the stories, %s adapter', (adapter, args, environment) => {
  const run = adapter === 'kafka' && !brokers ? describe.skip : describe;
  run('from the village to the bank', () => {
    let dir = '', url = '', output = '';
    let server: ChildProcess;

    beforeAll(async () => {
      dir = mkdtempSync(join(tmpdir(), 'hearth-stories-'));
      const port = await freePort();
      url = `http://127.0.0.1:${port}`;
      server = spawn(process.execPath, [main, ...args], { env: { ...process.env, ...environment, HEARTH_DATA: dir, HEARTH_PORT: String(port) }, stdio: ['ignore', 'pipe', 'pipe'] });
      const ready = new Promise<void>((done, failed) => {
        for (const stream of [server.stdout, server.stderr]) stream?.on('data', (chunk: Buffer) => { output += chunk.toString(); if (output.includes('Hearth is ready at')) done(); });
        server.once('exit', () => { failed(new Error(`it did not start: ${output}`)); });
      });
      await ready;
    }, 180_000);
    afterAll(async () => {
      if (server.exitCode === null) { server.kill('SIGTERM'); await once(server, 'exit'); }
      rmSync(dir, { recursive: true, force: true });
    }, 30_000);

    const hearth = async (...words: string[]): Promise<string> => {
      const child = spawn(process.execPath, [cli, ...words, '--json'], { env: { ...process.env, HEARTH_DATA: dir, HEARTH_URL: url }, stdio: ['ignore', 'pipe', 'ignore'] });
      let answer = '';
      child.stdout.on('data', (chunk: Buffer) => { answer += chunk.toString(); });
      await once(child, 'close');
      return answer;
    };

    it.each(['dibao', 'dibao-2021', 'tekun', 'child-money', 'department-down', 'refused', 'shared-record'])('%s', async (name) => {
      const told = JSON.parse(await hearth('scenario', name)) as Told;
      expect(told.steps.filter((step) => !step.ok)).toEqual([]);
      expect(told.ok).toBe(true);
    }, 180_000);

    it('seeds 200 households, and a second seed makes nothing', async () => {
      await hearth('scenario', 'seed');
      const once200 = await hearth('counts');
      await hearth('scenario', 'seed');
      expect(await hearth('counts')).toBe(once200);
      expect((JSON.parse(once200) as { registry: { households: number } }).registry.households).toBeGreaterThanOrEqual(200);
    }, 240_000);

    it('keeps no identity number readable: events, rows, records, bus, output', async () => {
      const client = new pg.Client({ connectionString: readRunFile(dir)?.postgres });
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
      expect(output).not.toMatch(IDENTITY_NUMBER);
    }, 60_000);
  });
});
