import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { WorkRow } from '../../api/casework.ts';
import { clockReading } from '../../api/types.ts';
import { useWords } from '../../i18n/words.ts';
import { ClockCell } from '../../parts/clock-row.tsx';
import { icon } from '../../parts/icon.ts';
import { PersonName } from '../../parts/person-name.tsx';
import { pressing, StepCell } from './columns.tsx';

/** A line of the list as the phone shows it. */
export function WorkCard({ row }: { readonly row: WorkRow }) {
  const { t } = useTranslation();
  const { word, text } = useWords();
  return (
    <Link className="pcard" to={`/applications/${row.id}`}>
      <span className="row between wrap"><PersonName name={row.headName} strong /><span className="s13"><ClockCell clock={clockReading(pressing(row))} /></span></span>
      <span className="sub" style={{ display: 'block', margin: '2px 0 6px' }}>{[word('programme', row.programme), row.members === null ? '' : t('common.people', { count: row.members }), text(row.village)].filter((part) => part !== '').join(' · ')} · <StepCell row={row} /></span>
      <span className="row between"><span className="card-next">{row.next ? text(row.next.title) : word('appStatus', row.status)}</span><IconChevronRight {...icon} /></span>
    </Link>
  );
}
