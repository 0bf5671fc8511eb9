import { Horizon, ProjectionRunner } from '@hearth/event-store';
import { Inbox } from '@hearth/messaging';
import { around } from '../around.ts';
import { isNaive } from '../breakages.ts';
import { openBus, trappedForHearer } from './buses.ts';
import { connect } from './connect.ts';
import { publicTypeOf, tally } from './events.ts';
import { Failures, Hearing } from './hearing.ts';
import type { Line } from './line.ts';
import { NaiveHearer } from './naive-hearer.ts';
import type { HearerConfig, Order } from './protocol.ts';
import type { End } from './speaker.ts';
import { Trapdoor } from './trapdoor.ts';

const CONNECTIONS = 10;
const OPERATOR = { sub: 'ops1', role: 'operations', area: '*' };

/** What listens, from joining to leaving. */
interface Membership { retry(id: string): Promise<boolean>; close(): Promise<void> }

/** Inbox and projection of one service, in one process. */
export async function hearer(config: HearerConfig, line: Line): Promise<End> {
  const { url, hearing, failing, joins } = config;
  const store = await connect(url, hearing, CONNECTIONS);
  const horizon = new Horizon({ store, pollMs: 50 });
  horizon.start();
  const projections = new ProjectionRunner({ store, horizon, projections: [tally()] });
  await projections.start();
  const failures = new Failures(failing);
  const join = (): Promise<Membership> => member(config, line, store, failures);
  let membership: Membership | null = joins ? await join() : null;
  const obey = async (order: Order): Promise<void> => {
    if (order.do === 'mend') failures.mend();
    if (order.do === 'join') { membership = await join(); await line.say({ is: 'joined' }); }
    if (order.do === 'leave') { await membership?.close(); membership = null; await line.say({ is: 'left' }); }
    if (order.do === 'retry') await line.say({ is: 'retried', id: order.id, done: (await membership?.retry(order.id)) ?? false });
  };
  line.on((order) => { void obey(order); });
  await line.say({ is: 'ready' });
  return async () => {
    await membership?.close();
    await projections.close();
    await horizon.close();
    await store.pool.end();
  };
}

async function member(config: HearerConfig, line: Line, store: Awaited<ReturnType<typeof connect>>, failures: Failures): Promise<Membership> {
  const { bus: address, hearing, speaking, maxBatch, breakage } = config;
  const trapdoor = new Trapdoor(config.trap, line);
  const bus = openBus(address, line.log);
  const trapped = trappedForHearer(bus, trapdoor, line);
  if (isNaive(breakage)) {
    const naive = new NaiveHearer({ hearing, speaking, bus: trapped, store, mistake: breakage, trapdoor });
    await naive.start();
    return { retry: () => Promise.resolve(false), close: async () => { await naive.close(); await bus.close(); } };
  }
  const handling = new Hearing(hearing, store, trapdoor, failures, breakage === 'swallows-errors');
  const trappedStore = around(store, {
    inTransaction: async (work) => {
      const { value, inHand } = await store.inTransaction(async (tx) => {
        const done = await work(tx);
        const handled = handling.inHand(tx);
        if (handled.length > 0) await trapdoor.pass('hearer:before-commit', handled);
        return { value: done, inHand: handled };
      });
      if (inHand.length > 0) await trapdoor.pass('hearer:after-commit', inHand);
      return value;
    },
  });
  const inbox = new Inbox({ service: hearing, sources: [speaking], bus: trapped, store: trappedStore, maxBatch, log: line.log, unitOf: (fact, tx) => handling.unitOf(fact, tx) });
  await inbox.start(new Map([[publicTypeOf(speaking), handling.handler]]));
  return { retry: (id) => inbox.retry(id, OPERATOR), close: async () => { await inbox.close(); await bus.close(); } };
}
