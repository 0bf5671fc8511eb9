import type { Basis } from '@hearth/event-sourcing';
import type { Tx } from '@hearth/event-store';
import { type Fact, serviceOf } from '../fact.ts';
import { textArray } from '../sql.ts';
import type { Epochs } from './epochs.ts';

const nameOf = (service: string, stream: string): string => `${service} ${stream}`;

export interface HeardOptions { readonly schema: string; readonly sources: ReadonlySet<string>; readonly epochs: Epochs }

interface Mark { readonly epoch: number; readonly version: number }

const NEVER: Mark = { epoch: 0, version: 0 };
const isBehind = (one: Mark, other: Mark): boolean => one.epoch < other.epoch || (one.epoch === other.epoch && one.version < other.version);

/**
 * Which versions of whose streams have been taken in, as one transaction sees and adds to it. A stream that speaks in a new epoch of its log
 * begins anew at the version it says, also when a higher one was heard before: that one did not happen.
 */
export class Heard {
  private readonly marks = new Map<string, Mark>();
  private readonly added = new Map<string, Mark & { readonly service: string; readonly stream: string }>();

  private constructor(private readonly schema: string, private readonly sources: ReadonlySet<string>) {}

  /** Loads what the facts rest on, and the streams of those that come from an older epoch than `epochs` has heard. */
  static async load(tx: Tx, { schema, sources, epochs }: HeardOptions, facts: readonly Fact[]): Promise<Heard> {
    const heard = new Heard(schema, sources);
    const late = facts.filter((fact) => fact.logepoch < epochs.of(fact));
    const needed = [...facts.flatMap((fact) => heard.relevant(fact)), ...late.map((fact) => ({ service: serviceOf(fact), id: fact.stream }))];
    if (needed.length === 0) return heard;
    const { rows } = await tx.query<Mark & { service: string; stream: string }>(
      `SELECT service, stream, version, epoch FROM ${schema}.heard WHERE (service, stream) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
      [needed.map((basis) => basis.service), needed.map((basis) => basis.id)], 'hearth-heard');
    for (const row of rows) heard.marks.set(nameOf(row.service, row.stream), row);
    return heard;
  }

  /** What the fact rests on and has not been taken in. Only services that are read here can ever come. */
  missing(fact: Fact): readonly Basis[] {
    return this.relevant(fact).filter((basis) => (this.marks.get(nameOf(basis.service, basis.id)) ?? NEVER).version < basis.version);
  }

  /** The fact's stream has gone on in a newer epoch: what it says here did not happen, or comes from a log that should be silent. */
  isPast(fact: Fact): boolean {
    return fact.logepoch < (this.marks.get(nameOf(serviceOf(fact), fact.stream)) ?? NEVER).epoch;
  }

  add(fact: Fact): void {
    const service = serviceOf(fact), { stream } = fact, name = nameOf(service, stream), mark = { service, stream, epoch: fact.logepoch, version: fact.streamversion };
    if (isBehind(this.marks.get(name) ?? NEVER, mark)) this.marks.set(name, mark);
    if (isBehind(this.added.get(name) ?? NEVER, mark)) this.added.set(name, mark);
  }

  /** Rows in one order, so that two transactions never wait for each other in a circle. */
  async save(tx: Tx): Promise<void> {
    if (this.added.size === 0) return;
    const rows = [...this.added.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
    await tx.query(
      `INSERT INTO ${this.schema}.heard AS heard (service, stream, version, epoch) SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::integer[])
       ON CONFLICT (service, stream) DO UPDATE SET version = EXCLUDED.version, epoch = EXCLUDED.epoch WHERE (heard.epoch, heard.version) < (EXCLUDED.epoch, EXCLUDED.version)`,
      [textArray(rows.map((r) => r.service)), textArray(rows.map((r) => r.stream)), `{${rows.map((r) => r.version).join()}}`, `{${rows.map((r) => r.epoch).join()}}`], 'hearth-hear');
  }

  private relevant(fact: Fact): readonly Basis[] {
    return fact.basis.filter((basis) => this.sources.has(basis.service));
  }
}
