import { Line } from './actors/line.ts';
import type { ActorConfig, Order } from './actors/protocol.ts';
import type { End } from './actors/speaker.ts';

/** A process of a fault run. It ends with the one that started it, kill -9 included: their line breaks. */
process.on('disconnect', () => { process.exit(1); });
process.on('SIGINT', () => undefined); // Ctrl-C is for the run, which tells us

const roles = { speaker: () => import('./actors/speaker.ts'), hearer: () => import('./actors/hearer.ts'), rebuilder: () => import('./actors/rebuilder.ts') };
/** Loaded before they are needed: it takes longer than all else. */
const loaded = Promise.all(Object.values(roles).map((load) => load()));

const line = new Line();
let end: Promise<End> | null = null;

async function begin(config: ActorConfig): Promise<End> {
  await loaded;
  if (config.role === 'speaker') return (await roles.speaker()).speaker(config, line);
  if (config.role === 'hearer') return (await roles.hearer()).hearer(config, line);
  return (await roles.rebuilder()).rebuilder(config, line);
}

/** After its end in good order it may be given another part. */
async function leave(): Promise<void> {
  const ending = end;
  end = null;
  await (await ending)?.();
  line.clear();
  await line.say({ is: 'ended' });
}

process.on('message', (message) => {
  const order = message as Order;
  if (order.do === 'begin') end = begin(order.config);
  if (order.do === 'end') void leave();
});
