import { once } from 'node:events';
import { createServer } from 'node:http';
import { bankRoutes } from './bank/bank.controller.ts';
import { ChangeNotices } from './departments/change-notices.ts';
import type { NoticeTarget } from './departments/change-notices.ts';
import { departmentRoutes } from './departments/departments.controller.ts';
import { listener } from './http/listener.ts';
import type { Route } from './http/route.ts';

export interface SimulatorOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly host?: string;
  /** Where change notices go; without it they are only listed. */
  readonly changes?: NoticeTarget;
}

export interface Simulator {
  readonly url: string;
  /** Ends at once: open requests are cut, pending change notices are dropped. */
  close(): Promise<void>;
}

const health: Route[] = ['/health/live', '/health/ready'].map((path) => ({ method: 'GET', path, answer: () => ({ json: { status: 'ok' } }) }));

/** Starts the departments and the bank on one address; all they know is in memory. */
export async function startSimulator({ port = 0, host = '127.0.0.1', changes }: SimulatorOptions = {}): Promise<Simulator> {
  const closing = new AbortController();
  const routes = [...departmentRoutes(new ChangeNotices(changes, closing.signal)), ...bankRoutes(), ...health];
  const server = createServer(listener(routes, closing.signal));
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    close: async () => {
      closing.abort();
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
