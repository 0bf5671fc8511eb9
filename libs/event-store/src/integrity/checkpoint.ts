import { createHash, type KeyObject } from 'node:crypto';
import { CompactSign, compactVerify } from 'jose';

/** What is signed: everything in the log of a service from behind one position up to another, as the root of a Merkle tree over its leaves. */
export interface Checkpoint {
  readonly service: string;
  readonly deployment: string;
  readonly logEpoch: number;
  /** Counted from 1 in each service. */
  readonly number: number;
  /** Positions covered: greater than `from`, up to and including `to`. */
  readonly from: number;
  readonly to: number;
  readonly events: number;
  /** Hex. */
  readonly root: string;
  /** SHA-256 of the checkpoint before this one as it was signed, hex; null for the first. */
  readonly previous: string | null;
  readonly at: string;
  /** Who asked for it: an officer, or the service itself. */
  readonly by: string;
}

/** Signed when a file is handed out: this was the newest checkpoint, so that nobody can take the last ones off the file. */
export interface Head {
  readonly service: string;
  readonly number: number;
  /** As in `Checkpoint.previous`. */
  readonly newest: string;
  readonly at: string;
}

export interface SigningKey {
  readonly id: string;
  readonly key: KeyObject;
}

/** Public keys by their id. */
export type PublicKeys = ReadonlyMap<string, KeyObject>;

const TYPES = { checkpoint: 'hearth-checkpoint', head: 'hearth-checkpoint-head' } as const;
type Signed = { checkpoint: Checkpoint; head: Head };

/** A compact JWS (EdDSA). */
export function sign<K extends keyof Signed>(kind: K, payload: Signed[K], { id, key }: SigningKey): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(payload))).setProtectedHeader({ alg: 'EdDSA', typ: TYPES[kind], kid: id }).sign(key);
}

/** Null when none of the keys signed it as this kind. */
export async function verified<K extends keyof Signed>(kind: K, jws: string, keys: PublicKeys): Promise<Signed[K] | null> {
  try {
    const { payload, protectedHeader } = await compactVerify(jws, ({ kid }) => {
      const key = keys.get(String(kid));
      if (key === undefined) throw new Error(`no public key ${String(kid)}`);
      return key;
    }, { algorithms: ['EdDSA'] });
    return protectedHeader.typ === TYPES[kind] ? (JSON.parse(Buffer.from(payload).toString('utf8')) as Signed[K]) : null;
  } catch {
    return null;
  }
}

export const jwsHash = (jws: string): string => createHash('sha256').update(jws).digest('hex');

/** Without asking who signed: for the maker's own file, and to say whose a checkpoint claims to be. */
export function claimed(jws: string): Checkpoint | null {
  try {
    return JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8')) as Checkpoint;
  } catch {
    return null;
  }
}
