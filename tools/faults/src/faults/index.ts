import { brokerEmptied, brokerKilled, brokerPaused, topicDeleted, topicRecreated } from './brokers.ts';
import { consumerKilled, rebalance, staleMember } from './consumers.ts';
import { databaseAway, databaseKilled } from './databases.ts';
import { duplicateDelivery, lateCommit } from './deliveries.ts';
import { poison, typeError } from './failures.ts';
import type { Fault } from './fault.ts';
import { replay, upcaster } from './histories.ts';
import { relayKilled, twoRelays, writerKilled } from './relays.ts';
import { restore, restoreEarlier } from './restores.ts';

/** In the order in which they are run. */
export const FAULTS: readonly Fault[] = [
  relayKilled, writerKilled, twoRelays, duplicateDelivery, lateCommit, brokerPaused, brokerKilled, brokerEmptied, topicRecreated, topicDeleted, databaseKilled, databaseAway,
  consumerKilled, staleMember, rebalance, poison, typeError, replay, upcaster, restore, restoreEarlier,
];
