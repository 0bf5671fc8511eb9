import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { Officer } from '../identity/officer.ts';
import { largeIcon } from '../parts/icon.ts';
import { isCurrent, tabsOf } from './menu.ts';

/** The phone's navigation: four, within reach of the thumb. */
export function TabBar({ officer }: { readonly officer: Officer }) {
  const { t } = useTranslation();
  const { pathname, hash } = useLocation();
  return (
    <nav className="tabbar" aria-label={t('shell.tabs')}>
      {tabsOf(officer.role).map((entry) => (
        <Link key={entry.key} to={entry.to} aria-current={isCurrent(entry, pathname, hash) ? 'page' : undefined}>
          <entry.icon {...largeIcon} />{t(`shell.menuItem.${entry.key}`)}
        </Link>
      ))}
    </nav>
  );
}
