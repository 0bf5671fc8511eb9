import { currentToken, expire, renew } from '../identity/sign-in.ts';
import { Problem, problemFrom, unreachable } from './problem.ts';

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly query?: Readonly<Record<string, string | number | null | undefined>>;
  readonly body?: unknown;
  /** Made when the form opens and kept with its draft: a double click, a retry and a reload are one command. */
  readonly idempotencyKey?: string;
  readonly ifMatch?: number | undefined;
  readonly accept?: 'application/json' | 'application/xml' | 'text/csv';
  readonly signal?: AbortSignal;
}

export interface Answer<T> {
  readonly body: T;
  readonly version: number | null;
  readonly location: string | null;
  /** False: recorded, but this service's lists did not follow within the bounded wait. */
  readonly projected: boolean;
}

export const newIdempotencyKey = (): string => crypto.randomUUID();

function address(path: string, query: Ask['query']): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return `/api/${path}${text === '' ? '' : `?${text}`}`;
}

function headers(how: Ask, reference: string): Headers {
  const all = new Headers({ accept: how.accept ?? 'application/json', 'x-correlation-id': reference });
  const token = currentToken();
  if (token !== null) all.set('authorization', `Bearer ${token}`);
  if (how.body !== undefined) all.set('content-type', 'application/json');
  if (how.idempotencyKey !== undefined) all.set('idempotency-key', how.idempotencyKey);
  if (how.ifMatch !== undefined) all.set('if-match', `"${how.ifMatch}"`);
  return all;
}

async function send(path: string, how: Ask, reference: string): Promise<Response> {
  const attempt = (): Promise<Response> => fetch(address(path, how.query), {
    method: how.method ?? 'GET', headers: headers(how, reference), cache: 'no-store',
    ...(how.body === undefined ? {} : { body: JSON.stringify(how.body) }),
    ...(how.signal ? { signal: how.signal } : {}),
  });
  const first = await attempt();
  if (first.status !== 401) return first;
  if (await renew()) return attempt();
  expire();
  return first;
}

const pause = 700;

async function ask(path: string, how: Ask, patience = 6): Promise<Response> {
  const reference = crypto.randomUUID();
  const response = await send(path, how, reference).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw unreachable(reference);
  });
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => null);
  const problem = new Problem(problemFrom(response.status, body, reference, response.headers.get('retry-after')));
  if (problem.code !== 'idempotency-in-flight' || patience === 0) throw problem;
  await new Promise((resolve) => { setTimeout(resolve, pause); }); // a second press of the same command: the first one's answer is waited for
  return ask(path, how, patience - 1);
}

const versionOf = (etag: string | null): number | null => {
  const match = /"(\d+)"/u.exec(etag ?? '');
  return match ? Number(match[1]) : null;
};

export async function request<T>(path: string, how: Ask = {}): Promise<Answer<T>> {
  const response = await ask(path, how);
  const text = await response.text();
  return {
    body: (text === '' ? null : JSON.parse(text)) as T,
    version: versionOf(response.headers.get('etag')),
    location: response.headers.get('location'),
    projected: response.headers.get('hearth-projected') !== 'false',
  };
}

export const get = async <T>(path: string, query?: Ask['query'], signal?: AbortSignal): Promise<T> =>
  (await request<T>(path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) })).body;

export const file = async (path: string, how: Ask): Promise<Blob> => (await ask(path, how)).blob();
