import { IconMapPin } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useAreas } from '../api/areas.ts';
import { homeOf, type Officer } from '../identity/officer.ts';
import { icon } from '../parts/icon.ts';
import { Mark } from './brand.tsx';
import { isCurrent, menuOf, type GroupKey } from './menu.ts';

export function Sidebar({ officer, onHelp }: { readonly officer: Officer; readonly onHelp: () => void }) {
  const { t } = useTranslation();
  const { pathname, hash } = useLocation();
  const entries = menuOf[officer.role];
  const groups = [...new Set(entries.map((entry) => entry.group))];
  return (
    <nav className="nav" aria-label={t('shell.menu')}>
      <Link className="brand" to={homeOf(officer.role)}><Mark />{t('shell.product')}</Link>
      <AreaCard area={officer.area} />
      {groups.map((group: GroupKey) => (
        <Fragment key={group}>
          <h2 id={`menu-${group}`}>{t(`shell.group.${group}`)}</h2>
          <ul aria-labelledby={`menu-${group}`}>
            {entries.filter((entry) => entry.group === group).map((entry) => (
              <li key={entry.key}>
                <Link to={entry.to} aria-current={isCurrent(entry, pathname, hash) ? 'page' : undefined}>
                  <entry.icon {...icon} />{t(`shell.menuItem.${entry.key}`)}
                </Link>
              </li>
            ))}
          </ul>
        </Fragment>
      ))}
      <div className="foot"><button type="button" onClick={onHelp}>{t('shell.help')} <kbd>?</kbd></button></div>
    </nav>
  );
}

export function AreaCard({ area }: { readonly area: string }) {
  const { t } = useTranslation();
  const areas = useAreas();
  const above = areas.path(area).slice(0, -1).slice(-2).map((one) => areas.name(one.code)).join(' · ');
  return (
    <div className="area-card">
      <IconMapPin {...icon} />
      <span className="grow">{area === '*' ? t('shell.everywhere') : areas.name(area)}{above !== '' && <small>{above}</small>}</span>
    </div>
  );
}
