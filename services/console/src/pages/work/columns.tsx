import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { WorkRow } from '../../api/casework.ts';
import { clockReading } from '../../api/types.ts';
import { useWords } from '../../i18n/words.ts';
import { ClockCell } from '../../parts/clock-row.tsx';
import { PersonName } from '../../parts/person-name.tsx';
import type { StepNumber } from '../../parts/steps.ts';
import type { Column } from '../../parts/work-table.tsx';
import { Flags } from './flags.tsx';

/** The clock that presses first: of the step, or of the whole. */
export const pressing = (row: WorkRow): WorkRow['clock'] => row.clock ?? row.total;

export function StepCell({ row }: { readonly row: WorkRow }) {
  const { t } = useTranslation();
  const { text } = useWords();
  if (!row.step) return null;
  const { step, title } = row.step;
  if (!Number.isInteger(step)) return text(title);
  return <><span className="mut">{step}</span> {t(`steps.s${step as StepNumber}`)}</>;
}

export function useWorkColumns(): Column<WorkRow>[] {
  const { t } = useTranslation();
  const { word, text } = useWords();
  return useMemo((): Column<WorkRow>[] => [
    { key: 'due', label: t('work.column.due'), sort: 'dueOn', cell: (row) => <ClockCell clock={clockReading(pressing(row))} /> },
    { key: 'used', label: t('work.column.used'), numeric: true, cell: (row) => { const clock = pressing(row); return <span className="sub">{clock && clock.state !== 'paused' ? `${clock.used}/${clock.limit}` : '—'}</span>; } },
    {
      key: 'household', label: t('work.column.household'),
      cell: (row) => <span className="who-where"><Link to={`/applications/${row.id}`} className="quiet-link"><PersonName name={row.headName} strong /></Link> <span className="sub">{[row.members === null ? '' : t('common.people', { count: row.members }), text(row.village)].filter((part) => part !== '').join(' · ')}</span></span>,
    },
    { key: 'programme', label: t('common.programme'), sort: 'programme', cell: (row) => word('programme', row.programme) },
    { key: 'step', label: t('work.column.step'), sort: 'step', cell: (row) => <StepCell row={row} /> },
    { key: 'next', label: t('work.column.next'), cell: (row) => (row.next ? <Link to={`/applications/${row.id}?do=${row.next.action}`}>{text(row.next.title)}</Link> : null) },
    { key: 'flags', label: t('work.column.flags'), cell: (row) => <Flags flags={row.flags} /> },
  ], [t, word, text]);
}
