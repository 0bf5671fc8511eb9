import { setTimeout as pause } from 'node:timers/promises';
import { ExpectedVersionConflict, type Tx } from '@hearth/event-store';
import type { Batch, TopicPartition } from '../bus/bus.ts';
import { Arrival, type Failures, type Taken } from './arrival.ts';
import type { EpochBegun } from './epochs.ts';
import { describe, type Failure, isTransient } from './failure.ts';
import type { Entered } from './intake.ts';
import type { InboxParts } from './parts.ts';
import { type Acquaintance, type Checkpoint, type Place, placeOf, STRANGER, UNREAD } from './place.ts';
import { factsOf, receive, type Received } from './received.ts';

/** `done` as the bus wants it; `took`: false when the batch was read at the wrong place. */
interface Outcome { readonly done: bigint; readonly took: boolean; readonly known: Acquaintance; readonly taken: Taken; readonly begun: readonly EpochBegun[] }

const NONE: Failures = new Map();
const NOTHING: Taken = { unheard: [], waits: false };
const LOST_RACES = 5;

/** Takes in one partition's batches: all at once, and when that fails one by one, so that one bad fact stops only its own key. */
export class PartitionWork {
  private readonly acquaintances = new Map<string, Acquaintance>();

  constructor(private readonly parts: InboxParts) {}

  /** Another broker is read from now on: nothing is known of its partitions. */
  forget(): void { this.acquaintances.clear(); }

  /** Answers as the bus wants it. */
  async take(batch: Batch): Promise<bigint> {
    const received = batch.records.map(receive);
    try {
      return (await this.together(batch, received, NONE)).done;
    } catch (error) {
      if (isTransient(error) && !(error instanceof ExpectedVersionConflict)) throw error;
      this.parts.log('debug', 'batch is taken in one by one', { topic: batch.topic, partition: batch.partition, size: received.length, error: describe(error).code });
      return this.oneByOne(batch, received);
    }
  }

  private async oneByOne(batch: Batch, received: readonly Received[]): Promise<bigint> {
    let done = -1n;
    for (const one of received) {
      const outcome = await this.alone(batch, one);
      ({ done } = outcome);
      if (!outcome.took) break;
      await batch.heartbeat();
    }
    return done;
  }

  private async alone(batch: Batch, one: Received): Promise<Outcome> {
    for (let races = 0; ; races += 1) {
      try {
        return await this.together(batch, [one], NONE);
      } catch (error) {
        if (!isTransient(error)) return this.bury(batch, one, describe(error));
        if (!(error instanceof ExpectedVersionConflict) || races === LOST_RACES) throw error;
        await pause(2 ** races);
      }
    }
  }

  private bury(batch: Batch, one: Received, failure: Failure): Promise<Outcome> {
    this.parts.log('warn', 'a fact cannot be applied, its key is parked', { topic: batch.topic, eventId: one.eventId, code: failure.code });
    return this.together(batch, [one], new Map([[one.eventId, failure]]));
  }

  private async together(batch: Batch, received: readonly Received[], failed: Failures): Promise<Outcome> {
    const name = `${batch.topic}/${batch.partition}`;
    const known = this.acquaintances.get(name) ?? STRANGER;
    const outcome = await this.parts.store.inTransaction((tx) => this.within(tx, batch, received, known, failed));
    // Only what was committed counts as found out.
    this.acquaintances.set(name, outcome.known);
    this.learn(outcome.begun);
    for (const type of outcome.taken.unheard) this.parts.unheard(type);
    if (outcome.taken.waits) this.parts.waits();
    return outcome;
  }

  /** Somebody must look what was lost there: what we made of facts that did not happen stays until then. */
  private learn(begun: readonly EpochBegun[]): void {
    this.parts.epochs.learn(begun);
    for (const { service, epoch, before, eventId } of begun) if (before !== null) this.parts.log('error', 'the log of a service that is read here went back in time', { source: service, from: before, to: epoch, eventId });
  }

  private async within(tx: Tx, batch: Batch, received: readonly Received[], known: Acquaintance, failed: Failures): Promise<Outcome> {
    const { intake, log } = this.parts;
    const at: TopicPartition = { topic: batch.topic, partition: batch.partition };
    const checkpoint = await intake.lock(tx, at);
    const place = await this.place(at, received, checkpoint, known);
    if (place.at === 'elsewhere') return { done: place.done, took: false, known: place.known, taken: NOTHING, begun: [] };
    if (place.at === 'anew') {
      log('warn', 'the topic was made anew and is read from its start', { ...at });
      await intake.save(tx, at, UNREAD);
      return { done: -1n, took: false, known: place.known, taken: NOTHING, begun: [] };
    }
    if (place.at === 'hole') log('error', 'the broker has cut off records that were never read', { ...at, after: Number(checkpoint.offset) });
    const begun = this.parts.epochs.begunBy(factsOf(received));
    await this.parts.epochs.note(tx, begun);
    const entered = await this.enter(tx, at, checkpoint, received);
    const taken = await Arrival.takeIn(this.parts, tx, entered, failed, batch.heartbeat);
    return { done: received.at(-1)?.record.offset ?? -1n, took: true, known: place.known, taken, begun };
  }

  private async place(at: TopicPartition, received: readonly Received[], checkpoint: Checkpoint, known: Acquaintance): Promise<Place> {
    const ids = new Map(received.map((r) => [r.record, r.eventId]));
    const arrival = { records: received.map((r) => r.record), checkpoint, known, idOf: ids.get.bind(ids) };
    const place = placeOf(arrival, null);
    return place.at === 'elsewhere' && known.asked ? placeOf(arrival, await this.parts.boundsOf(at)) : place;
  }

  private async enter(tx: Tx, at: TopicPartition, checkpoint: Checkpoint, received: readonly Received[]): Promise<Entered> {
    const last = received.at(-1);
    const next: Checkpoint = last ? { offset: last.record.offset, id: last.eventId } : checkpoint;
    const entered = await this.parts.intake.enter(tx, at, received, next.offset > checkpoint.offset ? next : null);
    // A fact that is new although its place was read before: the topic was made anew while it was read, so the checkpoint goes back with it.
    if (next.offset <= checkpoint.offset && entered.fresh.length > 0) await this.parts.intake.save(tx, at, next);
    return entered;
  }
}
