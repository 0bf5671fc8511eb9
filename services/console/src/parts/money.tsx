import type { Money as Amount } from '../format/money.ts';
import { useFormat } from '../format/use-format.ts';

interface MoneyProps { readonly value: Amount | null | undefined; /** In a column whose header names the unit. */ readonly plain?: boolean }

/** Whole minor units, summed by the services, never by the page. */
export function Money({ value, plain = false }: MoneyProps) {
  const format = useFormat();
  if (!value) return <span className="mut">–</span>;
  return <span className="nowrap">{plain ? format.amount(value) : format.money(value)}</span>;
}
