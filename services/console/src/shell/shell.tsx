import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, ScrollRestoration } from 'react-router';
import { SignInAgain } from '../identity/sign-in-again.tsx';
import { useOfficer } from '../identity/session.tsx';
import { useShortcuts } from '../keys/use-shortcuts.ts';
import { FindDialog } from './find-dialog.tsx';
import { HelpDialog } from './help-dialog.tsx';
import './shell.css';
import { Sidebar } from './sidebar.tsx';
import { TabBar } from './tab-bar.tsx';
import { TopBar } from './top-bar.tsx';

/** What every page stands in: menu, search, the live lamp, one main. */
export function Shell() {
  const { t } = useTranslation();
  const officer = useOfficer();
  const [dialog, setDialog] = useState<'find' | 'help' | null>(null);
  useShortcuts({ 'Ctrl+k': () => setDialog('find'), '?': () => setDialog('help') });
  if (!officer) return null;
  const close = (): void => setDialog(null);
  return (
    <div className="shell">
      <a className="skip" href="#content">{t('shell.skip')}</a>
      <Sidebar officer={officer} onHelp={() => setDialog('help')} />
      <div style={{ minWidth: 0 }}>
        <TopBar officer={officer} onFind={() => setDialog('find')} />
        <SignInAgain />
        <main id="content" className="page" tabIndex={-1}><Outlet /></main>
      </div>
      <TabBar officer={officer} />
      {dialog === 'find' && <FindDialog onClose={close} />}
      {dialog === 'help' && <HelpDialog onClose={close} />}
      <ScrollRestoration />
    </div>
  );
}
