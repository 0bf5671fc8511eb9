import type { Source } from '@hearth/contracts';
import { EventStore, type Tx } from '@hearth/event-store';
import { Inject, Injectable } from '@nestjs/common';
import type { StagedInquiry, VerificationEvent } from '../verification/verification.ts';

/** An inquiry that this process has taken on; nobody else asks it until the lease runs out. */
export interface TakenInquiry {
  readonly inquiry: string; readonly verification: string; readonly person: string; readonly source: Source; readonly authorisation: string; readonly purpose: string;
  readonly askedAt: Date; readonly attempts: number;
}

export interface OpenInquiry { readonly inquiry: string; readonly verification: string; readonly source: Source; readonly askedAt: Date | null; readonly attempts: number; readonly nextTryAt: Date; readonly fault: string | null }
export interface FailedTry { readonly inquiry: string; readonly fault: string; readonly waitMs: number }
/** The line to one department, as it is now. */
export interface Line {
  readonly source: Source;
  /** How many more inquiries it takes. */
  readonly free: number;
  /** It cannot be asked at present: reports do not wait for it. */
  readonly blocked: boolean;
  /** When it may take one, ms from now; null: not before something changes. */
  readonly waitMs: number | null;
}

const COLUMNS = 'inquiry, verification, source, asked_at AS "askedAt", attempts, next_try_at AS "nextTryAt", fault';

/** The table of unanswered inquiries. It survives the process: after kill -9 what was not answered is asked again, under the same id. */
@Injectable()
export class OpenInquiries {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  /** Writes down what the events of a verification ask for, and strikes off what they settle; in the transaction that appends them. */
  async follow(tx: Tx, verification: string, events: readonly VerificationEvent[]): Promise<void> {
    for (const event of events) {
      if (event.type === 'VerificationOpened') await this.add(tx, verification, event.data.purpose, event.data.inquiries);
      if (event.type === 'InquiriesAuthorised') await this.add(tx, verification, event.data.purpose, event.data.inquiries.map((inquiry) => ({ ...inquiry, authorisation: event.data.authorisation })));
      if (event.type === 'InquiriesWithdrawn') await this.strike(tx, event.data.inquiries);
      if (event.type === 'RetryAsked') await tx.query('UPDATE open_inquiry SET next_try_at = now() WHERE verification = $1 AND next_try_at > now()', [verification]);
    }
    const answered = events.flatMap((event) => (event.type === 'InquiryAnswered' ? [event.data.inquiry] : []));
    const late = events.flatMap((event) => (event.type === 'InquiryFailed' ? [event.data.inquiry] : []));
    if (answered.length > 0) await this.strike(tx, answered);
    if (late.length > 0) await tx.query('UPDATE open_inquiry SET late = true WHERE inquiry = ANY($1::uuid[])', [late]);
  }

  /** What no authorisation covers is not written down, so it is not asked. */
  private async add(tx: Tx, verification: string, purpose: string, inquiries: readonly StagedInquiry[]): Promise<void> {
    const staged = inquiries.filter((inquiry) => inquiry.authorisation !== null);
    await tx.query(
      `INSERT INTO open_inquiry (inquiry, verification, person, source, authorisation, purpose)
       SELECT inquiry, $1, person, source, authorisation, $2 FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::uuid[]) AS staged (inquiry, person, source, authorisation) ON CONFLICT DO NOTHING`,
      [verification, purpose, staged.map((s) => s.inquiry), staged.map((s) => s.person), staged.map((s) => s.source), staged.map((s) => s.authorisation)]);
  }

  async strike(tx: Tx, inquiries: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM open_inquiry WHERE inquiry = ANY($1::uuid[])', [inquiries]);
  }

  /** Takes what is due, as many as each line has room for, until the lease runs out. */
  async take(lines: readonly Line[], leaseMs: number, at: Date): Promise<readonly TakenInquiry[]> {
    const free = lines.filter((line) => line.free > 0);
    if (free.length === 0) return [];
    const { rows } = await this.store.pool.query<TakenInquiry>(
      `WITH due AS (
         SELECT i.inquiry FROM unnest($1::text[], $2::int[]) AS line (source, free) CROSS JOIN LATERAL (
           SELECT inquiry FROM open_inquiry WHERE source = line.source AND next_try_at <= now() AND (leased_until IS NULL OR leased_until <= now())
           ORDER BY next_try_at, inquiry LIMIT line.free FOR UPDATE SKIP LOCKED) i)
       UPDATE open_inquiry o SET leased_until = now() + $3 * interval '1 ms', attempts = attempts + 1, asked_at = COALESCE(asked_at, $4) FROM due WHERE o.inquiry = due.inquiry
       RETURNING o.inquiry, verification, person, source, authorisation, purpose, asked_at AS "askedAt", attempts`,
      [free.map((line) => line.source), free.map((line) => line.free), leaseMs, at]);
    return rows;
  }

  /** Answers the report waits for no longer: too long on the way, or their department cannot be asked. */
  async overdue(lines: readonly Line[], lateAfterMs: number): Promise<readonly OpenInquiry[]> {
    const { rows } = await this.store.pool.query<OpenInquiry>(
      `SELECT ${COLUMNS} FROM open_inquiry WHERE NOT late AND (source = ANY($1::text[]) OR staged_at <= now() - $2 * interval '1 ms')`,
      [lines.filter((line) => line.blocked).map((line) => line.source), lateAfterMs]);
    return rows;
  }

  /** Milliseconds to the next thing to do, by the database's clock; null when there is none. */
  async nextInMs(lines: readonly Line[], lateAfterMs: number): Promise<number | null> {
    const waiting = lines.filter((line) => line.waitMs !== null);
    const { rows: [row] } = await this.store.pool.query<{ wait: string | null }>(
      `SELECT 1000 * extract(epoch FROM min(at) - now()) AS wait FROM (
         SELECT greatest(next_try_at, leased_until, now() + line.wait * interval '1 ms') AS at FROM open_inquiry JOIN unnest($1::text[], $2::int[]) AS line (source, wait) USING (source)
         UNION ALL SELECT staged_at + $3 * interval '1 ms' FROM open_inquiry WHERE NOT late) AS times`,
      [waiting.map((line) => line.source), waiting.map((line) => Math.ceil(line.waitMs ?? 0)), lateAfterMs]);
    return row === undefined || row.wait === null ? null : Number(row.wait);
  }

  async failed(tx: Tx, tries: readonly FailedTry[]): Promise<void> {
    if (tries.length === 0) return;
    await tx.query(
      `UPDATE open_inquiry o SET leased_until = NULL, fault = f.fault, next_try_at = now() + f.wait * interval '1 ms'
       FROM unnest($1::uuid[], $2::text[], $3::int[]) AS f (inquiry, fault, wait) WHERE o.inquiry = f.inquiry`,
      [tries.map((t) => t.inquiry), tries.map((t) => t.fault), tries.map((t) => Math.ceil(t.waitMs))]);
  }

  /** Gives back what was taken and not asked to the end. */
  async release(inquiries: readonly string[]): Promise<void> {
    if (inquiries.length > 0) await this.store.pool.query('UPDATE open_inquiry SET leased_until = NULL WHERE inquiry = ANY($1::uuid[])', [inquiries]);
  }

  /** A department answers again: whoever waits for it need not wait longer. */
  async due(source: Source): Promise<void> {
    await this.store.pool.query('UPDATE open_inquiry SET next_try_at = now() WHERE source = $1 AND next_try_at > now()', [source]);
  }

  async ofVerification(verification: string): Promise<readonly OpenInquiry[]> {
    return (await this.store.pool.query<OpenInquiry>(`SELECT ${COLUMNS} FROM open_inquiry WHERE verification = $1`, [verification])).rows;
  }

  /** How many wait for each department, and since when the first is late. */
  async bySource(): Promise<ReadonlyMap<Source, { readonly open: number; readonly late: number }>> {
    const { rows } = await this.store.pool.query<{ source: Source; open: number; late: number }>('SELECT source, count(*) AS open, count(*) FILTER (WHERE late) AS late FROM open_inquiry GROUP BY source');
    return new Map(rows.map(({ source, open, late }) => [source, { open, late }]));
  }
}
