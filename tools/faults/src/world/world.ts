import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Company } from './company.ts';
import { Guard } from './guard.ts';
import { Broker, Postgres } from './servers.ts';

/** A database, a broker and processes of our own, in a folder of our own. */
export class World {
  readonly company: Company;

  private constructor(readonly folder: string, readonly guard: Guard, readonly postgres: Postgres, readonly broker: Broker | null) {
    this.company = new Company(guard);
  }

  static async open(withKafka: boolean, say: (line: string) => void): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), 'hearth-faults-'));
    chmodSync(folder, 0o711); // a server that may not run as root must pass through
    const guard = new Guard(folder);
    say(`starting PostgreSQL${withKafka ? ' and Kafka' : ''}`);
    const [postgres, broker] = await Promise.all([Postgres.at(join(folder, 'postgres'), guard), withKafka ? Broker.at(join(folder, 'kafka'), guard) : null]);
    return new World(folder, guard, postgres, broker);
  }

  /** As every fault finds it. */
  async mend(): Promise<void> {
    await this.postgres.mend();
    await this.broker?.mend();
  }

  async close(): Promise<void> {
    this.company.dismiss();
    await this.broker?.stop();
    await this.postgres.stop();
    rmSync(this.folder, { recursive: true, force: true });
    this.guard.dismiss();
  }
}
