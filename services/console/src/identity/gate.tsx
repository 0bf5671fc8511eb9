import { Button } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { Mark } from '../shell/brand.tsx';
import { homeOf } from './officer.ts';
import { useOfficer, useSession } from './session.tsx';
import { completeSignIn, endPopup, inPopup, signIn, signOut } from './sign-in.ts';

function Doorway({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main style={{ display: 'grid', placeItems: 'center', minHeight: '100dvh', padding: 16 }}>
      <div className="card" style={{ padding: 24, maxWidth: 420 }}>
        <div className="stack"><Mark size={28} /><h1>{title}</h1>{children}</div>
      </div>
    </main>
  );
}

/** No page without an officer: who is not signed in goes to sign in and comes back to the same address. */
export function Gate() {
  const { t } = useTranslation();
  const session = useSession();
  const officer = useOfficer();
  const { pathname, search, hash } = useLocation();
  const away = session.kind === 'none';
  const [failed, setFailed] = useState(false);
  const go = (): void => { setFailed(false); signIn(`${pathname}${search}${hash}`).catch(() => setFailed(true)); };
  useEffect(() => {
    if (away) signIn(`${pathname}${search}${hash}`).catch(() => setFailed(true));
  }, [away, pathname, search, hash]);
  if (officer) return <Outlet />;
  if (session.kind === 'unknown') return null;
  if (!away) return <Doorway title={t('identity.noOfficer')}><Button variant="filled" onClick={() => void signOut()}>{t('shell.signOut')}</Button></Doorway>;
  return (
    <Doorway title={failed ? t('identity.failed') : t('identity.goingTitle')}>
      <p>{failed ? t('identity.failedText') : t('identity.goingText')}</p>
      <Button variant="filled" onClick={go}>{t('identity.go')}</Button>
    </Doorway>
  );
}

/** Where the identity provider sends the browser back to. */
export function SignedIn() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const finish = async (): Promise<void> => {
      if (inPopup()) return endPopup();
      await navigate(await completeSignIn(), { replace: true });
    };
    finish().catch(() => setFailed(true));
  }, [navigate]);
  if (!failed) return <Doorway title={t('identity.returning')}><p className="sub">{t('common.loading')}</p></Doorway>;
  return <Doorway title={t('identity.failed')}><p>{t('identity.failedText')}</p><Button variant="filled" onClick={() => void signIn('/')}>{t('identity.again')}</Button></Doorway>;
}

export function Home() {
  const officer = useOfficer();
  return officer ? <Navigate to={homeOf(officer.role)} replace /> : null;
}
