import { EventStore, openPool, readLogEpoch } from '@hearth/event-store';
import { until } from '../until.ts';

const PATIENCE_S = 120;

/** A service's store; a database that is still starting is waited for, as any process of Hearth that is started again and again would. */
export async function connect(url: string, service: string, max: number): Promise<EventStore> {
  let epoch = 0;
  await until('the database answers', PATIENCE_S, () => readLogEpoch(url, service).then((found) => { epoch = found; return true; }, () => false));
  return new EventStore({ pool: openPool({ url, service, max }), service, logEpoch: epoch });
}
