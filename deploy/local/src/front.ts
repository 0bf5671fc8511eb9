import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { portProblem } from '@hearth/launch';
import { processMetrics, type RunningService } from '@hearth/service-host';
import Fastify, { type FastifyInstance } from 'fastify';
import { serveConsole } from './console-files.ts';
import type { DevClock } from './dev-clock.ts';
import { devProblem, devRoutes } from './dev-routes.ts';
import type { Identity } from './identity/identity.ts';
import { LiveStreams } from './live.ts';
import { joinMetrics } from './metrics.ts';
import { problem, problemType } from './problem.ts';

export interface FrontOptions {
  /** Only this machine, unless said otherwise. */
  host?: string;
  port: number;
  publicUrl: string;
  consoleFolder: string;
  /** Null outside development: then there is neither sign-in nor test clock here. */
  development: { identity: Pick<Identity, 'handle'>; clock: DevClock } | null;
}

/** The one address: console, services, sign-in, health. */
export interface Front {
  /** From now on calls reach the services; until then they are told to wait. */
  open(services: readonly RunningService[]): void;
  /** Takes no new calls, lets those in hand finish for a moment, then ends every connection. */
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const graceMs = 1500;

/** Listens at once, so that the port is ours while the services are still starting. @throws StartProblem when it is taken */
export async function openFront({ host = '127.0.0.1', port, publicUrl, consoleFolder, development }: FrontOptions): Promise<Front> {
  let services: readonly RunningService[] | null = null;
  let byName: ReadonlyMap<string, Handler> = new Map();
  const own = (handler: Handler): Server => createServer({ keepAliveTimeout: 65_000, requestTimeout: 120_000 }, (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const [, top = '', name = ''] = path.split('/');
    const service = top === 'api' ? byName.get(name) : undefined;
    if (service) service(request, response);
    else if (top === 'api' && services === null && name !== 'dev') comeBackSoon(response);
    else if (top === 'identity' && development) development.identity.handle(request, response);
    else if (isElsewhere(request, publicUrl)) response.writeHead(302, { location: new URL(request.url ?? '/', publicUrl).href }).end();
    else handler(request, response);
  });
  const app = Fastify({ serverFactory: own, forceCloseConnections: false });
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const dev = devProblem(error);
    const status = dev?.status ?? error.statusCode ?? 500;
    return reply.code(status).type(problemType).send(dev?.body ?? problem(status, status < 500 ? 'request' : 'server', status < 500 ? error.message : 'Something went wrong here'));
  });
  await serveConsole(app, consoleFolder);
  health(app, () => services);
  if (development) devRoutes(app, development.clock, () => services ?? []);
  await app.listen({ port, host }).catch((error: unknown) => { throw portProblem(port, error); });
  return {
    open: (started) => {
      const live = new LiveStreams(`http://127.0.0.1:${port}`, started.map(({ name }) => name));
      const stream: Handler = (request, response) => void live.serve(request, response).catch(() => response.destroy());
      byName = new Map([['live', stream], ...started.map(({ name, handle }) => [name, handle] as const)]);
      services = started;
    },
    close: () => closeServer(app),
  };
}

function health(app: FastifyInstance, services: () => readonly RunningService[] | null): void {
  const ofProcess = processMetrics();
  const lookAt = (look: (service: RunningService) => Promise<boolean>) => Promise.all((services() ?? []).map(async (service) => [service.name, await look(service)] as const));
  app.get('/health/live', async (_request, reply) => {
    const looks = await lookAt((service) => service.alive());
    const alive = looks.every(([, ok]) => ok);
    return reply.code(alive ? 200 : 503).header('cache-control', 'no-store').send({ status: alive ? 'ok' : 'stuck', services: Object.fromEntries(looks) });
  });
  app.get('/health/ready', async (_request, reply) => {
    const looks = await lookAt((service) => service.ready());
    const ready = services() !== null && looks.every(([, ok]) => ok);
    return reply.code(ready ? 200 : 503).header('cache-control', 'no-store').send({ status: ready ? 'ok' : 'starting', services: Object.fromEntries(looks) });
  });
  app.get('/metrics', async (_request, reply) => {
    const texts = await Promise.all([ofProcess.metrics(), ...(services() ?? []).map((service) => service.metrics())]);
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(joinMetrics(texts));
  });
}

function comeBackSoon(response: ServerResponse): void {
  response.writeHead(503, { 'content-type': problemType, 'retry-after': '1' }).end(JSON.stringify(problem(503, 'starting', 'Hearth is starting')));
}

/** A page opened under another name of this machine is sent to the one that sign-in knows. */
const isElsewhere = ({ headers, method }: IncomingMessage, publicUrl: string): boolean =>
  method === 'GET' && (headers.accept ?? '').includes('text/html') && headers.host === new URL(publicUrl).host.replace('127.0.0.1', 'localhost');

/** Live streams and idle keep-alive connections would otherwise hold the server open for ever. */
async function closeServer(app: FastifyInstance): Promise<void> {
  const closed = app.close();
  app.server.closeIdleConnections();
  const timer = setTimeout(() => { app.server.closeAllConnections(); }, graceMs);
  await closed;
  clearTimeout(timer);
}
