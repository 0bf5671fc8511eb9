import type { Currency, Money } from '@hearth/kernel';

const DECIMAL = /^(\d{1,13})(?:\.(\d{1,2})0*)?$/;

/** 66667 fen → `666.67`: ISO 20022 writes decimals, and both currencies have two. Never by way of a fraction. */
export function decimalOf({ minor }: Money): string {
  if (!Number.isSafeInteger(minor) || minor < 0) throw new RangeError('an amount of a bank file is a whole number of minor units, 0 or more');
  const digits = String(minor).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `666.7` → 66670; null for what is no amount with two decimals at most, or a currency we do not pay in. */
export function moneyOf(text: string, currency: string): Money | null {
  const [, whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined || !isCurrency(currency)) return null;
  return { minor: Number(whole + fraction.padEnd(2, '0')), currency };
}

const isCurrency = (text: string): text is Currency => text === 'CNY' || text === 'MNT';
