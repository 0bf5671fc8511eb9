import { generateKeyPair, type JWTPayload, type JWTVerifyGetKey, SignJWT } from 'jose';

export interface TestOfficer { readonly sub: string; readonly role: string; readonly area: string }
export const ISSUER = 'http://issuer.test/identity';

/** What a suite may want otherwise in a token: claims put in or left out (undefined), times, audience. */
export interface TokenChanges { readonly claims?: JWTPayload; readonly issuer?: string; readonly audience?: string; readonly expires?: string | number | Date }

/** Signs tokens as the sign-in would; `keySet` is what services verify them with. */
export interface TokenIssuer { readonly keySet: JWTVerifyGetKey; token(officer: TestOfficer, changes?: TokenChanges): Promise<string> }

export async function tokenIssuer(): Promise<TokenIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  return {
    keySet: () => publicKey,
    token: ({ sub, role, area }, { claims = {}, issuer = ISSUER, audience = 'hearth', expires = '1h' } = {}) =>
      new SignJWT({ role, area, ...claims }).setProtectedHeader({ alg: 'EdDSA' }).setSubject(sub).setIssuer(issuer).setAudience(audience).setIssuedAt().setExpirationTime(expires).sign(privateKey),
  };
}
