/** An open transaction, or the connection it runs on. Numbers: int8 comes as a number, date as text, timestamptz as a Date, json as a value. */
export interface Tx {
  /** `name`: the statement is prepared once on each connection under it; only for texts that never change and tables that are never replaced. */
  query<R = Record<string, unknown>>(text: string, values?: readonly unknown[], name?: string): Promise<{ rows: R[]; rowCount: number }>;
  /** In a transaction: work that is done before the next `query`, which could miss it, at the latest before the commit. */
  later?(work: (tx: Tx) => Promise<void>): void;
}
