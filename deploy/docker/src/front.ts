import { DevClock, openFront } from '@hearth/local';
import { readFrontConfig } from './docker.config.ts';
import { proxyTo } from './proxy.ts';
import { remoteService } from './remote-service.ts';
import { run } from './run.ts';

// The one address when every service has a container of its own: console, services, sign-in, health.
await run('the front door', async (env) => {
  const { services, development, ...place } = readFrontConfig(env);
  const front = await openFront({ ...place, development: development && { identity: { handle: proxyTo(development.identityUrl) }, clock: new DevClock(development.clockFile) } });
  front.open(services.map(({ name, url }) => remoteService(name, url)));
  return () => front.close();
});
