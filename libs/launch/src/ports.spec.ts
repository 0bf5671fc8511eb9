import { expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { checkPort, freePort } from './ports.ts';

it('a port in use is refused with exit code 10 and named', async () => {
  const port = await freePort();
  await checkPort(port);
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  await expect(checkPort(port)).rejects.toMatchObject({ code: 10, line: expect.stringMatching(new RegExp(`^hearth: port ${port} is in use`)) });
  server.close();
  await once(server, 'close');
  await checkPort(port);
});
