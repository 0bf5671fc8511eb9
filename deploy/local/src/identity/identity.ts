import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { assets } from './assets.ts';
import { officerGroups, findOfficer, sampleOfficers } from './officers.ts';
import { languageOf, page, signInPage } from './page.ts';
import { peekForm, TokenSigner } from './password-token.ts';
import { openProvider } from './provider.ts';
import { SessionStore } from './session-store.ts';
import { signingKeys } from './signing-keys.ts';

/** The development sign-in, mounted at /identity. */
export interface Identity {
  issuer: string;
  jwksUrl: string;
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** A token for a machine, such as the departments' simulator. */
  machineToken(sub: string): Promise<string>;
  close(): void;
}

const mount = '/identity';
const longEnough = 30 * 24 * 3600;
const headers = {
  'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin', // like the console's, or a sign-in in a small window could not report back
  'content-security-policy': "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
};

export async function startIdentity({ dataDir, publicUrl, say }: { dataDir: string; publicUrl: string; say: (line: string) => void }): Promise<Identity> {
  const dir = join(dataDir, 'identity');
  const issuer = `${publicUrl}${mount}`;
  const keys = await signingKeys(dir);
  const store = new SessionStore(dir);
  const provider = openProvider({ issuer, publicUrl, keys, store });
  provider.on('server_error', (_, error) => { say(`sign-in: ${error.message}`); });
  const signer = new TokenSigner(issuer, keys);
  const standard = provider.callback();

  const signIn = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const { uid, params } = await provider.interactionDetails(request, response);
      const officer = request.method === 'POST' ? findOfficer((await peekForm(request))?.get('officer') ?? '') : undefined;
      if (officer) await provider.interactionFinished(request, response, { login: { accountId: officer.username } });
      else html(response, 200, signInPage(uid, officerGroups, languageOf(params.ui_locales, request.headers['accept-language'])));
    } catch {
      html(response, 400, page({ title: { zh: '登录已过期', mn: 'Нэвтрэх хугацаа дууссан', en: 'This sign-in has expired' }, body: '<p><a href="/">Hearth</a></p>' }));
    }
  };

  const token = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = await peekForm(request);
    if (form?.get('grant_type') !== 'password') return standard(request, response);
    const { status, body } = await signer.answer(form);
    json(response, status, body);
  };

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const asset = assets[path];
    if (asset) return void response.writeHead(200, { 'content-type': asset.type, 'cache-control': 'max-age=3600' }).end(asset.content);
    if (path === '/officers') return json(response, 200, { items: sampleOfficers });
    if (path === '/token' && request.method === 'POST') return token(request, response);
    if (path.startsWith('/sign-in/')) return signIn(request, response);
    return standard(request, response);
  };

  return {
    issuer, jwksUrl: `${issuer}/jwks`,
    handle: (request, response) => {
      mounted(request);
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      route(request, response).catch(() => { if (!response.headersSent) json(response, 500, { error: 'server_error' }); });
    },
    machineToken: (sub) => signer.sign({ sub, role: 'service', area: '*' }, longEnough),
    close: () => { store.close(); },
  };
}

/** oidc-provider learns from the difference of the two where it is mounted. */
function mounted(request: IncomingMessage): void {
  const url = request.url ?? '/';
  Object.assign(request, { originalUrl: url, url: url.slice(mount.length) || '/' });
}

const html = (response: ServerResponse, status: number, content: string): void =>
  void response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(content);

const json = (response: ServerResponse, status: number, content: object): void =>
  void response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(content));
