import type { Tx } from '@hearth/event-store';
import { type Fact, serviceOf } from '../fact.ts';

/** A service whose log is in this epoch, as far as has been heard here; `raised`: how often that was seen to rise. */
export interface EpochHeard { readonly service: string; readonly epoch: number; readonly since: string; readonly raised: number }

/** The first fact of a service's epoch. */
export interface EpochBegun { readonly service: string; readonly epoch: number; readonly eventId: string; /** Null: nothing of that service was heard before. */ readonly before: number | null }

/** Table `epochs`: when a service's log was first heard in which epoch. A higher one than before means that it went back in time. */
export class Epochs {
  /** By service, as committed. */
  private readonly newest = new Map<string, number>();

  constructor(private readonly schema: string) {}

  async load(tx: Tx): Promise<void> {
    for (const { service, epoch } of await this.list(tx)) this.newest.set(service, epoch);
  }

  /** The newest epoch of the fact's service that was heard, 0 before the first. */
  of(fact: Fact): number { return this.newest.get(serviceOf(fact)) ?? 0; }

  /** What begins with one of these facts, in their order. */
  begunBy(facts: readonly Fact[]): readonly EpochBegun[] {
    const begun: EpochBegun[] = [], last = new Map<string, number>();
    for (const fact of facts) {
      const service = serviceOf(fact), before = last.get(service) ?? this.of(fact);
      if (fact.logepoch <= before) continue;
      begun.push({ service, epoch: fact.logepoch, eventId: fact.id, before: before === 0 ? null : before });
      last.set(service, fact.logepoch);
    }
    return begun;
  }

  async note(tx: Tx, begun: readonly EpochBegun[]): Promise<void> {
    for (const { service, epoch, eventId } of begun) await tx.query(`INSERT INTO ${this.schema}.epochs (service, epoch, event_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [service, epoch, eventId]);
  }

  /** Once it is committed. */
  learn(begun: readonly EpochBegun[]): void {
    for (const { service, epoch } of begun) this.newest.set(service, Math.max(epoch, this.newest.get(service) ?? 0));
  }

  async list(tx: Tx): Promise<readonly EpochHeard[]> {
    const { rows } = await tx.query<Omit<EpochHeard, 'since'> & { since: Date }>(
      `SELECT DISTINCT ON (service) service, epoch, since, (count(*) OVER (PARTITION BY service) - 1)::integer AS raised FROM ${this.schema}.epochs ORDER BY service, epoch DESC`);
    return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
  }
}
