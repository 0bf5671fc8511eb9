import { generateKeyPair, type JWTVerifyGetKey, SignJWT } from 'jose';

export interface TestOfficer { readonly sub: string; readonly role: string; readonly area: string }
export const ISSUER = 'http://issuer.test/identity';

/** Signs tokens as the sign-in would; `keySet` is what services verify them with. */
export interface TokenIssuer { readonly keySet: JWTVerifyGetKey; token(officer: TestOfficer): Promise<string> }

export async function tokenIssuer(): Promise<TokenIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  return {
    keySet: () => publicKey,
    token: ({ sub, role, area }) => new SignJWT({ role, area }).setProtectedHeader({ alg: 'EdDSA' }).setSubject(sub).setIssuer(ISSUER).setAudience('hearth').setIssuedAt().setExpirationTime('1h').sign(privateKey),
  };
}
