import { KnownFacts } from '@hearth/messaging';
import { log, ServiceWork, type StagedUnit } from '@hearth/service-host';
import { EventStore, type Tx } from '@hearth/event-store';
import { Inject, Injectable } from '@nestjs/common';
import { HIAVS_CONFIG, type HiavsConfig } from '../hiavs.config.ts';
import { declaredOf, inTurn, type KnownVerification } from '../known/registry-facts.ts';
import type { GivenAnswer, LateAnswer } from '../verification/verification.commands.ts';
import { verificationDecider } from '../verification/verification.decider.ts';
import { type FailedTry, OpenInquiries } from './open-inquiries.ts';

/** What became of an inquiry: an answer, a failed try, that the report shall not wait for it, or that it cannot be asked at all. */
export interface Result { readonly verification: string; readonly answer?: GivenAnswer; readonly failed?: FailedTry; readonly late?: LateAnswer; readonly skipped?: string }

/** Results of one verification that come close together are filed together: one transaction, one report. */
const GATHER_MS = 50;

/** Files the results of inquiries as facts, one transaction at a time for each verification. What cannot be filed is asked again, once its lease has run out. */
@Injectable()
export class ResultDesk {
  private readonly gathered = new Map<string, Result[]>();
  private readonly filing = new Map<string, Promise<void>>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private onFiled: () => void = () => undefined;

  constructor(
    @Inject(ServiceWork) private readonly work: ServiceWork, @Inject(KnownFacts) private readonly known: KnownFacts, @Inject(OpenInquiries) private readonly open: OpenInquiries,
    @Inject(HIAVS_CONFIG) private readonly config: HiavsConfig, @Inject(EventStore) private readonly store: EventStore,
  ) {}

  whenFiled(listener: () => void): void { this.onFiled = listener; }

  take(result: Result): void {
    const { verification } = result;
    this.gathered.set(verification, [...this.gathered.get(verification) ?? [], result]);
    if (!this.timers.has(verification)) this.timers.set(verification, setTimeout(() => { this.fileSoon(verification); }, GATHER_MS));
  }

  /** Files all that was gathered; resolves when nothing is being filed any more. */
  async close(): Promise<void> {
    for (const verification of this.timers.keys()) this.fileSoon(verification);
    await Promise.all(this.filing.values());
  }

  private fileSoon(verification: string): void {
    clearTimeout(this.timers.get(verification));
    this.timers.delete(verification);
    const filed = (this.filing.get(verification) ?? Promise.resolve()).then(() => this.file(verification));
    this.filing.set(verification, filed);
    void filed.then(() => { if (this.filing.get(verification) === filed) this.filing.delete(verification); });
  }

  private async file(verification: string): Promise<void> {
    const results = this.gathered.get(verification) ?? [];
    this.gathered.delete(verification);
    try {
      const known = await this.known.get<KnownVerification>('verification', verification);
      if (known) await this.work.run((unit) => this.decide(unit, verification, known.area, results), { correlationId: known.correlation });
    } catch (error) {
      log.warn({ service: this.store.service, verification, fault: error instanceof Error ? error.message : typeof error }, 'answers could not be filed; they are asked for again');
    }
    this.onFiled();
  }

  private async decide(unit: StagedUnit, verification: string, area: string | null, results: readonly Result[]): Promise<void> {
    const known = this.known.within(unit.tx);
    const { state: { opened } } = await unit.load(verificationDecider, verification);
    if (!opened) return;
    await inTurn(unit.tx, opened.household);
    const { events } = await unit.decide(verificationDecider, verification, {
      type: 'RecordResults', at: unit.at, answers: results.flatMap((r) => r.answer ?? []), late: results.flatMap((r) => r.late ?? []),
      comparison: { declared: await declaredOf(known, opened.household), tolerance: this.config.tolerance },
    }, { household: opened.household, area });
    await this.keepTable(unit.tx, verification, results, events);
  }

  private async keepTable(tx: Tx, verification: string, results: readonly Result[], events: Parameters<OpenInquiries['follow']>[2]): Promise<void> {
    await this.open.failed(tx, results.flatMap((r) => r.failed ?? []));
    await this.open.follow(tx, verification, events);
    // An answer that is no fact any more (withdrawn meanwhile) must not be asked for again, nor what cannot be asked.
    const settled = results.flatMap((r) => r.answer?.inquiry ?? r.skipped ?? []);
    if (settled.length > 0) await this.open.strike(tx, settled);
  }
}
