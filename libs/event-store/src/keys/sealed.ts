import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomFillSync } from 'node:crypto';
import { isUuid } from '@hearth/kernel';
import type { Sealed } from './key-provider.ts';

/** A sealed text that is none, or no longer what was sealed. */
export class SealBroken extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'SealBroken';
  }
}

/** A person's data key, 32 bytes, ready for use. */
export type DataKey = KeyObject;

export function dataKey(bytes: Uint8Array): DataKey {
  if (bytes.length !== KEY_BYTES) throw new RangeError('a data key has 32 bytes');
  return createSecretKey(bytes);
}

const [KEY_BYTES, IV_BYTES, TAG_BYTES] = [32, 12, 16];
const TAG = { authTagLength: TAG_BYTES };
const encoded = (text: string): string => Buffer.from(text, 'latin1').toString('base64url');

/** The protected header around the person's id. Its parts are multiples of three bytes, so that they can be encoded apart. */
const [BEFORE, AFTER] = [encoded('{"alg":"dir","enc":"A256GCM","kid":"'), encoded('"}')];
const COMPACT = /^([\w-]+)\.\.([\w-]{16})\.([\w-]*)\.([\w-]{22})$/;

/**
 * The compact JWE that jose would make of it, byte for byte but for the random part. jose encrypts with WebCrypto, which hands every text to
 * another thread and back: 160–240 µs, where AES itself needs 1. Here it is 9, and no promise; every event has two or more such fields.
 */
export function seal(key: DataKey, person: string, text: string): Sealed {
  const header = BEFORE + encoded(person) + AFTER;
  const iv = nextIv();
  const cipher = createCipheriv('aes-256-gcm', key, iv, TAG).setAAD(Buffer.from(header, 'latin1'));
  const body = cipher.update(text, 'utf8');
  cipher.final(); // GCM holds nothing back: it only closes the tag
  return `${header}..${iv.toString('base64url')}.${body.toString('base64url')}.${cipher.getAuthTag().toString('base64url')}` as Sealed;
}

/** The text; throws when it is not what was sealed with this key. */
export function unseal(key: DataKey, value: Sealed): string {
  const [, header = '', iv = '', body = '', tag = ''] = COMPACT.exec(value) ?? [];
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), TAG).setAAD(Buffer.from(header, 'latin1'));
    const text = decipher.setAuthTag(Buffer.from(tag, 'base64url')).update(Buffer.from(body, 'base64url'));
    decipher.final();
    return text.toString('utf8');
  } catch {
    throw new SealBroken(`what was sealed for person ${personOf(value)} has been changed`);
  }
}

// Random bytes cost more to ask for than to make: 1024 at a time, each used once.
const ivs = Buffer.alloc(IV_BYTES * 1024);
let used = ivs.length;

function nextIv(): Buffer {
  if (used === ivs.length) {
    randomFillSync(ivs);
    used = 0;
  }
  used += IV_BYTES;
  return Buffer.from(ivs.subarray(used - IV_BYTES, used));
}

/** Whose key a text is sealed with. */
export function personOf(value: Sealed): string {
  const { alg, enc, kid, ...others } = headerOf(value);
  if (alg !== 'dir' || enc !== 'A256GCM' || !isUuid(kid) || Object.keys(others).length > 0) throw new SealBroken('not a text sealed for a person');
  return kid;
}

function headerOf(value: string): { alg?: unknown; enc?: unknown; kid?: unknown } {
  const [, part = ''] = COMPACT.exec(value) ?? [];
  try {
    const parsed: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null) return parsed;
  } catch {
    // Not JSON: no more a sealed text than the rest.
  }
  throw new SealBroken('not a sealed text');
}

/** Takes a text of another service (an event's field, a row's) for what it claims to be: sealed. */
export function asSealed(text: string): Sealed {
  const value = text as Sealed;
  personOf(value);
  return value;
}
