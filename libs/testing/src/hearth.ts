import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalKeyProvider } from '@hearth/event-store';
import { type EventBus, KafkaBus, LogBus } from '@hearth/messaging';
import { type RunningService, startService } from '@hearth/service-host';
import type { Type } from '@nestjs/common';
import { Pool } from 'pg';
import { testDatabase } from './database.ts';
import { ISSUER, type TestOfficer, type TokenIssuer, tokenIssuer } from './officers.ts';
import { TestClock } from './test-clock.ts';

export interface Answer<T = Record<string, unknown>> { readonly status: number; readonly headers: Headers; readonly body: T; readonly text: string }
export interface Caller {
  get<T = Record<string, unknown>>(path: string, headers?: Record<string, string>): Promise<Answer<T>>;
  post<T = Record<string, unknown>>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
}

export interface TestHearth {
  readonly url: string;
  readonly databaseUrl: string;
  /** The database as its superuser sees it. */
  readonly database: Pool;
  readonly clock: TestClock;
  readonly keys: LocalKeyProvider;
  readonly keysDir: string;
  readonly bus: EventBus;
  readonly services: readonly RunningService[];
  /** Makes tokens that are not as they should be. */
  readonly issuer: TokenIssuer;
  /** Calls the services as this officer; every POST carries an Idempotency-Key of its own unless given. */
  as(officer: TestOfficer): Caller;
  /** Calls without a token. */
  readonly anonymous: Caller;
  /** Resolves when no relay, inbox or projection has anything left. */
  drain(): Promise<void>;
  /** Moves the clock, runs what fell due, drains. */
  advance(duration: string): Promise<void>;
  close(): Promise<void>;
}

export interface TestHearthOptions {
  readonly modules: readonly Type[];
  readonly settings?: Readonly<Record<string, string>>;
  readonly clock?: TestClock;
  /** `kafka` needs HEARTH_TEST_KAFKA. */
  readonly adapter?: 'log' | 'kafka';
  /** Another start on what this one has: its database, its keys, its time. It goes with the first. */
  readonly on?: TestHearth;
}

const DRAIN_ROUNDS = 2000;

/** Some or all services in one process on an empty database, called over real HTTP. */
export async function startHearth(options: TestHearthOptions): Promise<TestHearth> {
  const { on } = options;
  const database = on ? { url: on.databaseUrl, drop: async () => undefined } : await testDatabase();
  const home = mkdtempSync(join(tmpdir(), 'hearth-test-'));
  const keysDir = on?.keysDir ?? join(home, 'keys');
  const keys = new LocalKeyProvider({ dir: keysDir });
  const clock = options.clock ?? on?.clock ?? new TestClock();
  const issuer = await tokenIssuer();
  const bus = options.adapter === 'kafka' ? new KafkaBus({ brokers: (process.env['HEARTH_TEST_KAFKA'] ?? '').split(',') }) : new LogBus({ url: database.url });
  const environment = {
    databaseUrl: database.url, bus, clock, keys, mode: 'development' as const, publicUrl: 'http://127.0.0.1', issuer: ISSUER, jwksUrl: `${ISSUER}/jwks`, keySet: issuer.keySet,
    deployment: 'test', settings: options.settings ?? {}, checkpoints: { dir: join(home, 'checkpoints'), keysDir, everyMinutes: 0 },
  };
  const superuser = new Pool({ connectionString: database.url, max: 2 });
  superuser.on('error', () => undefined); // a spec may end its sessions
  const services: RunningService[] = [];
  for (const module of options.modules) services.push(await startService(module, environment));
  const server = await listen(services);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const drain = async (): Promise<void> => { await drained(services); };
  return {
    url, databaseUrl: database.url, database: superuser, clock, keys, keysDir, bus, services, issuer, drain,
    as: (officer) => caller(url, () => issuer.token(officer)),
    anonymous: caller(url, async () => null),
    advance: async (duration) => {
      clock.advance(duration);
      for (const service of services) await service.runDue(clock.now());
      await drain();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => { server.close(done); });
      for (const service of services) await service.close();
      await (bus as { close?: () => Promise<void> }).close?.();
      await Promise.all([keys.close(), superuser.end()]);
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function listen(services: readonly RunningService[]): Promise<Server> {
  const server = createServer((request, response) => {
    const name = /^\/api\/([a-z-]+)/.exec(request.url ?? '')?.[1];
    const service = services.find((s) => s.name === name);
    if (service) service.handle(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  return server;
}

/** Quiet twice in a row: one service's last fact may be another's first. */
async function drained(services: readonly RunningService[]): Promise<void> {
  for (let quiet = 0, round = 0; quiet < 2; round += 1) {
    if (round > DRAIN_ROUNDS) throw new Error('the services did not come to rest');
    const all = await Promise.all(services.map((service) => service.quiet()));
    quiet = all.every(Boolean) ? quiet + 1 : 0;
    if (quiet === 0) await new Promise((done) => { setTimeout(done, 5); });
  }
}

function caller(url: string, token: () => Promise<string | null>): Caller {
  const call = async <T>(path: string, init: Omit<RequestInit, 'headers'> & { headers: Record<string, string> }): Promise<Answer<T>> => {
    const bearer = await token();
    const response = await fetch(new URL(path, url), { ...init, headers: { ...(bearer ? { authorization: `Bearer ${bearer}` } : {}), ...init.headers } });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : {}) as T, text };
  };
  return {
    get: (path, headers = {}) => call(path, { method: 'GET', headers }),
    post: (path, body = {}, headers = {}) => call(path, {
      method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  };
}
