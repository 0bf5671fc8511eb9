import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Registry } from 'prom-client';
import type { RunningService } from '../environment.ts';
import { log } from '../log.ts';
import type { FollowedClock } from './followed-clock.ts';

export interface AloneServer {
  /** From now on calls reach the service; until then they are told to wait. */
  open(service: RunningService): void;
  /** Takes no new calls and lets those in hand finish for a moment: live streams never would. */
  close(): Promise<void>;
}

export interface AloneServerOptions {
  readonly host: string;
  readonly port: number;
  readonly processMetrics: Registry;
  /** Null outside development: then nobody moves time or asks for rest. */
  readonly clock: FollowedClock | null;
}

const GRACE_MS = 1500;

/** The port of one service: its own addresses as they are, and beside them what a container's host looks at. */
export async function listenAlone({ host, port, processMetrics, clock }: AloneServerOptions): Promise<AloneServer> {
  let service: RunningService | null = null;
  const own: Record<string, (request: IncomingMessage, response: ServerResponse) => Promise<void>> = {
    'GET /health/live': async (_, response) => {
      const alive = service === null || await service.alive();
      json(response, alive ? 200 : 503, { status: alive ? 'ok' : 'stuck', ...(service === null ? {} : { services: { [service.name]: alive } }) });
    },
    'GET /health/ready': async (_, response) => {
      const ready = service !== null && await service.ready();
      json(response, ready ? 200 : 503, { status: ready ? 'ok' : 'starting' });
    },
    'GET /metrics': async (_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(`${await processMetrics.metrics()}\n${await service?.metrics() ?? ''}`);
    },
    ...(clock === null ? {} : {
      'GET /dev/quiet': async (_, response) => { json(response, 200, { quiet: service !== null && await service.quiet() }); },
      'POST /dev/due': async (request, response) => {
        const { now } = JSON.parse(await text(request)) as { now: string };
        clock.follow(new Date(now));
        await service?.runDue(new Date(now));
        json(response, 200, {});
      },
    }),
  };
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 120_000 }, (request, response) => {
    const route = own[`${request.method} ${(request.url ?? '').split('?')[0]}`];
    if (route) route(request, response).catch((error: unknown) => { failed(response, error); });
    else if (service) service.handle(request, response);
    else response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '1' }).end(JSON.stringify({ type: 'urn:hearth:problem:starting', title: 'Service Unavailable', status: 503, detail: 'The service is starting.', code: 'starting' }));
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    open: (started) => { service = started; },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const timer = setTimeout(() => { server.closeAllConnections(); }, GRACE_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}

const json = (response: ServerResponse, status: number, body: object): void =>
  void response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }).end(JSON.stringify(body));

function failed(response: ServerResponse, error: unknown): void {
  log.error({ fault: error instanceof Error ? error.message : typeof error }, 'a look at the service failed');
  if (!response.headersSent) response.writeHead(500);
  response.end();
}
