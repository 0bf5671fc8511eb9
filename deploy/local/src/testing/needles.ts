import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A value that must not be readable anywhere, and the bytes it would have. Named, so that a finding does not print the value. */
export interface Needle { readonly name: string; readonly as: string; readonly bytes: Buffer }

/** Inside a longer base64 text a value begins at any of three places of a group; its edges mix with the neighbours and are left out. */
function base64s(value: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), value]).toString('base64').replaceAll('=', '');
    const whole = Math.floor((before + value.length) / 3) * 4;
    return text.slice(before === 0 ? 0 : 4, whole);
  });
}

const FEWEST = 6;

/** How a value may look at rest: UTF-8, UTF-16 either way round, base64 and base64url, hexadecimal, JSON's escapes, percent signs. */
export function needlesOf(values: Readonly<Record<string, string>>): Needle[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const [utf8, utf16] = [Buffer.from(value, 'utf8'), Buffer.from(value, 'utf16le')];
    const escaped = [...value].map((c) => (c.charCodeAt(0) > 126 ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c)).join('');
    const looks: [string, Buffer][] = [
      ['UTF-8', utf8], ['UTF-16LE', utf16], ['UTF-16BE', Buffer.from(utf16).swap16()], ['hex', Buffer.from(utf8.toString('hex'))], ['JSON escapes', Buffer.from(escaped)], ['percent signs', Buffer.from(encodeURIComponent(value))],
      ...base64s(utf8).flatMap((text): [string, Buffer][] => [['base64', Buffer.from(text)], ['base64url', Buffer.from(text.replaceAll('+', '-').replaceAll('/', '_'))]]),
    ];
    const different = new Map(looks.map(([as, bytes]) => [bytes.toString('latin1'), { name, as, bytes }]));
    return [...different.values()].filter(({ bytes }) => bytes.length >= FEWEST);
  });
}

/** What of the needles stands in the bytes, as `name as encoding`. */
export const foundIn = (bytes: Buffer, needles: readonly Needle[]): string[] => needles.filter((needle) => bytes.includes(needle.bytes)).map(({ name, as }) => `${name} as ${as}`);

/** Every file under a folder that holds one of the needles. A file that goes while it is looked for is no finding. */
export function foundUnder(folder: string, needles: readonly Needle[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.flatMap((path) => {
    const bytes = contentOf(path);
    return bytes === null ? [] : foundIn(withoutEmptyEnd(bytes), needles).map((what) => `${relative(folder, path)}: ${what}`);
  });
}

function contentOf(path: string): Buffer | null {
  try {
    return statSync(path).size === 0 ? null : readFileSync(path);
  } catch {
    return null;
  }
}

/** Segments of the write-ahead log and a broker's indexes are made ahead, full of zeroes: what is behind the last byte of anything is not searched. */
function withoutEmptyEnd(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes.subarray(Math.max(0, end - BLOCK), end).equals(ZEROES.subarray(0, Math.min(BLOCK, end)))) end = Math.max(0, end - BLOCK);
  return bytes.subarray(0, end);
}

const BLOCK = 65_536;
const ZEROES = Buffer.alloc(BLOCK);
