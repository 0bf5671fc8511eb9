import { decodeProtectedHeader } from 'jose';
import { isUuid } from '@hearth/kernel';
import type { Sealed } from './key-provider.ts';

/** A sealed text that is none, or no longer what was sealed. */
export class SealBroken extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'SealBroken';
  }
}

/** Whose key a text is sealed with. */
export function personOf(value: Sealed): string {
  const { alg, enc, kid } = header(value);
  if (alg !== 'dir' || enc !== 'A256GCM' || !isUuid(kid)) throw new SealBroken('not a text sealed for a person');
  return kid;
}

function header(value: string): { alg?: string; enc?: string; kid?: unknown } {
  try {
    return decodeProtectedHeader(value);
  } catch {
    throw new SealBroken('not a sealed text');
  }
}

/** Takes a text of another service (an event's field, a row's) for what it claims to be: sealed. */
export function asSealed(text: string): Sealed {
  const value = text as Sealed;
  personOf(value);
  return value;
}
