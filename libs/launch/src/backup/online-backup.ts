import { Client } from 'pg';
import { exitCodes, StartProblem } from '../start-problem.ts';

/** What the server says at the end of a backup. */
export interface BackupEnd {
  /** Content of `backup_label`: where recovery must begin. */
  readonly label: string;
  readonly from: string;
  readonly to: string;
  /** Names of the WAL segments that belong to the copy, in order. */
  readonly segments: readonly string[];
}

/**
 * PostgreSQL's low-level backup API on one connection: while it is open the server writes whole pages and keeps the WAL. Should the
 * connection end, however it ends, the server leaves backup mode by itself and lets go of the WAL.
 */
export class OnlineBackup {
  readonly data: string;
  readonly version: string;
  readonly systemIdentifier: string;

  private constructor(private readonly client: Client, private readonly from: string, about: About) {
    this.data = about.data;
    this.version = about.version;
    this.systemIdentifier = about.identifier;
  }

  static async begin(url: string): Promise<OnlineBackup> {
    const client = new Client({ connectionString: url, application_name: 'hearth-backup' });
    client.on('error', () => undefined); // the next statement fails with it
    await client.connect();
    try {
      await client.query('SET idle_session_timeout = 0');
      const { rows: [about] } = await client.query<About>(
        "SELECT current_setting('data_directory') AS data, current_setting('server_version') AS version, (SELECT system_identifier::text FROM pg_control_system()) AS identifier, pg_is_in_recovery() AS standby");
      if (about === undefined) throw new Error('the server said nothing about itself');
      if (about.standby) throw new StartProblem(exitCodes.failed, 'this PostgreSQL is a standby; back up the primary, or use pg_basebackup');
      // Temporary: it goes with this connection. It keeps every segment written from now on.
      await client.query('SELECT pg_create_physical_replication_slot($1, true, true)', [`hearth_backup_${process.pid}`]);
      const { rows: [began] } = await client.query<{ lsn: string }>("SELECT pg_backup_start('hearth', true)::text AS lsn");
      return new OnlineBackup(client, began?.lsn ?? '', about);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  /** Ends backup mode; the WAL is still kept until `close`. */
  async end(): Promise<BackupEnd> {
    const { rows: [stop] } = await this.client.query<{ lsn: string; label: string }>('SELECT lsn::text, labelfile AS label FROM pg_backup_stop(wait_for_archive => false)').catch((error: unknown) => {
      throw new StartProblem(exitCodes.failed, `the database ended or was restarted while it was copied (${error instanceof Error ? error.message : 'unknown'}); make the backup again`);
    });
    if (stop === undefined) throw new Error('the server did not end the backup');
    const { rows: [names] } = await this.client.query<{ first: string; last: string; size: number }>(
      "SELECT pg_walfile_name($1::pg_lsn) AS first, pg_walfile_name($2::pg_lsn) AS last, pg_size_bytes(current_setting('wal_segment_size'))::int AS size", [this.from, stop.lsn]);
    if (names === undefined) throw new Error('the server did not name its WAL');
    return { label: stop.label, from: this.from, to: stop.lsn, segments: segmentsBetween(names.first, names.last, names.size) };
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}

interface About {
  data: string;
  version: string;
  identifier: string;
  standby: boolean;
}

/** A segment's name: time line, then the high and the low half of its number, eight hexadecimal digits each. */
export function segmentsBetween(first: string, last: string, size: number): string[] {
  const perHigh = 2 ** 32 / size;
  const numberOf = (name: string): number => Number.parseInt(name.slice(8, 16), 16) * perHigh + Number.parseInt(name.slice(16), 16);
  const hex = (n: number): string => n.toString(16).toUpperCase().padStart(8, '0');
  const [from, to] = [numberOf(first), numberOf(last)];
  return Array.from({ length: to - from + 1 }, (_, at) => first.slice(0, 8) + hex(Math.floor((from + at) / perHigh)) + hex((from + at) % perHigh));
}
