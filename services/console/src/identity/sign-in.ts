import { UserManager, WebStorageStateStore, type User } from 'oidc-client-ts';

export type SessionState =
  | { readonly kind: 'unknown' | 'none' }
  | { readonly kind: 'signed-in'; readonly token: string }
  /** The token could not be renewed: the page stays, and signing in again happens over it. */
  | { readonly kind: 'expired'; readonly token: string };

const origin = window.location.origin;

const users = new UserManager({
  authority: `${origin}/identity`,
  client_id: 'hearth-console',
  redirect_uri: `${origin}/signed-in`,
  post_logout_redirect_uri: `${origin}/`,
  response_type: 'code',
  scope: 'openid profile offline_access',
  resource: 'urn:hearth',
  userStore: new WebStorageStateStore({ store: window.sessionStorage }),
  automaticSilentRenew: true,
  loadUserInfo: false,
  monitorSession: false,
});

type Listener = (state: SessionState) => void;
const listeners = new Set<Listener>();
let latest: SessionState = { kind: 'unknown' };

function publish(state: SessionState): void {
  latest = state;
  for (const listener of listeners) listener(state);
}

const stateOf = (user: User | null): SessionState =>
  user === null || user.expired === true ? { kind: 'none' } : { kind: 'signed-in', token: user.access_token };

users.events.addUserLoaded((user) => publish(stateOf(user)));
users.events.addAccessTokenExpired(() => expire());

export function onSession(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function currentSession(): Promise<SessionState> {
  latest = stateOf(await users.getUser());
  return latest;
}

export const currentToken = (): string | null => ('token' in latest ? latest.token : null);

export function expire(): void {
  if (latest.kind === 'signed-in') publish({ kind: 'expired', token: latest.token });
}

/** Concurrent refusals of one token ask once. */
let renewing: Promise<boolean> | null = null;

export function renew(): Promise<boolean> {
  renewing ??= users.signinSilent().then((user) => user !== null, () => false).finally(() => { renewing = null; });
  return renewing;
}

export const signIn = (returnTo: string): Promise<void> => users.signinRedirect({ state: { returnTo }, ui_locales: document.documentElement.lang });

/** In a small window of its own, so that what is typed on the page stays where it is. */
export const signInOver = async (): Promise<boolean> =>
  users.signinPopup({ popupWindowFeatures: { width: 480, height: 640 } }).then(() => true, () => false);

export const inPopup = (): boolean => window.opener !== null;
export const endPopup = (): Promise<void> => users.signinPopupCallback();

export async function completeSignIn(): Promise<string> {
  const user = await users.signinRedirectCallback();
  const state: unknown = user.state;
  return typeof state === 'object' && state !== null && 'returnTo' in state && typeof state.returnTo === 'string' ? state.returnTo : '/';
}

export async function signOut(): Promise<void> {
  await users.signoutRedirect().catch(() => users.removeUser());
}
