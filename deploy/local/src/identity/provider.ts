// Not the package's front page: that one prints a warning about every Node below 22, on which the provider nevertheless works.
import { type Context, Provider } from 'oidc-provider/lib/provider.js';
import { claimsOf, findOfficer } from './officers.ts';
import { page } from './page.ts';
import type { SessionStore } from './session-store.ts';
import type { SigningKeys } from './signing-keys.ts';

export const audience = 'hearth';
export const accessTokenSeconds = 3600;
const fortnight = 14 * 24 * 3600;
const client = 'hearth-console';
/** The one thing tokens are for, as a resource indicator wants it named. */
const resource = 'urn:hearth';
const scopes = 'openid profile offline_access';

export interface ProviderOptions {
  issuer: string;
  publicUrl: string;
  keys: SigningKeys;
  store: SessionStore;
}

/** An OpenID provider with one public client, the console, and the sample officers as its accounts. */
export function openProvider({ issuer, publicUrl, keys, store }: ProviderOptions): Provider {
  const port = new URL(publicUrl).port;
  return new Provider(issuer, {
    adapter: store.adapter,
    jwks: { keys: [keys.jwk] },
    // Cookies do not know ports: two Hearths on one machine must not sign each other out.
    cookies: { keys: [keys.cookieSecret], names: { session: `hearth_${port}_session`, interaction: `hearth_${port}_interaction`, resume: `hearth_${port}_resume` } },
    clients: [{
      client_id: client, token_endpoint_auth_method: 'none', grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'],
      redirect_uris: [`${publicUrl}/signed-in`, `${publicUrl}/signed-in/silent`], post_logout_redirect_uris: [`${publicUrl}/`, publicUrl], id_token_signed_response_alg: 'EdDSA',
    }],
    scopes: scopes.split(' '),
    claims: { openid: ['sub', 'role', 'area'], profile: ['name'] },
    conformIdTokenClaims: false,
    findAccount: (_: Context, id: string) => accountOf(id),
    extraTokenClaims: (_: Context, { accountId = '' }: { accountId?: string }) => officerClaims(accountId),
    pkce: { required: () => true },
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    loadExistingGrant: consented,
    interactions: { url: (_: Context, { uid }: { uid: string }) => `/identity/sign-in/${uid}` },
    ttl: { AccessToken: accessTokenSeconds, IdToken: accessTokenSeconds, AuthorizationCode: 60, Interaction: 3600, Grant: fortnight, RefreshToken: fortnight, Session: fortnight },
    renderError: (context: Context, out: { error: string; error_description?: string }) => { show(context, page({ title: { zh: '无法登录', mn: 'Нэвтэрч чадсангүй', en: 'Sign-in failed' }, text: out.error_description ?? out.error })); },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: signOutPage, postLogoutSuccessSource: signedOutPage },
      resourceIndicators: {
        enabled: true, defaultResource: () => resource, useGrantedResource: () => true,
        getResourceServerInfo: () => ({ audience, scope: scopes, accessTokenTTL: accessTokenSeconds, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'EdDSA' } } }),
      },
    },
  });
}

async function accountOf(id: string): Promise<object | undefined> {
  const officer = findOfficer(id);
  return officer && { accountId: id, claims: async () => claimsOf(officer) };
}

function officerClaims(accountId: string): object | undefined {
  const officer = findOfficer(accountId);
  if (!officer) return undefined;
  const { role, area, name } = claimsOf(officer);
  return { role, area, name };
}

/** The console is our own: there is nothing to ask consent for. */
async function consented({ oidc: { provider, session, client: asking } }: Context): Promise<object | undefined> {
  if (!asking || !session?.accountId) return undefined;
  const known = session.grantIdFor(asking.clientId);
  const existing = known === undefined ? undefined : await provider.Grant.find(known);
  if (existing) return existing;
  const grant = new provider.Grant({ clientId: asking.clientId, accountId: session.accountId });
  grant.addOIDCScope(scopes);
  grant.addResourceScope(resource, scopes);
  await grant.save();
  return grant;
}

function show(context: Context, html: string): void {
  context.type = 'html';
  context.body = html;
}

/** Sent off by a script of our own, so that signing out is one click; without scripts the button does it. */
function signOutPage(context: Context, form: string): void {
  const button = '<button class="plain" form="op.logoutForm" name="logout" value="yes">退出 · Гарах · Sign out</button>';
  show(context, page({ title: { zh: '退出登录', mn: 'Гарах', en: 'Sign out' }, body: `${form}${button}<script src="/identity/sign-out.js"></script>` }));
}

function signedOutPage(context: Context): void {
  show(context, page({ title: { zh: '已退出', mn: 'Та гарлаа', en: 'You are signed out' } }));
}
