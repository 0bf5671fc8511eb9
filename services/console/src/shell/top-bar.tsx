import { Menu } from '@mantine/core';
import { IconLogout, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { homeOf, type Officer } from '../identity/officer.ts';
import { signOut } from '../identity/sign-in.ts';
import { useWords } from '../i18n/words.ts';
import { JobTray } from '../jobs/job-tray.tsx';
import { icon } from '../parts/icon.ts';
import { Mark } from './brand.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { LiveLamp } from './live-lamp.tsx';

export function TopBar({ officer, onFind }: { readonly officer: Officer; readonly onFind: () => void }) {
  const { t } = useTranslation();
  return (
    <header className="top">
      <Link className="row phone-only" to={homeOf(officer.role)} aria-label={t('shell.product')}><Mark size={22} /></Link>
      <span className="grow phone-only" />
      <button type="button" className="find" onClick={onFind} aria-keyshortcuts="Control+K" title={t('shell.findLabel')}>
        <IconSearch {...icon} /><span className="grow">{t('shell.findPlaceholder')}</span><kbd aria-hidden="true">Ctrl K</kbd>
      </button>
      <span className="grow wide-only" />
      <JobTray />
      <LiveLamp />
      <LanguageSwitch />
      <OfficerMenu officer={officer} />
    </header>
  );
}

function OfficerMenu({ officer }: { readonly officer: Officer }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const role = word('role', officer.role);
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target><button type="button" className="who"><i aria-hidden="true">{role.slice(0, 1)}</i>{role}</button></Menu.Target>
      <Menu.Dropdown>
        <Menu.Label c="var(--ink-3)">{officer.name === '' ? officer.sub : officer.name}</Menu.Label>
        <Menu.Item leftSection={<IconLogout {...icon} />} onClick={() => void signOut()}>{t('shell.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
