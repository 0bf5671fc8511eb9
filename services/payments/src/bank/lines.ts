import type { Day, Money } from '@hearth/contracts';
import { isDay } from '@hearth/kernel';
import type { BankCommand } from '../instruction/instruction.decider.ts';
import type { ReasonCode } from '../reasons.ts';
import { moneyOf } from './amounts.ts';
import { textAt, type XmlNode } from './xml-message.ts';

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** What a line says of a payment; `Pending` is news that changes nothing yet. */
export type BankSays = Without<BankCommand, 'today'> | { readonly type: 'Pending' };

/** Why a line says nothing we can use, and where. */
export interface LineProblem { readonly type: 'Problem'; readonly reason: ReasonCode; readonly place?: string }

/** One line of a bank's message, read. */
export interface ReadLine {
  readonly line: number;
  /** What makes it the same line when the message comes again. */
  readonly name: string;
  /** The EndToEndId, if it looks like one of ours. */
  readonly reference: string | null;
  readonly money: Money | null;
  readonly on: Day | null;
  readonly says: BankSays | LineProblem;
}

/** A message of the bank: its id, if it looks like one, and its lines. */
export interface BankMessage { readonly id: string | null; readonly lines: readonly ReadLine[] }

export const problem = (reason: ReasonCode, place?: string): LineProblem => ({ type: 'Problem', reason, ...(place === undefined ? {} : { place }) });

const OUR_ID = /^[0-9a-f]{32}$/;

/** The instruction an EndToEndId names, with or without hyphens; null for an id that is none of ours. */
export function instructionOf(reference: string): string | null {
  const hex = reference.toLowerCase().replaceAll('-', '');
  return OUR_ID.test(hex) ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null;
}

/** Bank references are kept only when they look like ids: a field may hold anything, a name too. */
export const looksLikeId = (text: string | null): string | null => (text !== null && /^[A-Za-z0-9/._-]{1,35}$/.test(text) && /\d/.test(text) ? text : null);

export function moneyAt(node: XmlNode | null, ...path: readonly string[]): Money | null {
  const [amount, currency] = [textAt(node, ...path), textAt(node, ...path, '@Ccy')];
  return amount === null || currency === null ? null : moneyOf(amount, currency);
}

/** A date, or the day of a date and time as the bank wrote it. */
export function dayAt(node: XmlNode | null, ...path: readonly string[]): Day | null {
  const text = textAt(node, ...path, 'Dt') ?? textAt(node, ...path, 'DtTm') ?? textAt(node, ...path);
  const day = text?.slice(0, 10) ?? null;
  return isDay(day) ? day : null;
}

/** The reason of a return or rejection: four characters of the ISO 20022 code sets; `NARR` where the bank gives none. */
export function reasonCode(code: string | null): string {
  return code !== null && /^[A-Z]{2}[A-Z0-9]{2}$/.test(code) ? code : 'NARR';
}
