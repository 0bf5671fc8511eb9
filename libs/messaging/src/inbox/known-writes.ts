import type { Tx } from '@hearth/event-store';

/** One copy to be written whole, or a patch to be added to it. `body` is JSON. */
export interface KnownWrite { readonly merge: boolean; readonly kind: string; readonly id: string; readonly household: string | null; readonly body: string }

/**
 * Gathers a transaction's writes to `known` and does them together before anybody could miss them: a statement for each fact would cost
 * more than all the rest of taking it in. Rows go in one order, so that two transactions seldom wait for each other in a circle.
 */
export class KnownWrites {
  private readonly waiting = new Map<string, KnownWrite>();

  private constructor(private readonly tx: Tx, private readonly table: string) {}

  /** Writes in this transaction, or at once where there is none. */
  static async add(tx: Tx, table: string, write: KnownWrite): Promise<void> {
    if (!tx.later) return writeKnown(tx, table, [write]);
    const writes = gathered.get(tx) ?? new KnownWrites(tx, table);
    gathered.set(tx, writes);
    writes.add(write);
  }

  /** A statement can write a row once, so what comes for the same one is put into what waits for it. */
  private add(write: KnownWrite): void {
    const name = `${write.kind} ${write.id}`;
    const before = this.waiting.get(name);
    if (this.waiting.size === 0) this.tx.later?.((tx) => this.writeAll(tx));
    this.waiting.set(name, before ? following(before, write) : write);
  }

  private async writeAll(tx: Tx): Promise<void> {
    const writes = [...this.waiting].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, write]) => write);
    this.waiting.clear();
    await writeKnown(tx, this.table, writes.filter(({ merge }) => !merge));
    await writeKnown(tx, this.table, writes.filter(({ merge }) => merge));
  }
}

/** What one write after the other comes to; patches add to objects field by field, as PostgreSQL's `||` does. */
function following(before: KnownWrite, write: KnownWrite): KnownWrite {
  const household = write.household ?? before.household;
  if (!write.merge) return { ...write, household };
  return { ...before, household, body: JSON.stringify({ ...JSON.parse(before.body) as object, ...JSON.parse(write.body) as object }) };
}

const gathered = new WeakMap<Tx, KnownWrites>();

/** All of one way. A household once known stays known: a later fact about the same thing may come without one. */
async function writeKnown(tx: Tx, table: string, writes: readonly KnownWrite[]): Promise<void> {
  if (writes.length === 0) return;
  const merge = writes[0]?.merge === true;
  await tx.query(
    `INSERT INTO ${table} AS known (kind, id, household, body, updated) SELECT kind, id, household, body, now() FROM json_to_recordset($1) AS n (kind text, id text, household uuid, body jsonb)
     ON CONFLICT (kind, id) DO UPDATE SET body = ${merge ? 'known.body || EXCLUDED.body' : 'EXCLUDED.body'}, household = COALESCE(EXCLUDED.household, known.household), updated = now()`,
    [`[${writes.map(rowJson).join()}]`], merge ? 'hearth-known-merge' : 'hearth-known-put');
}

const rowJson = ({ kind, id, household, body }: KnownWrite): string => `${JSON.stringify({ kind, id, household }).slice(0, -1)},"body":${body}}`;
