const NAMED = 20;

/** Rows that took no part, and why. */
export interface LeftOut {
  readonly rows: number;
  /** By column: how many rows for want of a value there, or for weight 0. */
  readonly byColumn: Readonly<Record<string, number>>;
  /** The first of them by name. */
  readonly first: readonly { readonly row: number; readonly column: string; readonly reason: 'missing' | 'weight 0' }[];
}

export class LeftOutCount {
  private rows = 0;
  private readonly byColumn = new Map<string, number>();
  private readonly first: { row: number; column: string; reason: 'missing' | 'weight 0' }[] = [];

  add(row: number, column: string, reason: 'missing' | 'weight 0'): void {
    this.rows++;
    this.byColumn.set(column, (this.byColumn.get(column) ?? 0) + 1);
    if (this.first.length < NAMED) this.first.push({ row, column, reason });
  }

  get report(): LeftOut {
    return { rows: this.rows, byColumn: Object.fromEntries(this.byColumn), first: this.first };
  }
}

/** The same in one sentence; empty when no row was left out. */
export function leftOutWords({ rows, byColumn, first }: LeftOut): string {
  if (rows === 0) return '';
  const columns = Object.entries(byColumn).map(([column, count]) => `${column} ${count}`).join(', ');
  const named = first.map(({ row, column, reason }) => `row ${row} (${column}: ${reason})`).join(', ');
  return `${rows} row${rows === 1 ? '' : 's'} left out, by column: ${columns}; ${rows > first.length ? 'the first: ' : ''}${named}`;
}
