import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { EventStore, hashOf, LocalKeyProvider, migrate, NO_STREAM, openPool, type StreamHead } from '@hearth/event-store';
import { type FolderLock, lockDataFolder, type RunningPostgres, startPostgres, writeRunFile } from '@hearth/launch';

const bin = fileURLToPath(new URL('../../bin/hearth.mjs', import.meta.url));
const services = ['registry', 'payments'];

interface Ended { readonly code: number | null; readonly out: string; readonly err: string }
interface Backed { readonly ok: boolean; readonly dir: string; readonly files: number; readonly keys: { readonly dir: string } | null }
interface Back { readonly ok: boolean; readonly events: number; readonly services: { readonly service: string; readonly events: number }[]; readonly epochs: { readonly service: string; readonly to: number }[]; readonly aside: string[] }

let dir = '', data = '', server: RunningPostgres | null = null, lock: FolderLock | null = null;
const at = (name: string): string => join(dir, name);

const command = (args: readonly string[], dataDir: string): ChildProcess => spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HEARTH_DATA: dataDir, HEARTH_KEYS: '' } });
async function hearth(args: readonly string[], dataDir = data): Promise<Ended> {
  const child = command(args, dataDir);
  const [[code], out, err] = await Promise.all([once(child, 'exit') as Promise<[number | null]>, text(child.stdout!), text(child.stderr!)]);
  return { code, out, err };
}

/** As a running Hearth has it: the folder locked, its server named in run.json. */
async function run(): Promise<void> {
  lock = lockDataFolder(data);
  server = await startPostgres({ dataDir: join(data, 'postgres') });
  writeRunFile(data, { pid: process.pid, url: 'http://127.0.0.1:1', postgres: server.url, simulator: '', kafka: null });
}
async function end(): Promise<void> {
  await server?.stop();
  lock?.release();
  rmSync(join(data, 'run.json'), { force: true });
  server = lock = null;
}

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'hearth-cli-'));
  await run();
  for (const service of services) await migrate({ url: server!.url, service, migrations: [] });
  const keys = new LocalKeyProvider({ dir: join(data, 'keys') });
  await keys.seal(randomUUID(), 'somebody');
  await keys.close();
}, 120_000);
afterAll(async () => {
  await end();
  rmSync(data, { recursive: true, force: true });
}, 30_000);
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'hearth-cli-')); });
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function stores<T>(url: string, work: (stores: EventStore[]) => Promise<T>): Promise<T> {
  const pools = services.map((service) => openPool({ url, service, max: 4 }));
  try {
    return await work(pools.map((pool, n) => new EventStore({ pool, service: services[n] ?? '', logEpoch: 1 })));
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
  }
}

/** Appends to a stream of its own until it is told to stop; answers with the events that were acknowledged. */
async function writing(store: EventStore, until: AbortSignal): Promise<string[]> {
  const stream = `thing-${randomUUID()}`;
  const acknowledged: string[] = [];
  for (let head: StreamHead = NO_STREAM; !until.aborted;) {
    const { events } = await store.append([{ stream, expected: head, events: [{ type: 'Counted', data: { n: head.version, filler: 'x'.repeat(300) } }], household: null, area: null, key: stream }],
      { actor: { sub: 'town1', role: 'town', area: '*' }, now: new Date(), correlationId: 'c', causationId: null, traceparent: null, basis: [] });
    acknowledged.push(...events.map((event) => event.id));
    ({ head } = await store.read(stream));
  }
  return acknowledged;
}

/** Every event's id; throws where the chain of a stream is broken or a version is missing. */
async function chained(store: EventStore): Promise<Set<string>> {
  const heads = new Map<string, { version: number; hash: string }>();
  const events = await store.readStored(0, Number.MAX_SAFE_INTEGER, 1_000_000);
  for (const event of events) {
    const before = heads.get(event.stream) ?? { version: 0, hash: '' };
    if (event.version !== before.version + 1 || hashOf({ ...event, previous: before.hash }) !== event.hash) throw new Error(`the chain of ${event.stream} is broken at ${event.version}`);
    heads.set(event.stream, event);
  }
  return new Set(events.map((event) => event.id));
}

describe('hearth backup and hearth restore', () => {
  it('carry the logs elsewhere while they are written to: all that was acknowledged, every chain whole', async () => {
    const { before, backup } = await stores(server!.url, async (open) => {
      const stop = new AbortController();
      const writers = open.flatMap((store) => [1, 2, 3].map(() => writing(store, stop.signal)));
      const soFar = await Promise.all(open.map((store) => store.readFrom(0, Number.MAX_SAFE_INTEGER, 1_000_000)));
      const ended = await hearth(['backup', '--out', at('backup'), '--keys', at('keys'), '--json']);
      stop.abort();
      const all = new Set((await Promise.all(writers)).flat());
      expect(all.size).toBeGreaterThan(20);
      return { before: soFar.flat().map((event) => event.id), backup: ended };
    });
    expect([backup.code, backup.out.split('\n').length]).toEqual([0, 2]);
    expect(JSON.parse(backup.out) as Backed).toMatchObject({ ok: true, dir: at('backup'), keys: { dir: at('keys') } });
    expect(readdirSync(at('keys'))).toContain('master.key');
    expect(readdirSync(at('backup'), { recursive: true }).filter((name) => String(name).endsWith('.key'))).toEqual([]);

    mkdirSync(at('other'));
    const restored = await hearth(['restore', '--from', at('backup'), '--keys', at('keys'), '--json'], at('other'));
    expect(restored.code).toBe(0);
    const found = JSON.parse(restored.out) as Back;
    expect(found).toMatchObject({ ok: true, epochs: [], aside: [] });
    expect(readFileSync(at('other/keys/master.key'))).toEqual(readFileSync(join(data, 'keys/master.key')));
    const other = await startPostgres({ dataDir: at('other/postgres') });
    const ids = await stores(other.url, async (open) => (await Promise.all(open.map(chained))).flatMap((set) => [...set]));
    await other.stop();
    expect(ids).toHaveLength(found.events);
    expect(before.filter((id) => !ids.includes(id))).toEqual([]);
  }, 180_000);

  it('raise the epoch of the log that went back, and of no other', async () => {
    const [registry] = services;
    expect((await hearth(['backup', '--out', at('backup')])).code).toBe(0);
    await stores(server!.url, async ([store]) => {
      const stop = new AbortController();
      const more = writing(store!, stop.signal);
      stop.abort();
      expect(await more).toHaveLength(1);
    });
    const running = await hearth(['restore', '--from', at('backup')]);
    expect([running.code, running.out, running.err]).toEqual([11, '', expect.stringMatching(/^hearth: the data folder .* is in use by another Hearth \(pid \d+\); stop it/)]);
    await end();
    const back = await hearth(['restore', '--from', at('backup'), '--json']);
    expect(JSON.parse(back.out) as Back).toMatchObject({ ok: true, epochs: [{ service: registry, from: 1, to: 2 }], aside: [expect.stringContaining('postgres.before-')] });
    expect(back.err).toContain(`The log of ${registry} went back in time: it goes on in epoch 2 instead of 1.`);
    const again = await hearth(['restore', '--from', at('backup'), '--json']);
    expect((JSON.parse(again.out) as Back).epochs).toEqual([{ service: registry, from: 1, to: 2 }]); // nothing was lost, and no epoch comes a second time
    for (const name of readdirSync(data)) if (name.startsWith('postgres.before-')) rmSync(join(data, name), { recursive: true });
    await run();
  }, 180_000);

  it('raise all epochs when what was there before cannot be read', async () => {
    expect((await hearth(['backup', '--out', at('backup')])).code).toBe(0);
    mkdirSync(at('other/postgres/data'), { recursive: true });
    writeFileSync(at('other/postgres/data/PG_VERSION'), '18\n');
    const back = await hearth(['restore', '--from', at('backup'), '--json'], at('other'));
    expect((JSON.parse(back.out) as Back).epochs.map(({ service }) => service)).toEqual(services.toSorted());
    expect(back.err).toContain('the database that is replaced does not start');
  }, 120_000);

  it('work on a Hearth that does not run, too', async () => {
    await end();
    const backed = await hearth(['backup', '--out', at('backup'), '--json']);
    expect(JSON.parse(backed.out) as Backed).toMatchObject({ ok: true, keys: null });
    expect(backed.err).toContain(`The keys in ${join(data, 'keys')} are not in it`);
    await run();
  }, 120_000);

  it('name what is damaged, and refuse keys beside the backup', async () => {
    await hearth(['backup', '--out', at('backup')]);
    const victim = (JSON.parse(readFileSync(join(at('backup'), 'manifest.json'), 'utf8')) as { files: { path: string; size: number }[] }).files.find(({ size }) => size > 8192)!.path;
    writeFileSync(join(at('backup'), victim), Buffer.alloc(8192), { flag: 'r+' });
    const refused = await hearth(['restore', '--from', at('backup')], at('other'));
    expect([refused.code, refused.out, refused.err]).toEqual([1, '', expect.stringContaining(`hearth: the backup is damaged: ${victim} was changed; use another backup\n`)]);
    const beside = await hearth(['backup', '--out', at('new'), '--keys', at('new/keys')]);
    expect([beside.code, beside.err]).toEqual([2, expect.stringContaining('the keys may not lie with the backup')]);
    expect(existsSync(at('new'))).toBe(false);
    for (const args of [['backup'], ['restore'], ['backup', '--out'], ['restore', '--from', at('nowhere'), '--colour']]) expect((await hearth(args)).code).toBe(2);
  }, 120_000);

  it('that is told to end leaves nothing', async () => {
    const child = command(['backup', '--out', at('backup')], data);
    const [said] = (await once(child.stderr!, 'data')) as [Buffer];
    expect(said.toString()).toMatch(/^backup: \d+ of \d+ MB/);
    child.kill('SIGINT');
    const words = text(child.stderr!);
    expect([(await once(child, 'exit'))[0], readdirSync(dir)]).toEqual([130, []]);
    expect(await words).toContain('was broken off');
  }, 60_000);
});

const mounted = process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'true']).status === 0;

(mounted ? describe : describe.skip)('a full disk', () => {
  it('is refused before anything is copied, and named with what to do', async () => {
    mkdirSync(at('small'));
    const script = `mount -t tmpfs -o size=20m none ${at('small')} && exec ${process.execPath} ${bin} backup --out ${at('small')}/backup`;
    const { status, stderr, stdout } = spawnSync('unshare', ['-m', 'sh', '-c', script], { encoding: 'utf8', env: { ...process.env, HEARTH_DATA: data, HEARTH_KEYS: '' } });
    expect([status, stdout, stderr]).toEqual([12, '', expect.stringMatching(/^hearth: the backup takes \d+ MB and .*small has \d+ MB left; free some space or choose another disk\n$/)]);
  }, 60_000);
});
