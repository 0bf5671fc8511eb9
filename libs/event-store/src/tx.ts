/** An open transaction, or the connection it runs on. Numbers: int8 comes as a number, date as text, timestamptz as a Date, json as a value. */
export interface Tx {
  query<R = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<{ rows: R[]; rowCount: number }>;
}
