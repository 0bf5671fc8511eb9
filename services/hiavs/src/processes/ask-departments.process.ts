import { setMaxListeners } from 'node:events';
import type { Day } from '@hearth/contracts';
import { EventStore, type KeyProvider, PersonErased, type Sealed } from '@hearth/event-store';
import { CHINA_TIME, dayOf } from '@hearth/kernel';
import { KnownFacts } from '@hearth/messaging';
import { CLOCK, type Clock, type DueProcess, KEYS, log } from '@hearth/service-host';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { DepartmentAnswer } from '../departments/connector.ts';
import { DepartmentLines } from '../departments/department-lines.ts';
import { HIAVS_CONFIG, type HiavsConfig } from '../hiavs.config.ts';
import { OpenInquiries, type TakenInquiry } from '../inquiries/open-inquiries.ts';
import { ResultDesk } from '../inquiries/result-desk.ts';
import { type Person, personsById } from '../known/registry-facts.ts';
import type { HeldItem } from '../verification/assembling.ts';

const SELF = { sub: 'service:hiavs', role: 'service', area: '*' } as const;
/** Time for filing an answer before somebody else may ask again. */
const FILING_MS = 1_000;
const SOONEST_MS = 20;
const ERASED = 'person-erased';

/**
 * Asks the departments what verifications wait for. Woken by every append of this service and by the end of every inquiry; retries go by real
 * time, not by the development clock. No transaction is open while a department is being asked.
 */
@Injectable()
export class AskDepartmentsProcess implements DueProcess, OnModuleInit, OnModuleDestroy {
  readonly name = 'ask-departments';
  private readonly closing = new AbortController();
  private readonly underWay = new Map<string, Promise<void>>();
  private round: Promise<void> | null = null;
  private again = false;
  private timer: NodeJS.Timeout | undefined;
  private stopListening: () => void = () => undefined;

  constructor(
    @Inject(EventStore) private readonly store: EventStore, @Inject(OpenInquiries) private readonly open: OpenInquiries, @Inject(DepartmentLines) private readonly lines: DepartmentLines,
    @Inject(ResultDesk) private readonly desk: ResultDesk, @Inject(KnownFacts) private readonly known: KnownFacts, @Inject(KEYS) private readonly keys: KeyProvider,
    @Inject(CLOCK) private readonly clock: Clock, @Inject(HIAVS_CONFIG) private readonly config: HiavsConfig,
  ) {
    setMaxListeners(0, this.closing.signal); // every inquiry under way listens
  }

  onModuleInit(): void {
    this.stopListening = this.store.onAppended(() => { this.wake(); });
    this.desk.whenFiled(() => { this.wake(); });
    this.lines.whenBack((source) => { void this.open.due(source).then(() => { this.wake(); }, () => undefined); });
    this.wake();
  }

  /** The fallback: what another process staged, or this one before it was killed, is found within a second. */
  async runDue(): Promise<number> {
    this.wake();
    return 0;
  }

  async onModuleDestroy(): Promise<void> {
    this.stopListening();
    this.closing.abort();
    clearTimeout(this.timer);
    await this.round;
    const unanswered = [...this.underWay.keys()];
    await Promise.all(this.underWay.values());
    await this.desk.close();
    await this.open.release(unanswered).catch(() => undefined);
  }

  /** What is due is asked at once, whatever the lines have seen. */
  askNow(): void {
    this.lines.hasten();
    this.wake();
  }

  private wake(): void {
    if (this.closing.signal.aborted) return;
    if (this.round) { this.again = true; return; }
    clearTimeout(this.timer);
    this.round = this.rounds().finally(() => {
      this.round = null;
      // What came while the round was going to sleep.
      if (this.again) this.wake();
    });
  }

  private async rounds(): Promise<void> {
    try {
      do {
        this.again = false;
        await this.oneRound();
      } while (this.again && !this.closing.signal.aborted);
      if (!this.closing.signal.aborted) await this.sleep();
    } catch (error) {
      this.again = false;
      log.warn({ service: this.store.service, process: this.name, fault: error instanceof Error ? error.message : typeof error }, 'inquiries could not be taken; tried again within a second');
    }
  }

  private async oneRound(): Promise<void> {
    const lines = this.lines.now();
    for (const { verification, inquiry, askedAt, attempts, nextTryAt, fault } of await this.open.overdue(lines, this.config.lateAfterMs)) {
      this.desk.take({ verification, late: { inquiry, askedAt: askedAt?.toISOString() ?? null, attempts, fault: fault ?? 'no-answer-yet', nextTryAt: nextTryAt.toISOString() } });
    }
    const taken = await this.open.take(lines, this.config.timeoutMs + FILING_MS, this.clock.now());
    if (taken.length === 0) return;
    const persons = await personsById(this.known, [...new Set(taken.map((inquiry) => inquiry.person))]);
    for (const inquiry of taken) {
      const asking = this.lines.of(inquiry.source).carrying(() => this.ask(inquiry, persons.get(inquiry.person))).finally(() => { this.underWay.delete(inquiry.inquiry); this.wake(); });
      this.underWay.set(inquiry.inquiry, asking);
    }
  }

  private async sleep(): Promise<void> {
    const wait = await this.open.nextInMs(this.lines.now(), this.config.lateAfterMs);
    if (wait !== null) this.timer = setTimeout(() => { this.wake(); }, Math.max(SOONEST_MS, wait));
  }

  /** Never throws: what goes wrong with one inquiry is that inquiry's failed try. */
  private async ask(inquiry: TakenInquiry, person: Person | undefined): Promise<void> {
    try {
      const tried = await this.tryOnce(inquiry, person);
      if ('fault' in tried && tried.fault === ERASED) this.skipped(inquiry);
      else if ('fault' in tried) this.failed(inquiry, tried.fault);
      else await this.answered(inquiry, tried.answer);
    } catch (error) {
      if (this.closing.signal.aborted) return;
      log.warn({ service: this.store.service, inquiry: inquiry.inquiry, fault: error instanceof Error ? error.name : typeof error }, 'an inquiry could not be made');
      this.failed(inquiry, 'not-asked');
    }
  }

  private async tryOnce(inquiry: TakenInquiry, person: Person | undefined): Promise<{ answer: DepartmentAnswer } | { fault: string }> {
    if (!person) return { fault: 'person-unknown' };
    const [name, idNumber] = await this.keys.openAll([person.name as Sealed, person.idNumber as Sealed], { purpose: 'inquiry', actor: SELF, about: `inquiry ${inquiry.inquiry} authorisation ${inquiry.authorisation}` });
    if (!name || !idNumber) return { fault: ERASED };
    return this.lines.of(inquiry.source).ask({ inquiry: inquiry.inquiry, authorisation: inquiry.authorisation, purpose: inquiry.purpose.slice(0, 200), name, idNumber, asOf: this.today() }, this.closing.signal);
  }

  private today(): Day { return dayOf(this.clock.now().toISOString(), CHINA_TIME); }

  private async answered({ inquiry, verification, person, askedAt, attempts }: TakenInquiry, { receipt, items }: DepartmentAnswer): Promise<void> {
    const held = await Promise.all(items.map(async (item): Promise<HeldItem> => ({ ...item, detail: await this.sealed(person, item.detail) })));
    this.desk.take({ verification, answer: { inquiry, askedAt: askedAt.toISOString(), answeredAt: this.clock.now().toISOString(), attempts, receipt, items: held } });
  }

  /** A department's free text may name someone or a number plate. */
  private async sealed(person: string, detail: string | null): Promise<string | null> {
    if (detail === null) return null;
    return this.keys.seal(person, detail).catch((error: unknown) => {
      if (error instanceof PersonErased) return null;
      throw error;
    });
  }

  /** An erased person cannot be asked about, now or ever: the report says so and nobody tries again. */
  private skipped({ inquiry, verification, askedAt, attempts }: TakenInquiry): void {
    this.desk.take({ verification, skipped: inquiry, late: { inquiry, askedAt: askedAt.toISOString(), attempts, fault: ERASED, nextTryAt: null } });
  }

  private failed({ inquiry, verification, askedAt, attempts }: TakenInquiry, fault: string): void {
    const waitMs = Math.min(this.config.firstWaitMs * 2 ** Math.min(attempts - 1, 20), this.config.longestWaitMs) * (0.8 + 0.2 * Math.random());
    const nextTryAt = new Date(this.clock.now().getTime() + waitMs).toISOString();
    const late = attempts >= this.config.attempts ? { late: { inquiry, askedAt: askedAt.toISOString(), attempts, fault, nextTryAt } } : {};
    this.desk.take({ verification, failed: { inquiry, fault, waitMs }, ...late });
  }
}
