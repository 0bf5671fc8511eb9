import pg from 'pg';

/** What the server would do by itself sooner or later, so that it does it before the rounds and not during one. */
export async function vacuum(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
  await client.end();
}

/** The whole table to this process and nothing done with it: rows a second. */
export async function copied(url: string, table: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const began = performance.now();
  const rows = await new Promise<number>((resolve, reject) => { client.query(new CopyOut(`COPY ${table} TO STDOUT`, resolve, reject)); });
  const seconds = (performance.now() - began) / 1000;
  await client.end();
  return rows / seconds;
}

/** The driver has no call for COPY, but hands what arrives to whoever was submitted; one message is one row. */
class CopyOut implements pg.Submittable {
  readonly #statement: string;
  readonly #done: (rows: number) => void;
  readonly #failed: (error: Error) => void;
  #rows = 0;

  constructor(statement: string, done: (rows: number) => void, failed: (error: Error) => void) {
    this.#statement = statement;
    this.#done = done;
    this.#failed = failed;
  }

  submit(connection: pg.Connection): void {
    connection.query(this.#statement);
  }

  handleCopyData(): void {
    this.#rows += 1;
  }

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.#failed(error);
  }

  handleReadyForQuery(): void {
    this.#done(this.#rows);
  }
}
