import { once } from 'node:events';
import { createServer } from 'node:net';
import { exitCodes, StartProblem } from './start-problem.ts';

/** A loopback port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}

/** Refuses with exit code 10 when the port cannot be had. */
export async function checkPort(port: number): Promise<void> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    throw portProblem(port, error);
  } finally {
    server.close();
  }
}

export function portProblem(port: number, error: unknown): StartProblem {
  const why = (error as NodeJS.ErrnoException).code === 'EACCES' ? 'may not be opened by this user' : 'is in use by another program';
  return new StartProblem(exitCodes.portInUse, `port ${port} ${why}; stop that program or choose another port with HEARTH_PORT`);
}
