import type { Pool, PoolClient } from 'pg';
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

  /** Null while another process holds it. */
  static async take(pool: Pool, service: string, bus: string): Promise<RelayLease | null> {
    const client = await pool.connect();
    try {
      const { rows } = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_lock(hashtext('hearth-relay'), hashtext($1)) AS taken", [service]);
      if (rows[0]?.taken !== true) { client.release(); return null; }
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
    const { rows } = await this.client.query<{ epoch: number; position: number }>(`INSERT INTO ${this.table} AS r (bus, epoch) VALUES ($1, 1) ON CONFLICT (bus) DO UPDATE SET epoch = r.epoch + 1 RETURNING epoch, position`, [this.bus]);
    if (!rows[0]) throw new Error('the relay has no checkpoint row');
    ({ epoch: this.epoch, position: this.position } = rows[0]);
  }

  /** @throws Fenced */
  async mark(position: number): Promise<void> {
    const { rowCount } = await this.client.query(`UPDATE ${this.table} SET position = $1, published_at = now() WHERE bus = $3 AND epoch = $2`, [position, this.epoch, this.bus]);
    if (rowCount !== 1) throw new Fenced();
    this.position = position;
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
