import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { kafkaAvailable, processBegan } from '@hearth/launch';
import { FAULTS } from './faults/index.ts';
import type { FaultLine } from './run-fault.ts';
import { until } from './until.ts';

jest.setTimeout(1_200_000);

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const EVENTS = 60;
const [PATIENCE_S, RUN_S] = [120, 900];
const given = process.env['HEARTH_REQUIRE_KAFKA'] === '1' || process.env['HEARTH_WITH_KAFKA'] === '1';
const available = given && (await kafkaAvailable()).ok;

interface Ended { readonly code: number | null; readonly lines: readonly FaultLine[]; readonly words: string }
interface Running { readonly child: ChildProcess; readonly ended: Promise<Ended> }

/** The compiled program, as the command line calls it. */
function start(args: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const ended = Promise.all([once(child, 'exit') as Promise<[number | null]>, text(child.stdout), text(child.stderr)]).then(([[code], out, words]) => (
    { code, lines: out.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as FaultLine), words }));
  return { child, ended };
}

const faults = (args: readonly string[], env: Record<string, string> = {}): Promise<Ended> => start(args, env).ended;

/** Each with a part of it broken on purpose, and what shows then. */
const BROKEN: readonly (readonly [fault: string, breakage: string, shows: 'lost' | 'doubled' | 'parked' | 'said'])[] = [
  ['relay-killed', 'relay-marks-first', 'lost'],
  ['duplicate-delivery', 'no-inbox', 'doubled'],
  ['late-commit', 'naive-cursor', 'lost'],
  ['topic-recreated', 'trusts-offsets', 'lost'],
  ['topic-deleted', 'trusts-its-mark', 'lost'],
  ['database-killed', 'acks-early', 'lost'],
  ['database-away', 'acks-early', 'lost'],
  ['consumer-killed', 'commits-first', 'lost'],
  ['poison', 'swallows-errors', 'lost'],
  ['replay', 'forgetful-rebuild', 'said'],
  ['upcaster', 'no-upcaster', 'parked'],
  ['restore', 'older-copy', 'lost'],
];

const SERVERS = ['broker-paused', 'broker-killed', 'broker-emptied', 'database-killed', 'database-away', 'restore', 'restore-earlier'];
const OTHERS = FAULTS.map(({ name }) => name).filter((name) => !SERVERS.includes(name));

const started = (seed: number, only: readonly string[], env: Record<string, string> = {}): Running => start(['--seed', String(seed), '--only', only.join(','), '--events', String(EVENTS), '--json'], env);

(available ? describe : describe.skip)('a run of all faults', () => {
  let healthy: readonly Ended[] = [];
  beforeAll(async () => {
    // Two side by side: what waits for a broker leaves the machine to what computes.
    healthy = await Promise.all([OTHERS, SERVERS].map((only, at) => started(7 + at, only).ended));
  });

  it.each(FAULTS.map(({ name }) => name))('%s is survived', (name) => {
    const line = healthy.flatMap(({ lines }) => lines).find(({ fault }) => fault === name);
    expect({ line, words: line?.ok ? '' : healthy.map(({ words }) => words).join('\n') }).toMatchObject({ line: { written: EVENTS, lost: 0, doubled: 0, ok: true }, words: '' });
    expect(line?.written).toBe((line?.applied ?? 0) + (line?.parked ?? 0));
    expect(line?.delivered).toBeGreaterThanOrEqual(line?.applied ?? Infinity);
  });

  it('ends with 0', () => { expect(healthy.map(({ code }) => code)).toEqual([0, 0]); });
});

/** A PATH without Java and Docker. */
function withoutKafka(): string {
  const bin = mkdtempSync(join(tmpdir(), 'hearth-faults-bin-'));
  chmodSync(bin, 0o755); // the account of the database starts programs from it, too
  for (const name of ['sh', 'test', 'sleep', 'rm', 'setpriv']) {
    const found = (process.env['PATH'] ?? '').split(delimiter).map((dir) => join(dir, name)).find((path) => existsSync(path));
    if (found !== undefined) symlinkSync(found, join(bin, name));
  }
  return bin;
}

describe('without a Kafka', () => {
  const bin = withoutKafka();
  afterAll(() => { rmSync(bin, { recursive: true, force: true }); });

  it.each([['0', 0], ['1', 1]])('what needs none is run, the rest is named; HEARTH_REQUIRE_KAFKA=%s ends with %s', async (required, expected) => {
    const { code, lines, words } = await faults(['--only', 'broker-killed,duplicate-delivery', '--events', '20', '--seed', '1', '--json'], { PATH: bin, HEARTH_REQUIRE_KAFKA: required });
    expect({ code, lines, named: /^not run: broker-killed: no Docker/m.test(words) }).toEqual({ code: expected, lines: [expect.objectContaining({ fault: 'duplicate-delivery', written: 20, applied: 20, ok: true })], named: true });
  });

  (process.platform === 'linux' ? describe : describe.skip)('with a part broken on purpose, and killed while a process stands still', () => {
    let [broken, left]: [readonly FaultLine[], { processes: number; folders: number; after: number } | null] = [[], null];
    beforeAll(async () => { ({ broken, left } = await brokenAndKilled(bin)); });

    it.each(BROKEN)('%s notices: %s', (fault, _breakage, shows) => {
      const line = broken.find((one) => one.fault === fault);
      expect({ line, shown: shows === 'said' || (line?.[shows] ?? 0) > 0 }).toMatchObject({ line: { ok: false }, shown: true });
    });

    it('leaves neither process nor folder', () => {
      expect({ processes: (left?.processes ?? 0) > 4, folders: left?.folders, after: left?.after }).toEqual({ processes: true, folders: 1, after: 0 });
    });
  });
});

/** Every broken fault in turn; in the last one, which is not, a process is held still, and the run is killed. */
async function brokenAndKilled(bin: string): Promise<{ broken: readonly FaultLine[]; left: { processes: number; folders: number; after: number } }> {
  const { child, ended } = started(9, [...BROKEN.map(([fault]) => fault), 'two-relays'], { PATH: bin, HEARTH_FAULTS_BREAK: BROKEN.map(([fault, breakage]) => `${fault}=${breakage}`).join(',') });
  let family: readonly Descendant[] = [];
  await until('a process stands still', RUN_S, () => {
    family = descendantsOf(child.pid ?? -1);
    return child.exitCode !== null || family.some(({ state }) => state === 'T');
  });
  const folders = [...new Set(family.flatMap(({ command }) => /[^\s=]*hearth-faults-\w+/.exec(command)?.[0] ?? []))];
  child.kill('SIGKILL');
  const { lines } = await ended;
  const after = (): number => family.filter(({ pid, began }) => processBegan(pid) === began).length + folders.filter((folder) => existsSync(folder)).length;
  await until('all that it started is gone', PATIENCE_S, () => after() === 0);
  return { broken: lines, left: { processes: family.length, folders: folders.length, after: after() } };
}

interface Descendant { readonly pid: number; readonly parent: number; readonly state: string; readonly began: string | null; readonly command: string }

/** Children and children's children of a process, as Linux shows them. */
function descendantsOf(pid: number): Descendant[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => seen(Number(name)));
  const below = (parent: number): Descendant[] => all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)]);
  return below(pid);
}

function seen(pid: number): Descendant[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [{ pid, parent: Number(parent), state, began: processBegan(pid), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
  } catch {
    return []; // gone meanwhile
  }
}

describe('options that are not understood', () => {
  it.each([
    [['--kill-at', 'nowhere'], /no kill point nowhere; there are: writer:mid-append, relay:before-publish/],
    [['--only', 'relay-killed,earthquake'], /no fault earthquake; there are: relay-killed/],
    [['--only', 'poison', '--kill-at', 'hearer:mid-batch'], /nobody is killed at hearer:mid-batch in poison; it is passed in: consumer-killed/],
    [['--events', '9'], /--events is a number from 10/],
    [['--seed', 'x'], /--seed is a number/],
    [['--minutes', ''], /--minutes is a number/],
    [['--colour'], /Unknown option '--colour'/],
  ])('%j end with 2 and one line', async (args, says) => {
    const { code, lines, words } = await faults(args);
    expect([code, lines, words.trim().split('\n')]).toEqual([2, [], [expect.stringMatching(says)]]);
  });

  it('help names every fault and every kill point', async () => {
    const child = spawn(process.execPath, [main, '--help'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const help = await text(child.stdout);
    for (const { name } of FAULTS) expect(help).toContain(name);
    expect(help).toContain('hearer:after-commit');
  });
});
