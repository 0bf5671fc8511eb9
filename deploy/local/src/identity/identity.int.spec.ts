import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, request as rawRequest, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { freePort } from '@hearth/launch';
import { type Identity, startIdentity } from './identity.ts';

let [dir, url] = ['', ''];
let port = 0;
let server: Server;
let identity: Identity;

async function start(): Promise<void> {
  identity = await startIdentity({ dataDir: dir, publicUrl: url, say: () => undefined });
  server = createServer((request, response) => {
    response.setHeader('connection', 'close'); // no connection outlives a restart
    identity.handle(request, response);
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
}
async function stop(): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
  identity.close();
}
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'hearth-spec-'));
  port = await freePort();
  url = `http://127.0.0.1:${port}`;
  await start();
});
afterEach(async () => {
  await stop();
  rmSync(dir, { recursive: true, force: true });
});

const post = (path: string, form: Record<string, string>): Promise<Response> => fetch(url + path, { method: 'POST', body: new URLSearchParams(form) });
const byPassword = (username: string, password = 'hearth'): Promise<Response> => post('/identity/token', { grant_type: 'password', username, password });
const verified = async (token: string): Promise<JWTPayload> => (await jwtVerify(token, createRemoteJWKSet(new URL(identity.jwksUrl)), { issuer: `${url}/identity`, audience: 'hearth' })).payload;

interface Tokens { access_token: string; id_token: string; refresh_token: string; expires_in: number }

/** A browser as far as sign-in needs one: keeps cookies by name, follows no redirect by itself. */
class Browser {
  private readonly cookies = new Map<string, string>();
  async go(address: string, form?: Record<string, string>): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const init: RequestInit = form ? { method: 'POST', body: new URLSearchParams(form) } : {};
    const answer = await fetch(new URL(address, url), { ...init, redirect: 'manual', headers: { cookie, accept: 'text/html' } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** Signs in as the console does, up to the tokens. */
  async signIn(officer: string, extra: Record<string, string> = {}): Promise<Tokens> {
    const verifier = randomBytes(32).toString('base64url');
    const asked = new URLSearchParams({
      client_id: 'hearth-console', response_type: 'code', redirect_uri: `${url}/signed-in`, scope: 'openid profile offline_access', state: 's',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256', ...extra,
    });
    let next = (await this.go(`/identity/auth?${asked}`)).headers.get('location') ?? '';
    if (next.includes('/sign-in/')) next = (await this.go(next, { officer })).headers.get('location') ?? '';
    if (next.includes('/identity/auth/')) next = (await this.go(next)).headers.get('location') ?? '';
    if (!next.startsWith(`${url}/signed-in?code=`)) throw new Error(`sign-in led to ${next}`);
    const code = new URL(next).searchParams.get('code') ?? '';
    const answer = await post('/identity/token', { grant_type: 'authorization_code', client_id: 'hearth-console', code, redirect_uri: `${url}/signed-in`, code_verifier: verifier });
    return (await answer.json()) as Tokens;
  }
}

describe('a token for scripts', () => {
  it('says who it is for an hour of real time', async () => {
    const answer = (await (await byPassword('county1-b')).json()) as Tokens & { token_type: string };
    expect([answer.token_type, answer.expires_in]).toEqual(['Bearer', 3600]);
    const claims = await verified(answer.access_token);
    expect(claims).toMatchObject({ sub: 'county1-b', role: 'county-reviewer', area: '341522', name: '县级审核人', aud: 'hearth' });
    expect(claims.exp! - claims.iat!).toBe(3600);
  });

  it.each([['town1', 'wrong'], ['nobody', 'hearth'], ['', '']])('is refused to %s with the password "%s"', async (username, password) => {
    const answer = await byPassword(username, password);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('is given although the form comes in pieces', async () => {
    const form = 'grant_type=password&username=town1&password=hearth';
    const request = rawRequest(`${url}/identity/token`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': form.length } });
    request.write(form.slice(0, 20));
    await new Promise(setImmediate);
    request.end(form.slice(20));
    const [answer] = (await once(request, 'response')) as [{ statusCode: number; resume(): void }];
    answer.resume();
    expect(answer.statusCode).toBe(200);
  });

  it('is good after a restart', async () => {
    const { access_token: token } = (await (await byPassword('town1')).json()) as Tokens;
    await stop();
    await start();
    expect(await verified(token)).toMatchObject({ sub: 'town1' });
  });

  it('is signed with a key only the owner may read', () => {
    expect(statSync(join(dir, 'identity', 'keys.json')).mode & 0o077).toBe(0);
  });
});

describe('the sign-in page', () => {
  it('has a button per officer, named exactly by the user name, and loads nothing from elsewhere', async () => {
    const browser = new Browser();
    const first = await browser.go(`/identity/auth?${new URLSearchParams({ client_id: 'hearth-console', response_type: 'code', redirect_uri: `${url}/signed-in`, scope: 'openid', code_challenge: 'x'.repeat(43), code_challenge_method: 'S256', ui_locales: 'mn' })}`);
    const answer = await browser.go(first.headers.get('location') ?? '');
    const html = await answer.text();
    expect(html).toContain('<html lang="mn">');
    expect(html).toMatch(/<button name="officer" value="town1" aria-describedby="about-town1">town1<\/button>/);
    expect(html.match(/<button name="officer"/g)).toHaveLength(33);
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('is gone with its sign-in', async () => {
    const answer = await new Browser().go('/identity/sign-in/unknown');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
  });
});

describe('the console', () => {
  it('gets a token for the services, and officer and role in the identity token', async () => {
    const tokens = await new Browser().signIn('town1');
    expect(await verified(tokens.access_token)).toMatchObject({ sub: 'town1', role: 'town', area: '341524100', name: '乡镇经办人 1' });
    expect(decodeProtectedHeader(tokens.access_token).alg).toBe('EdDSA');
    const { payload } = await jwtVerify(tokens.id_token, createRemoteJWKSet(new URL(identity.jwksUrl)), { audience: 'hearth-console' });
    expect(payload).toMatchObject({ sub: 'town1', role: 'town', area: '341524100' });
  });

  it('may name what the token is for, and nothing else', async () => {
    expect((await verified((await new Browser().signIn('town1', { resource: 'urn:hearth' })).access_token)).aud).toBe('hearth');
    const answer = await new Browser().go(`/identity/auth?${new URLSearchParams({ client_id: 'hearth-console', response_type: 'code', redirect_uri: 'http://elsewhere.test/', scope: 'openid' })}`);
    expect(answer.status).toBe(400);
  });

  it('renews its token, also after a restart, and each renewal only once', async () => {
    const { refresh_token: old } = await new Browser().signIn('town1');
    await stop();
    await start();
    const renew = (token: string): Promise<Response> => post('/identity/token', { grant_type: 'refresh_token', client_id: 'hearth-console', refresh_token: token });
    const renewed = (await (await renew(old)).json()) as Tokens;
    expect(await verified(renewed.access_token)).toMatchObject({ sub: 'town1', area: '341524100' });
    expect((await renew(old)).status).toBe(400);
  });

  it('is let in again without a page while the session lasts, and asked again after signing out', async () => {
    const browser = new Browser();
    const { id_token: hint } = await browser.signIn('town1');
    expect(await verified((await browser.signIn('nobody-is-asked')).access_token)).toMatchObject({ sub: 'town1' });
    const page = await (await browser.go(`/identity/session/end?${new URLSearchParams({ id_token_hint: hint, post_logout_redirect_uri: `${url}/` })}`)).text();
    const [, action = '', xsrf = ''] = /action="([^"]+)".*name="xsrf" value="([^"]+)"/.exec(page) ?? [];
    const out = await browser.go(action, { xsrf, logout: 'yes' });
    expect(out.headers.get('location')).toBe(`${url}/`);
    expect(await verified((await browser.signIn('county1')).access_token)).toMatchObject({ sub: 'county1' });
  });
});

describe('machines', () => {
  it('get a token of the role service', async () => {
    expect(await verified(await identity.machineToken('service:departments'))).toMatchObject({ sub: 'service:departments', role: 'service', area: '*' });
  });
});

it('lists the officers with their names in three languages', async () => {
  const { items } = (await (await fetch(`${url}/identity/officers`)).json()) as { items: object[] };
  expect(items).toHaveLength(33);
  expect(items).toContainEqual({ username: 'verify1', role: 'verification-officer', area: '341524', name: { zh: '核对员', mn: 'Шалгалтын ажилтан', en: 'Verification officer' } });
});
