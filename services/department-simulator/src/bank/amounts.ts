const DECIMAL = /^(\d{1,13})(?:\.(\d{1,2})0*)?$/;

/** `666.7` → 66670: both currencies of the scheme have two decimals. Undefined for what is no such decimal; never by way of a fraction. */
export function readDecimal(text: string): number | undefined {
  const [, whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  return whole === undefined ? undefined : Number(whole + fraction.padEnd(2, '0'));
}

/** 66670 → `666.70`; amounts of ISO 20022 carry no sign, the credit or debit indicator does. */
export function writeDecimal(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
