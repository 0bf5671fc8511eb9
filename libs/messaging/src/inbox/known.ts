import type { Tx } from '@hearth/event-store';
import { schemaOf } from '../sql.ts';
import { KnownWrites } from './known-writes.ts';

export interface KnownFact<T> { readonly id: string; readonly household: string | null; readonly body: T }

export interface KnownFilter { readonly household?: string; readonly ids?: readonly string[]; /** Only so many, the first by id. */ readonly limit?: number }

/** This service's own copies of other services' facts, table `<service>.known`. In a consumer it is bound to the inbox transaction, whose next statement sees what was put here. */
export class KnownFacts {
  private readonly table: string;

  constructor(private readonly service: string, private readonly tx: Tx, private readonly household: string | null = null) {
    this.table = `${schemaOf(service)}.known`;
  }

  /** The same facts inside a transaction; new copies belong to `household` unless told otherwise. */
  within(tx: Tx, household: string | null = this.household): KnownFacts {
    return new KnownFacts(this.service, tx, household);
  }

  async put(kind: string, id: string, body: object, household: string | null = this.household): Promise<void> {
    await KnownWrites.add(this.tx, this.table, { merge: false, kind, id, household, body: JSON.stringify(body) });
  }

  /** Adds the fields of `patch` to the copy, or begins one. */
  async merge(kind: string, id: string, patch: object, household: string | null = this.household): Promise<void> {
    await KnownWrites.add(this.tx, this.table, { merge: true, kind, id, household, body: JSON.stringify(patch) });
  }

  async get<T>(kind: string, id: string): Promise<T | null> {
    const { rows } = await this.tx.query<{ body: T }>(`SELECT body FROM ${this.table} WHERE kind = $1 AND id = $2`, [kind, id]);
    return rows[0]?.body ?? null;
  }

  /** In order of id. */
  async list<T>(kind: string, filter: KnownFilter = {}): Promise<readonly KnownFact<T>[]> {
    const { rows } = await this.tx.query<KnownFact<T>>(
      `SELECT id, household, body FROM ${this.table} WHERE kind = $1 AND ($2::uuid IS NULL OR household = $2) AND ($3::text[] IS NULL OR id = ANY($3)) ORDER BY id LIMIT $4`,
      [kind, filter.household ?? null, filter.ids ?? null, filter.limit ?? null]);
    return rows;
  }

  async count(kind: string): Promise<number> {
    const { rows } = await this.tx.query<{ n: number }>(`SELECT count(*) AS n FROM ${this.table} WHERE kind = $1`, [kind]);
    return rows[0]?.n ?? 0;
  }

  async remove(kind: string, id: string): Promise<void> {
    await this.tx.query(`DELETE FROM ${this.table} WHERE kind = $1 AND id = $2`, [kind, id]);
  }
}
