import type { Pool, PoolClient } from 'pg';
import type { PartitionOffset } from '../bus/bus.ts';
import { schemaOf } from '../sql.ts';

/** Another relay of the service took over, or an operator moved the checkpoint. */
export class Fenced extends Error {
  constructor() {
    super('the relay was fenced off by a newer epoch');
    this.name = 'Fenced';
  }
}

/**
 * The right to publish a service's events: a session's advisory lock keeps a second relay waiting; the epoch in the checkpoint row
 * stops one that lost its session without noticing.
 */
export class RelayLease {
  private readonly table: string;
  private lost = false;

  private constructor(private readonly client: PoolClient, private readonly service: string, private readonly bus: string) {
    this.table = `${schemaOf(service)}.relay`;
    client.on('error', () => { this.lost = true; });
  }

  epoch = 0;
  position = 0;
  /** By partition, an offset up to which the topic is filled at least. */
  private filled = new Map<string, bigint>();

  /** Null while another process holds it. */
  static async take(pool: Pool, service: string, bus: string): Promise<RelayLease | null> {
    const client = await pool.connect();
    try {
      const { rows } = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_lock(hashtext('hearth-relay'), hashtext($1)) AS taken", [service]);
      if (rows[0]?.taken !== true) { client.release(); return null; }
      // A mark that a crash of the server takes back means that something is published twice, which is noticed: it need not wait for the disk.
      await client.query('SET synchronous_commit = off');
      const lease = new RelayLease(client, service, bus);
      await lease.enter();
      return lease;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  get held(): boolean { return !this.lost; }

  /** Begins an epoch at the stored position. */
  async enter(): Promise<void> {
    const { rows } = await this.client.query<{ epoch: number; position: number; filled: Record<string, string> }>(`INSERT INTO ${this.table} AS r (bus, epoch) VALUES ($1, 1) ON CONFLICT (bus) DO UPDATE SET epoch = r.epoch + 1 RETURNING epoch, position, filled`, [this.bus]);
    if (!rows[0]) throw new Error('the relay has no checkpoint row');
    ({ epoch: this.epoch, position: this.position } = rows[0]);
    this.filled = new Map(Object.entries(rows[0].filled).map(([partition, offset]) => [partition, BigInt(offset)]));
  }

  /** Up to here everything is published; the records went to these places. @throws Fenced */
  async mark(position: number, stored: readonly PartitionOffset[]): Promise<void> {
    for (const { partition, offset } of stored) this.filled.set(String(partition), offset + 1n);
    const filled = stored.length === 0 ? null : JSON.stringify(Object.fromEntries([...this.filled].map(([partition, offset]) => [partition, String(offset)])));
    const { rowCount } = await this.client.query(`UPDATE ${this.table} SET position = $1, published_at = now(), filled = coalesce($4::jsonb, filled) WHERE bus = $3 AND epoch = $2`, [position, this.epoch, this.bus, filled]);
    if (rowCount !== 1) throw new Fenced();
    this.position = position;
  }

  /** Whether something that is yet to come, or has just come, stands where this relay had filled the topic: then it was made anew, or has lost its end. */
  hasLost(next: readonly PartitionOffset[]): boolean {
    return next.some(({ partition, offset }) => offset < (this.filled.get(String(partition)) ?? 0n));
  }

  /** The topic is another one: everything is to be published again. @throws Fenced */
  async beginAnew(): Promise<void> {
    const { rowCount } = await this.client.query(`UPDATE ${this.table} SET position = 0, filled = '{}' WHERE bus = $2 AND epoch = $1`, [this.epoch, this.bus]);
    if (rowCount !== 1) throw new Fenced();
    await this.enter();
  }

  /** @throws Fenced */
  async check(): Promise<void> {
    const { rowCount } = await this.client.query(`SELECT FROM ${this.table} WHERE bus = $2 AND epoch = $1`, [this.epoch, this.bus]);
    if (rowCount !== 1) throw new Fenced();
  }

  /** Should unlocking fail, the lock ends with the connection. */
  async end(): Promise<void> {
    if (this.held) await this.client.query("SELECT pg_advisory_unlock(hashtext('hearth-relay'), hashtext($1))", [this.service]).catch(() => undefined);
    this.client.release(true);
  }
}
