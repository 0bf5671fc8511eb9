import { once } from 'node:events';
import { join } from 'node:path';
import { startKafka } from '@hearth/launch';
import { OK } from '../exit.ts';
import { output } from '../output.ts';
import { dataDir } from '../place.ts';

/** A single-node Kafka on this machine until Ctrl-C; its topics and offsets are kept. */
export async function kafka(options: { json?: boolean }): Promise<number> {
  const out = output(options.json ?? false);
  const port = process.env['HEARTH_KAFKA_PORT'];
  const running = await startKafka({ dataDir: join(dataDir(), 'kafka'), ...(port ? { port: Number(port) } : {}), log: out.say });
  out.answer({ broker: running.broker }, `Kafka is ready at ${running.broker}; stop it with Ctrl-C`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), running.exited]);
  await running.stop();
  return OK;
}
