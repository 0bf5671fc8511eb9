import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { startIdentity } from '@hearth/local';
import { readIdentityConfig } from './docker.config.ts';
import { run } from './run.ts';

// The development sign-in in a container of its own. It leaves the departments' token where their simulator finds it.
await run('the development sign-in', async (env) => {
  const { host, port, publicUrl, dataDir } = readIdentityConfig(env);
  mkdirSync(dataDir, { recursive: true });
  const identity = await startIdentity({ dataDir, publicUrl, say: (line) => { process.stderr.write(`${line}\n`); } });
  writeFileSync(join(dataDir, 'departments.token'), await identity.machineToken('service:departments'), { mode: 0o600 });
  const server = createServer((request, response) => {
    if (request.url === '/health/ready') response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
    else identity.handle(request, response);
  }).listen(port, host);
  await once(server, 'listening');
  return async () => {
    server.close();
    server.closeAllConnections();
    identity.close();
  };
});
