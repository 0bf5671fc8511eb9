import type { Client, Connection } from 'pg';

interface CopyData { readonly chunk: Buffer }

/**
 * `COPY … TO STDOUT`: the driver has no call for it, but hands its messages to whoever was submitted. Each message is one row; it lies in
 * the driver's own buffer and is good only until `onRow` returns, which is why `onRow` may not wait. That also keeps memory small: what is
 * not yet taken stays with the server.
 */
class CopyOut {
  readonly #statement: string;
  readonly #onRow: (row: Buffer) => void;
  readonly #ended: (error?: unknown) => void;
  #failure: unknown;

  constructor(statement: string, onRow: (row: Buffer) => void, ended: (error?: unknown) => void) {
    this.#statement = statement;
    this.#onRow = onRow;
    this.#ended = ended;
  }

  submit(connection: Connection): void {
    connection.query(this.#statement);
  }

  handleCopyData({ chunk }: CopyData): void {
    if (this.#failure !== undefined) return;
    try {
      this.#onRow(chunk);
    } catch (error) {
      this.#failure = error;
    }
  }

  handleError(error: unknown): void {
    this.#ended(error);
  }

  /** The server is done; the connection is when it says that it is ready. */
  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.#ended(this.#failure);
  }
}

/** Ends when the last row was taken; rejects with the server's error or with what `onRow` threw. */
export function copyOut(client: Client, statement: string, onRow: (row: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new CopyOut(statement, onRow, (error) => { if (error === undefined) resolve(); else reject(error instanceof Error ? error : new Error('the copy was broken off')); }));
  });
}
