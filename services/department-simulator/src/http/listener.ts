import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Call } from './route.ts';
import type { Answer, Route } from './route.ts';
import { Refusal, unknown } from './refusal.ts';

interface CompiledRoute extends Route {
  readonly pattern: RegExp;
}

const compile = (route: Route): CompiledRoute => ({ ...route, pattern: new RegExp(`^${route.path.replaceAll(/:[a-z]+/gi, '([^/]+)')}$`) });

function choose(routes: readonly CompiledRoute[], method: string, path: string): { route: CompiledRoute; params: string[] } {
  const here = routes.filter(({ pattern }) => pattern.test(path));
  const route = here.find((candidate) => candidate.method === method);
  if (route !== undefined) return { route, params: (route.pattern.exec(path) ?? []).slice(1) };
  if (here.length === 0) throw unknown('address');
  throw new Refusal(405, 'method-not-allowed', `allowed here: ${here.map((candidate) => candidate.method).join(', ')}`);
}

async function send(response: ServerResponse, answer: Answer): Promise<void> {
  const status = answer.status ?? 200;
  if ('json' in answer) {
    response.writeHead(status, { 'content-type': 'application/json', ...answer.headers }).end(JSON.stringify(answer.json));
    return;
  }
  response.writeHead(status, { 'content-type': answer.type, ...answer.headers });
  await pipeline(Readable.from(answer.chunks), response);
}

function refuse(response: ServerResponse, error: unknown): void {
  const refusal = error instanceof Refusal ? error : new Refusal(500, 'internal-error', 'the simulator has a fault of its own');
  // The name of the error only: its message may repeat what was sent.
  if (refusal !== error) process.stderr.write(`simulator: ${error instanceof Error ? error.name : 'unknown error'} while answering\n`);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const wait = refusal.status === 503 ? { 'retry-after': '1' } : {};
  response.writeHead(refusal.status, { 'content-type': 'application/problem+json', ...wait }).end(JSON.stringify(refusal.problem()));
}

/** The request listener of a table of routes. */
export function listener(table: readonly Route[], closing: AbortSignal): RequestListener {
  const routes = table.map(compile);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://simulator');
    const { route, params } = choose(routes, request.method ?? 'GET', url.pathname);
    await send(response, await route.answer(new Call(request, response, { params, query: url.searchParams, closing })));
  };
  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      // Nobody is left to hear of it: the asker hung up, or the simulator is closing.
      if (response.destroyed || closing.aborted) response.destroy();
      else refuse(response, error);
    });
  };
}
