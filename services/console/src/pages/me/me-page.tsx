import { Button } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useOfficer } from '../../identity/session.tsx';
import { signOut } from '../../identity/sign-in.ts';
import { useWords } from '../../i18n/words.ts';
import { icon } from '../../parts/icon.ts';
import { AreaCard } from '../../shell/sidebar.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { menuOf } from '../../shell/menu.ts';

/** What the bar at the top holds on a wide screen, for the phone. */
export function MePage() {
  const { t } = useTranslation();
  const { word } = useWords();
  const officer = useOfficer();
  if (!officer) return null;
  return (
    <div className="stack" style={{ maxWidth: 520 }}>
      <h1>{t('shell.menuItem.me')}</h1>
      <div className="card"><div className="body stack" style={{ paddingTop: 13 }}>
        <div><b className="strong">{word('role', officer.role)}</b><div className="sub">{officer.name === '' ? officer.sub : officer.name}</div></div>
        <AreaCard area={officer.area} />
        <div className="row between"><span>{t('shell.language')}</span><LanguageSwitch /></div>
      </div></div>
      <ul className="pcards">{menuOf[officer.role].map((entry) => <li key={entry.key}><Link className="pcard row" to={entry.to}><entry.icon {...icon} />{t(`shell.menuItem.${entry.key}`)}</Link></li>)}</ul>
      <Button leftSection={<IconLogout {...icon} />} onClick={() => void signOut()}>{t('shell.signOut')}</Button>
    </div>
  );
}
