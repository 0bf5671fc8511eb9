import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const bin = fileURLToPath(new URL('../../bin/hearth.mjs', import.meta.url));
const [EVENTS, STREAMS, PATIENCE_MS] = [24_000, 4000, 60_000];

let folder: string;
let lines: string[];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-verify-'));
  lines = exported();
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

async function verify(args: readonly string[], written?: readonly string[]): Promise<{ code: number | null; first: unknown; events: number; err: string }> {
  const path = join(folder, 'export.jsonl');
  if (written) writeFileSync(path, written.map((line) => `${line}\n`).join(''));
  const { DATABASE_URL: _url, ...inherited } = process.env;
  const child = spawn(process.execPath, [bin, 'verify-log', '--json', ...(written ? ['--export', path] : []), ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...inherited, HEARTH_DATA: join(folder, 'nothing') } });
  const [[code], out, err] = await Promise.all([once(child, 'exit') as Promise<[number | null]>, text(child.stdout), text(child.stderr)]);
  return { code, ...(out === '' ? { first: undefined, events: 0 } : JSON.parse(out) as { first: unknown; events: number }), err };
}

/** The length of each part, then the part, as docs/adr/0012 says. */
function sha256(parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(part));
    hash.update(length).update(part);
  }
  return hash.digest('hex');
}

/** An export as somebody outside would make one from what is documented. */
function exported(): string[] {
  const [heads, area] = [new Map<string, string>(), '341524100001'];
  return Array.from({ length: EVENTS }, (_, at) => {
    const [stream, version, id] = [`thing-${at % STREAMS}`, 1 + Math.floor(at / STREAMS), `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`];
    const metadata = JSON.stringify({ actor: { area, role: 'town', sub: 'town1' }, area, basis: [], causationId: null, correlationId: id, household: null, key: id, traceparent: null });
    const data = JSON.stringify({ n: at, text: 'ж漢 "quoted" '.repeat(20) });
    const previous = heads.get(stream) ?? '';
    const hash = sha256([Buffer.from(previous, 'hex'), stream, String(version), 'Counted', '1', id, '2026-11-22T02:00:00.000Z', '2026-11-22', metadata, data]);
    heads.set(stream, hash);
    return `{"service":"registry","position":${at + 1},"stream":"${stream}","version":${version},"id":"${id}","type":"Counted","schemaVersion":1,"effectiveOn":"2026-11-22","recordedAt":"2026-11-22T02:00:00.000Z","household":null,"area":"${area}","previous":"${previous}","hash":"${hash}","metadataBytes":${Buffer.byteLength(metadata)},"metadata":${metadata},"data":${data}}`;
  });
}

const at = (index: number): object => ({ service: 'registry', stream: `thing-${index % STREAMS}`, version: 1 + Math.floor(index / STREAMS), position: index + 1 });
const replaced = (index: number, change: (line: string) => string): string[] => lines.map((line, n) => (n === index ? change(line) : line));

describe('an export alone', () => {
  it('is verified without Hearth, by what is documented', async () => {
    expect(await verify([], lines)).toMatchObject({ code: 0, first: null, events: EVENTS });
  }, PATIENCE_MS);

  it.each([3, 11_999, 12_001, EVENTS - 1])('names the event %i of which a byte was changed', async (index) => {
    expect(await verify([], replaced(index, (line) => line.replace('quoted', 'quotet')))).toMatchObject({ code: 1, first: { ...at(index), kind: 'changed' } });
  }, PATIENCE_MS);

  it.each([['a name in the line', '"type"', '"tipe"'], ['the end of the metadata', '"traceparent":null},', '"traceparent":null,'], ['a digit of a hash', /"hash":"./, '"hash":"x'], ['a length', '"metadataBytes":2', '"metadataBytes":3']])('names an event of whose line nothing can be made any more: %s', async (_, from, to) => {
    expect(await verify([], replaced(20_000, (line) => line.replace(from, to)))).toMatchObject({ code: 1, first: { ...at(20_000), kind: 'changed' } });
  }, PATIENCE_MS);

  it('names one that is missing, and lines that changed places', async () => {
    expect(await verify([], lines.filter((_, n) => n !== 9000))).toMatchObject({ code: 1, first: { stream: 'thing-1000', version: 3, position: 13_001, kind: 'removed' } });
    const [one, two] = [lines[15_000] ?? '', lines[19_000] ?? ''];
    expect(await verify([], lines.map((line, n) => (n === 15_000 ? two : n === 19_000 ? one : line)))).toMatchObject({ code: 1, first: { kind: 'reordered', position: 19_001 } });
  }, PATIENCE_MS);
});

describe('what cannot be verified', () => {
  it.each([[['--export', 'nothing.jsonl'], 2, 'there is no'], [['--checkpoints', 'nothing.jsonl'], 2, 'there is no'], [[], 3, 'no database'], [['--database', 'postgres://hearth:secret@127.0.0.1:1/hearth'], 3, 'not reachable']])('ends with a line that says why: %j', async (args, code, why) => {
    const ended = await verify(args);
    expect([ended.code, ended.err.includes(why), ended.err.includes('secret')]).toEqual([code, true, false]);
  }, PATIENCE_MS);

  it('is a checkpoint whose key nobody has', async () => {
    writeFileSync(join(folder, 'outside.jsonl'), '');
    expect(await verify(['--checkpoints', join(folder, 'outside.jsonl')], lines.slice(0, 10))).toMatchObject({ code: 2, err: expect.stringContaining('--public-key') });
    expect(await verify(['--checkpoints', join(folder, 'outside.jsonl'), '--public-key', join(folder, 'outside.jsonl')], lines.slice(0, 10))).toMatchObject({ code: 2, err: expect.stringContaining('holds no Ed25519 public key') });
  }, PATIENCE_MS);
});
