import { createHash } from 'node:crypto';
import { Fields } from '../http/fields.ts';
import { badField } from '../http/refusal.ts';

/**
 * How the bank behaves. Rejections and returns are settled when a file comes in; the uncollected share counts whenever collections are
 * asked for, so lowering it lets people collect later.
 */
export interface Behaviour {
  readonly rejectAccounts: readonly string[];
  readonly rejectReason: string;
  readonly returnAccounts: readonly string[];
  readonly returnReason: string;
  readonly uncollectedShare: number;
}

/** AC01: the account number is incorrect; AC04: the account is closed (external code sets of ISO 20022). */
export const WILLING: Behaviour = { rejectAccounts: [], rejectReason: 'AC01', returnAccounts: [], returnReason: 'AC04', uncollectedShare: 0 };

function readEnding(value: unknown, path: string): string {
  if (typeof value !== 'string' || !/^[0-9A-Za-z]{4}$/.test(value)) throw badField(path, 'must be the last four characters of an account');
  return value;
}

/** The whole of the behaviour: what is left out is back at its default. */
export function readBehaviour(body: unknown): Behaviour {
  const fields = new Fields(body).only(...Object.keys(WILLING));
  const endings = (name: 'rejectAccounts' | 'returnAccounts'): readonly string[] => (fields.has(name) ? fields.list(name, readEnding) : WILLING[name]);
  const reason = (name: 'rejectReason' | 'returnReason'): string =>
    fields.has(name) ? fields.matching(name, /^[A-Z]{2}[0-9]{2}$/, 'must be a reason code such as AC04') : WILLING[name];
  return {
    rejectAccounts: endings('rejectAccounts'),
    rejectReason: reason('rejectReason'),
    returnAccounts: endings('returnAccounts'),
    returnReason: reason('returnReason'),
    uncollectedShare: fields.has('uncollectedShare') ? fields.share('uncollectedShare') : WILLING.uncollectedShare,
  };
}

/** Where and by whom a payment is collected. */
export interface Collection {
  readonly branch: string;
  readonly collector: 'holder' | 'agent';
}

/** Settled by the payment's own id, so the same payment is collected the same way however often one asks; undefined: not collected. */
export function collectionOf(endToEndId: string, uncollectedShare: number): Collection | undefined {
  const hash = createHash('sha256').update(endToEndId).digest();
  if (hash.readUInt32BE(0) / 2 ** 32 < uncollectedShare) return undefined;
  const branch = `Branch ${String((hash.readUInt8(4) % 12) + 1).padStart(2, '0')}`;
  return { branch, collector: hash.readUInt8(5) % 5 === 0 ? 'agent' : 'holder' };
}
