import { createHash } from 'node:crypto';
import type { Access, KeyProvider, Sealed } from '@hearth/event-store';
import type { Prepared } from '../instruction/instruction.ts';
import type { BankFileFacts } from '../payroll/payroll.ts';
import { refuse } from '../reasons.ts';
import { plainName, type Transfer, writePain001 } from './pain001.ts';

export interface BankFile { readonly xml: string; readonly sha256: string }

/** What a bank takes for an account number; spaces people write are no part of it. */
const ACCOUNT = /^[0-9A-Za-z]{4,34}$/;
const plainAccount = (text: string): string => text.replaceAll(/[\s-]/g, '');
export const isPayable = (name: string | null, account: string | null): boolean => name !== null && plainName(name) !== '' && account !== null && ACCOUNT.test(plainAccount(account));

/**
 * Makes the bank file from the facts; names and accounts are opened for it, on record, and kept nowhere: what stays is the hash.
 * @throws Rejection payee-erased when the key of one of them is gone
 */
export async function composeBankFile(keys: KeyProvider, access: Access, facts: Omit<BankFileFacts, 'sha256'>, lines: readonly Prepared[]): Promise<BankFile> {
  const { names, accounts } = await openPayees(keys, access, lines);
  const transfers = lines.flatMap(({ instruction, money }, i): Transfer[] => {
    const [name, account] = [names[i] ?? null, accounts[i] ?? null];
    return name === null || account === null ? [] : [{ instruction, money, name, account: plainAccount(account) }];
  });
  const erased = lines.filter((_, i) => names[i] === null || accounts[i] === null);
  if (erased.length > 0) refuse('payee-erased', { count: erased.length }, { errors: erased.map(({ instruction }) => ({ field: instruction, code: 'erased-payee', detail: 'the payee has been erased' })) });
  const [first] = lines;
  const xml = writePain001({ ...facts, remittance: `${first?.programme ?? ''} ${first?.period ?? ''}`, transfers });
  return { xml, sha256: createHash('sha256').update(xml, 'utf8').digest('hex') };
}

/** Names and accounts, null where the person was erased: one opening, one line of audit. */
export async function openPayees(keys: KeyProvider, access: Access, lines: readonly { readonly payeeName: string; readonly account: string }[]): Promise<{ names: (string | null)[]; accounts: (string | null)[] }> {
  const opened = await keys.openAll(lines.flatMap(({ payeeName, account }) => [payeeName as Sealed, account as Sealed]), access);
  return { names: lines.map((_, i) => opened[2 * i] ?? null), accounts: lines.map((_, i) => opened[2 * i + 1] ?? null) };
}
