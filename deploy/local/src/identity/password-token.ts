import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { importJWK, SignJWT } from 'jose';
import { claimsOf, findOfficer } from './officers.ts';
import { accessTokenSeconds, audience } from './provider.ts';
import type { SigningKeys } from './signing-keys.ts';

const everybodysPassword = 'hearth';
const mostBytes = 16 * 1024;

export interface TokenAnswer {
  status: 200 | 400;
  body: object;
}

/** Signs the tokens that do not come from a browser: for scripts, and for the departments' simulator. */
export class TokenSigner {
  constructor(private readonly issuer: string, private readonly keys: SigningKeys) {}

  /** Real time, never the test clock's: a token must not outlive a move of that clock, nor die of it. */
  async sign({ sub, ...claims }: { sub: string; role: string; area: string; name?: string }, seconds: number): Promise<string> {
    const { alg, kid } = this.keys.jwk;
    return new SignJWT({ ...claims, client_id: 'hearth-scripts' })
      .setProtectedHeader({ alg, kid, typ: 'at+jwt' }).setIssuer(this.issuer).setAudience(audience).setSubject(sub)
      .setIssuedAt().setExpirationTime(`${seconds}s`).setJti(randomUUID()).sign(await importJWK(this.keys.jwk, alg));
  }

  /** The resource owner password grant, without a client: development only. */
  async answer(form: URLSearchParams): Promise<TokenAnswer> {
    const officer = findOfficer(form.get('username') ?? '');
    if (!officer || form.get('password') !== everybodysPassword) return { status: 400, body: { error: 'invalid_grant', error_description: 'no such officer, or a wrong password' } };
    return { status: 200, body: { access_token: await this.sign(claimsOf(officer), accessTokenSeconds), token_type: 'Bearer', expires_in: accessTokenSeconds } };
  }
}

/**
 * Looks at a form without taking it away: what was read is put back, so that oidc-provider can still read the request as a stream.
 * Null when it is no small form.
 */
export async function peekForm(request: IncomingMessage): Promise<URLSearchParams | null> {
  const length = Number(request.headers['content-length']);
  if (!request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') || !(length > 0 && length <= mostBytes)) return null;
  const chunks: Buffer[] = [];
  for (let read = 0; read < length;) {
    const chunk = request.read() as Buffer | null;
    if (chunk === null) {
      if (!(await readable(request))) return null;
    } else {
      chunks.push(chunk);
      read += chunk.length;
    }
  }
  const body = Buffer.concat(chunks);
  request.unshift(body);
  return new URLSearchParams(body.toString('utf8'));
}

/** False when the caller went away before the form was whole. */
const readable = (request: IncomingMessage): Promise<boolean> => new Promise((resolve) => {
  const done = (more: boolean) => (): void => {
    request.off('readable', again).off('end', ended).off('close', ended);
    resolve(more);
  };
  const [again, ended] = [done(true), done(false)];
  request.on('readable', again).on('end', ended).on('close', ended);
});
