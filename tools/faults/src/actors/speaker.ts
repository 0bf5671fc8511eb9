import { Horizon } from '@hearth/event-store';
import { type EventBus, Relay } from '@hearth/messaging';
import { planOf } from '../plan.ts';
import { markingFirst, openBus, trappedForRelay, trustingMarks } from './buses.ts';
import { connect } from './connect.ts';
import { publicationOf, upcastersOf } from './events.ts';
import { holding, stage } from './holding.ts';
import type { Line } from './line.ts';
import { NaiveHorizon } from './naive-horizon.ts';
import type { SpeakerConfig, Writing } from './protocol.ts';
import { Trapdoor } from './trapdoor.ts';
import { Writers } from './writers.ts';

/** What a process does at its end. */
export type End = () => Promise<void>;

const [OWN_CONNECTIONS, FEWEST_WRITERS] = [6, 16];
const LATER_MS = 40;

/** Writers and relay of one service, in one process. */
export async function speaker(config: SpeakerConfig, line: Line): Promise<End> {
  const { url, speaking, writing, relayBatch } = config;
  const store = await connect(url, speaking, Math.max(FEWEST_WRITERS, writing?.writers ?? 0) + OWN_CONNECTIONS);
  const trapdoor = new Trapdoor(config.trap, line);
  const ends: End[] = [() => store.pool.end()];
  if (relayBatch !== null) ends.push(await relay(config, store, trapdoor, line, relayBatch));
  await line.say({ is: 'ready' });
  const begin = (part: Writing): void => { ends.push(write(config, store, trapdoor, line, part)); };
  line.on((order) => { if (order.do === 'write') begin(order.writing); });
  if (writing !== null) begin(writing);
  return async () => { for (const end of ends.toReversed()) await end(); };
}

async function relay(config: SpeakerConfig, store: ConstructorParameters<typeof NaiveHorizon>[0], trapdoor: Trapdoor, line: Line, batch: number): Promise<End> {
  const { bus: address, speaking, breakage, release } = config;
  const bus = openBus(address, line.log);
  const trapped = trappedForRelay(bus, trapdoor, line);
  const horizon = breakage === 'naive-cursor' ? new NaiveHorizon(store) : new Horizon({ store, pollMs: 20 });
  horizon.start();
  const running = new Relay({
    service: speaking, deployment: 'faults', store, horizon, batch, log: line.log, validate: () => [],
    bus: brokenBus(trapped, breakage),
    publications: [publicationOf(speaking, release)], upcasters: upcastersOf(release, breakage === 'no-upcaster'),
  });
  await running.start();
  line.on((order) => {
    if (order.do === 'republish') void running.republish(0).then(() => line.say({ is: 'republishing' }));
  });
  return async () => {
    await running.close();
    await horizon.close();
    await bus.close();
  };
}

function brokenBus(bus: EventBus, breakage: SpeakerConfig['breakage']): EventBus {
  if (breakage === 'relay-marks-first') return markingFirst(bus, LATER_MS);
  return breakage === 'trusts-its-mark' ? trustingMarks(bus) : bus;
}

/** Runs beside everything else; its end waits for the appends in hand. */
function write(config: SpeakerConfig, store: Parameters<typeof stage>[0], trapdoor: Trapdoor, line: Line, writing: Writing): End {
  const plan = planOf(config.seed, config.events, config.leastStreams);
  const pairs = Array.from({ length: writing.staged ?? 0 }, (_, at) => plan.slice(2 * at, 2 * at + 2)).flatMap(([late, early]) => (late && early ? [[late, early] as const] : []));
  const [writers, stagers] = writing.staged === null ? [new Writers(store, line, trapdoor, config), null] : [new Writers(store, line, trapdoor, config, holding), new Writers(store, line, trapdoor, config, holding)];
  const work = async (): Promise<void> => {
    const staging = stage(store, line, pairs).then(() => stagers?.write(pairs.flat(), config.seed + 1, { ...writing, writers: 2 }));
    await Promise.all([staging, writers.write(plan.slice(2 * pairs.length), config.seed, writing)]);
    await line.say({ is: 'written' });
  };
  const running = work();
  return async () => {
    writers.close();
    stagers?.close();
    await running;
  };
}
