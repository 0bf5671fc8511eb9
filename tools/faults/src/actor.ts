import { Line } from './actors/line.ts';
import type { ActorConfig, Order } from './actors/protocol.ts';
import type { End } from './actors/speaker.ts';

/** A process of a fault run. It ends with the one that started it, kill -9 included: their line breaks. */
process.on('disconnect', () => { process.exit(1); });
process.on('SIGINT', () => undefined); // Ctrl-C is for the run, which tells us

const line = new Line();
let end: Promise<End> | null = null;

async function begin(config: ActorConfig): Promise<End> {
  if (config.role === 'speaker') return (await import('./actors/speaker.ts')).speaker(config, line);
  if (config.role === 'hearer') return (await import('./actors/hearer.ts')).hearer(config, line);
  return (await import('./actors/rebuilder.ts')).rebuilder(config, line);
}

const leave = async (): Promise<void> => {
  await (await end)?.();
  process.exit(0);
};

line.on((order: Order) => {
  if (order.do === 'begin') end = begin(order.config);
  if (order.do === 'end') void leave();
});
