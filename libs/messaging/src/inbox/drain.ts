import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '@hearth/event-sourcing';
import { ExpectedVersionConflict, type Tx } from '@hearth/event-store';
import { MalformedFact } from '../envelope.ts';
import { describe, type Failure, isTransient } from './failure.ts';
import { Heard } from './heard.ts';
import type { Head, Queue } from './held-events.ts';
import type { InboxState } from './intake.ts';
import type { InboxParts } from './parts.ts';
import { receive, type Received } from './received.ts';
import { Turn } from './turn.ts';
import { type Verdict, verdictOn } from './verdict.ts';

/** An operator's word on a dead letter. */
export interface Order { readonly letter: string; readonly skip: boolean; readonly reason: string | null; readonly actor: Actor }

/** Called in the transaction that settles a dead letter. */
export type Settle = (tx: Tx, order: Order, received: Received) => Promise<void>;

type Step = 'gone on' | 'stopped';

const LOST_RACES = 5;

/** Moves queues of held facts on, head by head, each in a transaction of its own and under the partition's lock, as if it had just come. */
export class Drain {
  constructor(private readonly parts: InboxParts, private readonly reading: Tx, private readonly settle: Settle) {}

  /** Every queue whose head waits for nothing any more; what they bring may free others. */
  async ready(): Promise<void> {
    for (;;) {
      const queues = await this.parts.held.ready(this.reading);
      if (queues.length === 0) return;
      for (const queue of queues) await this.queue(queue);
    }
  }

  /** Applies or leaves out the dead head, then what is behind it. False when it fails again or is not the head. */
  async obey(queue: Queue, order: Order): Promise<boolean> {
    if (await this.step(queue, order) === 'stopped') return false;
    await this.queue(queue);
    return true;
  }

  private async queue(queue: Queue): Promise<void> {
    while (await this.step(queue, null) === 'gone on');
  }

  private async step(queue: Queue, order: Order | null): Promise<Step> {
    for (let races = 0; ; races += 1) {
      try {
        return await this.parts.store.inTransaction((tx) => this.within(tx, queue, order, null));
      } catch (error) {
        if (!isTransient(error)) return this.parts.store.inTransaction((tx) => this.within(tx, queue, order, describe(error)));
        if (!(error instanceof ExpectedVersionConflict) || races === LOST_RACES) throw error;
        await pause(2 ** races);
      }
    }
  }

  private async within(tx: Tx, queue: Queue, order: Order | null, failure: Failure | null): Promise<Step> {
    const { intake, held } = this.parts;
    await intake.lock(tx, queue);
    const head = await held.head(tx, queue);
    if (!head || (head.state === 'dead') !== (order !== null)) return 'stopped';
    const received = receive(head.record);
    const facts = received.fact instanceof MalformedFact ? [] : [received.fact];
    const heard = await Heard.load(tx, this.parts, facts);
    if (order?.skip) {
      for (const fact of facts) heard.add(fact);
      return this.done(tx, head, received, order, heard, 'skipped', null);
    }
    const verdict: Verdict = failure ? { is: 'dead', failure } : verdictOn(received.fact, this.parts, heard);
    if (verdict.is === 'dead') return this.dead(tx, head, received, order, verdict.failure);
    if (verdict.is === 'waiting') return this.wait(tx, head, received, order, verdict);
    const turn = new Turn(this.parts, tx);
    if (verdict.is === 'ready') await turn.handle(verdict.fact, verdict.handler);
    heard.add(verdict.fact);
    return this.done(tx, head, received, order, heard, verdict.is === 'ready' ? 'applied' : 'unheard', turn);
  }

  private async done(tx: Tx, head: Head, received: Received, order: Order | null, heard: Heard, state: InboxState, turn: Turn | null): Promise<Step> {
    await this.parts.held.release(tx, head.seq);
    await this.parts.intake.mark(tx, [head.eventId], state);
    await heard.save(tx);
    if (order) await this.settle(tx, order, received);
    await turn?.flush();
    return 'gone on';
  }

  private async dead(tx: Tx, head: Head, received: Received, order: Order | null, failure: Failure): Promise<Step> {
    if (order) await this.parts.deadLetters.failedAgain(tx, order.letter, failure);
    else await this.parts.deadLetters.add(tx, received, failure);
    await this.parts.held.setState(tx, head.seq, 'dead', []);
    await this.parts.intake.mark(tx, [head.eventId], 'dead');
    return 'stopped';
  }

  /** A dead letter that now only waits is dead no more. */
  private async wait(tx: Tx, head: Head, received: Received, order: Order | null, { needs }: Extract<Verdict, { is: 'waiting' }>): Promise<Step> {
    this.parts.waits();
    await this.parts.held.setState(tx, head.seq, 'waiting', needs);
    await this.parts.intake.mark(tx, [head.eventId], 'held');
    if (order) await this.settle(tx, order, received);
    return 'stopped';
  }
}
