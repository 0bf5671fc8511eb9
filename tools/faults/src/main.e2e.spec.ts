import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { kafkaAvailable, processBegan } from '@hearth/launch';
import { FAULTS } from './faults/index.ts';
import type { FaultLine } from './run-fault.ts';
import { until } from './until.ts';

jest.setTimeout(600_000);

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const EVENTS = 60;
const PATIENCE_S = 120;
const given = process.env['HEARTH_REQUIRE_KAFKA'] === '1' || process.env['HEARTH_WITH_KAFKA'] === '1';
const available = given && (await kafkaAvailable()).ok;

interface Ended { readonly code: number | null; readonly lines: readonly FaultLine[]; readonly words: string }

/** The compiled program, as the command line calls it. */
async function faults(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const [[code], out, words] = await Promise.all([once(child, 'exit') as Promise<[number | null]>, text(child.stdout), text(child.stderr)]);
  return { code, lines: out.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as FaultLine), words };
}

/** Each with a part of it broken on purpose, and what shows then. */
const BROKEN: readonly (readonly [fault: string, breakage: string, shows: 'lost' | 'doubled' | 'parked' | 'said'])[] = [
  ['relay-killed', 'relay-marks-first', 'lost'],
  ['duplicate-delivery', 'no-inbox', 'doubled'],
  ['late-commit', 'naive-cursor', 'lost'],
  ['topic-recreated', 'trusts-offsets', 'lost'],
  ['database-killed', 'acks-early', 'lost'],
  ['consumer-killed', 'commits-first', 'lost'],
  ['poison', 'swallows-errors', 'lost'],
  ['replay', 'forgetful-rebuild', 'said'],
  ['upcaster', 'no-upcaster', 'parked'],
  ['restore', 'older-copy', 'lost'],
];

const SERVERS = ['broker-paused', 'broker-killed', 'broker-emptied', 'database-killed', 'database-away', 'restore', 'restore-earlier'];
const OTHERS = FAULTS.map(({ name }) => name).filter((name) => !SERVERS.includes(name));

(available ? describe : describe.skip)('a run of all faults', () => {
  let [healthy, broken]: [Ended[], Ended] = [[], { code: null, lines: [], words: '' }];
  beforeAll(async () => {
    const common = ['--events', String(EVENTS), '--json'];
    const run = (seed: number, only: readonly string[], env?: Record<string, string>): Promise<Ended> => faults(['--seed', String(seed), '--only', only.join(','), ...common], env);
    // What waits for a broker's session leaves the machine to what computes.
    const [one, two] = await Promise.all([
      run(7, OTHERS),
      run(8, SERVERS).then(async (servers) => ({ servers, broken: await run(9, BROKEN.map(([fault]) => fault), { HEARTH_FAULTS_BREAK: BROKEN.map(([fault, breakage]) => `${fault}=${breakage}`).join(',') }) })),
    ]);
    [healthy, broken] = [[one, two.servers], two.broken];
  });

  it.each(FAULTS.map(({ name }) => name))('%s is survived', (name) => {
    const line = healthy.flatMap(({ lines }) => lines).find(({ fault }) => fault === name);
    expect({ line, words: line?.ok ? '' : healthy.map(({ words }) => words).join('\n') }).toMatchObject({ line: { written: EVENTS, lost: 0, doubled: 0, ok: true }, words: '' });
    expect(line?.written).toBe((line?.applied ?? 0) + (line?.parked ?? 0));
    expect(line?.delivered).toBeGreaterThanOrEqual(line?.applied ?? Infinity);
  });

  it('ends with 0', () => { expect(healthy.map(({ code }) => code)).toEqual([0, 0]); });

  it.each(BROKEN)('%s notices: %s', (fault, _breakage, shows) => {
    const line = broken.lines.find((one) => one.fault === fault);
    expect({ ok: line?.ok, shown: shows === 'said' || (line?.[shows] ?? 0) > 0 }).toEqual({ ok: false, shown: true });
  });

  it('ends with 1 when one was not survived', () => { expect(broken.code).toBe(1); });
});

(available && process.platform === 'linux' ? describe : describe.skip)('a run that is killed while it holds a server still', () => {
  it('leaves neither a process nor its folder', async () => {
    const child = spawn(process.execPath, [main, '--only', 'broker-paused', '--events', String(EVENTS)], { stdio: 'ignore' });
    let family: readonly Descendant[] = [];
    await until('a server stands still', PATIENCE_S, () => {
      family = descendantsOf(child.pid ?? -1);
      return family.some(({ state }) => state === 'T');
    });
    const folders = family.flatMap(({ command }) => /\S*hearth-faults-\w+/.exec(command)?.[0] ?? []);
    child.kill('SIGKILL');
    await until('all that it started is gone', PATIENCE_S, () => family.every(({ pid, began }) => processBegan(pid) !== began));
    await until('its folder is gone', PATIENCE_S, () => !folders.some((folder) => existsSync(folder)));
    expect({ processes: family.length > 4, folders: folders.length > 0 }).toEqual({ processes: true, folders: true });
  });
});

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
