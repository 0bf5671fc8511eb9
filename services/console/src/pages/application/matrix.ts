import type { ApplicationFile, ItemBody, ReportBody } from '../../api/casework.ts';
import type { Money } from '../../format/money.ts';
import type { MatrixCell } from '../../parts/source-matrix.tsx';

export const sources = ['household-registration', 'tax', 'vehicles', 'employment', 'bank', 'commercial-insurance', 'securities'] as const;

/** What the departments found beyond what was declared; null where the two cannot be subtracted. */
export function difference(item: ItemBody): { readonly money: Money } | { readonly count: number } | null {
  if (item.declared || item.found) {
    const currency = item.found?.currency ?? item.declared?.currency ?? 'CNY';
    return { money: { minor: (item.found?.minor ?? 0) - (item.declared?.minor ?? 0), currency } };
  }
  if (item.declaredCount === null && item.foundCount === null) return null;
  return { count: (item.foundCount ?? 0) - (item.declaredCount ?? 0) };
}

const worst = ['open', 'settled', 'consistent'] as const;

function cellOf(report: ReportBody, person: string, source: string, write: (item: ItemBody) => string): MatrixCell {
  const items = report.items.filter((item) => item.person === person && item.source === source);
  const item = worst.map((status) => items.find((one) => one.status === status)).find((one) => one !== undefined);
  if (item) return item.status === 'open' ? { state: 'open', text: write(item), item: item.item } : item.status === 'settled' ? { state: 'settled', item: item.item } : { state: 'consistent' };
  const missing = report.missing.some((one) => one.person === person && one.source === source);
  if (!missing) return { state: 'no-record' };
  if (report.waived.some((one) => one.source === source)) return { state: 'waived' };
  return { state: isDown(report, source) ? 'down' : 'waiting' };
}

/** A source that answered for nobody at all is shown as down; one that is only late for some is waited for. */
function isDown(report: ReportBody, source: string): boolean {
  const silent = new Set(report.missing.filter((one) => one.source === source).map((one) => one.person));
  const heard = report.items.some((item) => item.source === source);
  const everybody = new Set([...report.missing, ...report.items].map((one) => one.person));
  return !heard && silent.size === everybody.size && silent.size > 1;
}

export interface MatrixPerson { readonly person: string; readonly relation: string; readonly name: string | null; readonly birthDate: string | null }

/** Members first, then the supporters outside the household. */
export function matrixPeople(file: Pick<ApplicationFile, 'members' | 'names'>): MatrixPerson[] {
  const outside = Object.entries(file.names).filter(([person]) => !file.members.some((member) => member.person === person));
  return [...file.members, ...outside.map(([person, { name }]) => ({ person, relation: 'supporter', name, birthDate: null }))];
}

export const matrixCells = (report: ReportBody, person: string, write: (item: ItemBody) => string): Record<string, MatrixCell> =>
  Object.fromEntries(sources.map((source) => [source, cellOf(report, person, source, write)]));
