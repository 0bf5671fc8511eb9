import type { Tx } from '@hearth/event-store';
import { type Failure } from './failure.ts';
import { Heard } from './heard.ts';
import type { Held } from './held-events.ts';
import type { Entered } from './intake.ts';
import type { InboxParts } from './parts.ts';
import { factsOf, type Received } from './received.ts';
import { Turn } from './turn.ts';
import { type Verdict, verdictOn } from './verdict.ts';

export type Failures = ReadonlyMap<string, Failure>;

/** Types that nobody here listens to, and whether a fact has to wait for another. */
export interface Taken { readonly unheard: readonly string[]; readonly waits: boolean }

/** A long batch tells the broker now and then that it is being worked on. */
const BEAT_MS = 500;

/** One transaction's work on facts that came for the first time, in the order of their coming. */
export class Arrival {
  private readonly held: Held[] = [];
  private readonly dead: { readonly received: Received; readonly failure: Failure }[] = [];
  private readonly unheard: Received[] = [];
  private readonly turn: Turn;

  private constructor(private readonly parts: InboxParts, private readonly tx: Tx, private readonly queued: Set<string>, private readonly heard: Heard) {
    this.turn = new Turn(parts, tx);
  }

  /** `failed`: facts that were tried before and cannot be applied. */
  static async takeIn(parts: InboxParts, tx: Tx, { fresh, queued }: Entered, failed: Failures, beat: () => Promise<void>): Promise<Taken> {
    const heard = await Heard.load(tx, parts, factsOf(fresh));
    const arrival = new Arrival(parts, tx, queued, heard);
    let beaten = performance.now();
    for (const received of fresh) {
      await arrival.one(received, failed.get(received.eventId));
      if (performance.now() - beaten < BEAT_MS) continue;
      await beat();
      beaten = performance.now();
    }
    await arrival.save();
    return { unheard: factsOf(arrival.unheard).map((fact) => fact.type), waits: arrival.held.some(({ state }) => state === 'waiting') };
  }

  private async one(received: Received, failure: Failure | undefined): Promise<void> {
    const { key } = received.record;
    if (this.queued.has(key)) { this.held.push({ received, state: 'behind', needs: [] }); return; }
    const verdict: Verdict = failure ? { is: 'dead', failure } : verdictOn(received.fact, this.parts, this.heard);
    if (verdict.is === 'dead' || verdict.is === 'waiting') { this.park(received, verdict); return; }
    if (verdict.is === 'ready') await this.turn.handle(verdict.fact, verdict.handler);
    else this.unheard.push(received);
    this.heard.add(verdict.fact);
  }

  private park(received: Received, verdict: Extract<Verdict, { is: 'dead' | 'waiting' }>): void {
    this.queued.add(received.record.key);
    this.held.push({ received, state: verdict.is, needs: verdict.is === 'waiting' ? verdict.needs : [] });
    if (verdict.is === 'dead') this.dead.push({ received, failure: verdict.failure });
  }

  private async save(): Promise<void> {
    const { tx, parts: { held, deadLetters, intake } } = this;
    for (const one of this.held) await held.hold(tx, one);
    for (const { received, failure } of this.dead) await deadLetters.add(tx, received, failure);
    const dead = new Set(this.dead.map(({ received }) => received.eventId));
    await intake.mark(tx, this.held.map(({ received }) => received.eventId).filter((id) => !dead.has(id)), 'held');
    await intake.mark(tx, [...dead], 'dead');
    await intake.mark(tx, this.unheard.map((received) => received.eventId), 'unheard');
    await this.heard.save(tx);
    await this.turn.flush();
  }
}
