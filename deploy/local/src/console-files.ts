import { existsSync } from 'node:fs';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problem, problemType } from './problem.ts';

const year = 365 * 24 * 3600;

/** Everything comes from here; styles may stand in the page because the component library sets them so. */
const policy = {
  defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:', 'blob:'], fontSrc: ["'self'"],
  connectSrc: ["'self'"], workerSrc: ["'self'", 'blob:'], objectSrc: ["'none'"], baseUri: ["'self'"], formAction: ["'self'"], frameAncestors: ["'self'"],
};

/** The console: files as they are, its one page for every address a person may open. */
export async function serveConsole(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: policy }, strictTransportSecurity: false, crossOriginEmbedderPolicy: false, xDnsPrefetchControl: false, xDownloadOptions: false,
  });
  if (existsSync(join(folder, 'index.html'))) {
    await app.register(fastifyStatic, {
      root: folder, preCompressed: true, cacheControl: false, dotfiles: 'ignore',
      setHeaders: (reply, path) => { void reply.header('cache-control', path.includes('/assets/') ? `public, max-age=${year}, immutable` : 'no-cache'); },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    if (isPage(request) && reply.sendFile !== undefined) return reply.sendFile('index.html');
    return nothingHere(request, reply);
  });
}

/** An address of the console, in contrast to a file that is missing or a call of a service. */
function isPage(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] ?? '/';
  const reads = request.method === 'GET' || request.method === 'HEAD';
  return reads && !/^\/(api|identity|health)(\/|$)/.test(path) && !/\.[a-z0-9]{2,5}$/i.test(path) && (request.headers.accept ?? '').includes('text/html');
}

const nothingHere = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply.code(404).type(problemType).send(problem(404, 'not-found', 'There is nothing here', `${request.method} ${request.url.split('?')[0]}`));
