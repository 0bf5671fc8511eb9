import { createHash } from 'node:crypto';

const SAMPLES = Buffer.from('0e4d8a1c5b7f5a0e9c3d2f6b8a917e54', 'hex');

/** uuidv5 (RFC 9562) of a name among the samples: the same row is always the same household and the same command. */
export function namedId(name: string): string {
  const bytes = createHash('sha1').update(SAMPLES).update(name).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
