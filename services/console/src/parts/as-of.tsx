import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import './as-of.css';
import { DateField } from './date-field.tsx';
import { icon } from './icon.ts';
import { Segmented } from './segmented.tsx';

export type Knowledge = 'now' | 'then';

interface AsOfProps {
  readonly day: string;
  readonly today: string;
  readonly knowledge: Knowledge;
  /** Days on which something happened, in order: the arrows go from one to the next. */
  readonly stops: readonly string[];
  readonly later: number;
  readonly onDay: (day: string | null) => void;
  readonly onKnowledge: (knowledge: Knowledge) => void;
}

/** The handle of time: by field, by arrows, by dragging the line above; and which of two pasts is meant. */
export function AsOf({ day, today, knowledge, stops, later, onDay, onKnowledge }: AsOfProps) {
  const { t } = useTranslation();
  const before = stops.findLast((stop) => stop < day);
  const after = stops.find((stop) => stop > day && stop <= today);
  return (
    <section className="card as-of" aria-label={t('parts.asOf.label')}>
      <span className="row">
        <label className="s13 mut" htmlFor="as-of-day">{t('parts.asOf.day')}</label>
        <DateField value={day} max={today} onChange={onDay} id="as-of-day" />
      </span>
      <span className="row">
        <button type="button" className="square" aria-label={t('parts.asOf.previous')} disabled={before === undefined} onClick={() => onDay(before ?? null)}><IconChevronLeft {...icon} /></button>
        <button type="button" className="square" aria-label={t('parts.asOf.next')} disabled={after === undefined} onClick={() => onDay(after ?? null)}><IconChevronRight {...icon} /></button>
      </span>
      <Segmented label={t('parts.asOf.knowledge')} value={knowledge} onChange={onKnowledge}
        options={[{ value: 'now', label: t('parts.asOf.knownNow') }, { value: 'then', label: t('parts.asOf.knownThen') }]} />
      <span className="sub grow" role="status">{later > 0 ? t('parts.asOf.later', { count: later }) : t('parts.asOf.noneLater')}</span>
      <Button size="xs" disabled={day === today} onClick={() => onDay(null)}>{t('parts.asOf.backToToday')}</Button>
    </section>
  );
}
