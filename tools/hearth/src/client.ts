import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { CommandProblem, UNREACHABLE } from './exit.ts';

export interface FieldError { readonly field: string; readonly code: string; readonly detail: string }

/** A refusal in problem+json, as the caller of a command sees it. */
export class Refused extends Error {
  constructor(readonly status: number, readonly code: string, detail: string, readonly path: string, readonly errors: readonly FieldError[] = []) {
    super(`${path}: ${status} ${code}: ${detail}${errors.length > 0 ? ` [${errors.map((e) => `${e.field} ${e.detail}`).join('; ')}]` : ''}`);
  }
}

type Json = Record<string, unknown>;
interface Options { readonly key?: string; readonly headers?: Readonly<Record<string, string>> }

const HERE_WITHIN_MS = 20_000;

/** Calls Hearth's public API as one officer or another. */
export class HearthClient {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(readonly url: string) {}

  /** HEARTH_TOKEN, else a token of the development sign-in, kept for this command. */
  token(officer: string): Promise<string> {
    const given = process.env['HEARTH_TOKEN'];
    if (given) return Promise.resolve(given);
    const kept = this.tokens.get(officer) ?? this.signIn(officer);
    this.tokens.set(officer, kept);
    return kept;
  }

  get<T = Json>(officer: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<T> {
    return this.call<T>(officer, 'GET', path, undefined, headers);
  }

  async text(officer: string, path: string): Promise<string> {
    const response = await this.send(path, { headers: { authorization: `Bearer ${await this.token(officer)}` } });
    if (!response.ok) throw await refusal(response, path);
    return response.text();
  }

  /** An answer too large to be held, piece by piece. */
  async stream(officer: string, path: string): Promise<AsyncIterable<Uint8Array>> {
    const response = await this.send(path, { headers: { authorization: `Bearer ${await this.token(officer)}` } });
    if (!response.ok || !response.body) throw await refusal(response, path);
    return response.body;
  }

  /** A command with an Idempotency-Key; one that names something its service has not heard of yet is repeated until it has. */
  async post<T = Json>(officer: string, path: string, body: unknown = {}, options: Options = {}): Promise<T> {
    const headers = { 'idempotency-key': options.key ?? randomUUID(), ...options.headers };
    for (const began = Date.now(); ;) {
      try {
        return await this.call<T>(officer, 'POST', path, body, headers);
      } catch (error) {
        if (!(error instanceof Refused) || !['not-here-yet', 'idempotency-in-flight'].includes(error.code) || Date.now() - began > HERE_WITHIN_MS) throw error;
        await pause(50);
      }
    }
  }

  delete<T = Json>(officer: string, path: string): Promise<T> {
    return this.call<T>(officer, 'DELETE', path, undefined, { 'idempotency-key': randomUUID() });
  }

  /** Development only: moves the clock; answers once what fell due has been done. */
  async advance(duration: string): Promise<string> {
    const response = await this.send('/api/dev/clock', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ advance: duration }) });
    if (!response.ok) throw await refusal(response, '/api/dev/clock');
    return ((await response.json()) as { now: string }).now;
  }

  async now(): Promise<Date> {
    const response = await this.send('/api/dev/clock', {});
    return new Date(((await response.json()) as { now: string }).now);
  }

  async drain(): Promise<void> {
    const response = await this.send('/api/dev/drain', { method: 'POST' });
    if (!response.ok) throw await refusal(response, '/api/dev/drain');
  }

  private async signIn(officer: string): Promise<string> {
    const response = await this.send('/identity/token', { method: 'POST', body: new URLSearchParams({ grant_type: 'password', username: officer, password: 'hearth' }) });
    if (!response.ok) throw new CommandProblem(UNREACHABLE, `hearth: ${this.url} did not sign in ${officer} (${response.status}); is it a development Hearth, and is that an officer of /identity/officers?`);
    return ((await response.json()) as { access_token: string }).access_token;
  }

  private async call<T>(officer: string, method: string, path: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<T> {
    const plain = typeof body === 'string';
    const response = await this.send(path, {
      method, headers: { authorization: `Bearer ${await this.token(officer)}`, ...(body === undefined || plain ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: plain ? body : JSON.stringify(body) }),
    });
    if (!response.ok) throw await refusal(response, path);
    return (await response.json()) as T;
  }

  private async send(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(new URL(path, this.url), init);
    } catch (error) {
      const cause = (error as { cause?: { code?: string } }).cause?.code ?? 'no answer';
      throw new CommandProblem(UNREACHABLE, `hearth: ${this.url} is not reachable (${cause}); is it running?`);
    }
  }
}

async function refusal(response: Response, path: string): Promise<Refused> {
  const text = await response.text();
  try {
    const problem = JSON.parse(text) as { code?: string; detail?: string; errors?: FieldError[] };
    return new Refused(response.status, problem.code ?? 'unknown', problem.detail ?? '', path, problem.errors);
  } catch {
    return new Refused(response.status, 'unknown', 'the answer is not problem+json', path);
  }
}
