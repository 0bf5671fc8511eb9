import type { Basis } from '@hearth/event-sourcing';
import type { Tx } from '@hearth/event-store';
import { type Fact, serviceOf } from '../fact.ts';

const nameOf = (service: string, stream: string): string => `${service} ${stream}`;

/** Which versions of whose streams have been taken in, as one transaction sees and adds to it. */
export class Heard {
  private readonly versions = new Map<string, number>();
  private readonly added = new Map<string, { service: string; stream: string; version: number }>();

  private constructor(private readonly schema: string, private readonly sources: ReadonlySet<string>) {}

  /** Loads what the facts rest on. */
  static async load(tx: Tx, schema: string, sources: ReadonlySet<string>, facts: readonly Fact[]): Promise<Heard> {
    const heard = new Heard(schema, sources);
    const needed = facts.flatMap((fact) => heard.relevant(fact));
    if (needed.length === 0) return heard;
    const { rows } = await tx.query<{ service: string; stream: string; version: number }>(
      `SELECT service, stream, version FROM ${schema}.heard WHERE (service, stream) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
      [needed.map((basis) => basis.service), needed.map((basis) => basis.id)], 'hearth-heard');
    for (const row of rows) heard.versions.set(nameOf(row.service, row.stream), row.version);
    return heard;
  }

  /** What the fact rests on and has not been taken in. Only services that are read here can ever come. */
  missing(fact: Fact): readonly Basis[] {
    return this.relevant(fact).filter((basis) => (this.versions.get(nameOf(basis.service, basis.id)) ?? 0) < basis.version);
  }

  add(fact: Fact): void {
    const [service, stream, version] = [serviceOf(fact), fact.stream, fact.streamversion];
    const name = nameOf(service, stream);
    if ((this.versions.get(name) ?? 0) < version) this.versions.set(name, version);
    if ((this.added.get(name)?.version ?? 0) < version) this.added.set(name, { service, stream, version });
  }

  /** Rows in one order, so that two transactions never wait for each other in a circle. */
  async save(tx: Tx): Promise<void> {
    if (this.added.size === 0) return;
    const rows = [...this.added.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
    await tx.query(
      `INSERT INTO ${this.schema}.heard AS heard (service, stream, version) SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[])
       ON CONFLICT (service, stream) DO UPDATE SET version = EXCLUDED.version WHERE heard.version < EXCLUDED.version`,
      [rows.map((r) => r.service), rows.map((r) => r.stream), rows.map((r) => r.version)], 'hearth-hear');
  }

  private relevant(fact: Fact): readonly Basis[] {
    return fact.basis.filter((basis) => this.sources.has(basis.service));
  }
}
