import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HouseholdRecord } from '../../api/registry.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { Segmented } from '../../parts/segmented.tsx';
import { dayFrom, dayNumber } from '../../parts/timeline-layout.ts';
import { Timeline } from '../../parts/timeline.tsx';
import { lanesOf } from './lanes.ts';

type Range = 'year' | 'five' | 'all';

interface TimelineCardProps { readonly record: HouseholdRecord; readonly today: string; readonly day: string; readonly onDay: (day: string) => void }

export function TimelineCard({ record, today, day, onDay }: TimelineCardProps) {
  const { t } = useTranslation();
  const { word, event } = useWords();
  const format = useFormat();
  const [range, setRange] = useState<Range>('all');
  const lanes = lanesOf(record, {
    lane: (key) => t(`household.lane.${key}`),
    programme: (code) => word('programme', code),
    event,
    outcome: (code) => word('outcome', code),
    payment: (code) => word('payment', code),
    applying: t('household.lane.applying'),
    money: (line) => [word('enrolment', line.status), line.money ? format.money(line.money) : ''].filter((part) => part !== '').join(' · '),
  });
  const days = [...record.timeline.map((entry) => entry.effectiveAt), ...record.programmes.map((line) => line.from), record.household.registeredOn].toSorted();
  const start = days[0] ?? today;
  const back = range === 'year' ? 365 : 1826;
  const first = range === 'all' ? start : [dayFrom(dayNumber(today) - back), day].toSorted()[0] ?? start;
  const services = [...new Set(record.timeline.map((entry) => word('service', entry.service)))];
  return (
    <section className="card" aria-labelledby="timeline">
      <header style={{ paddingBottom: 4 }}>
        <h2 id="timeline">{t('household.timeline.title')}</h2><span className="sub">{t('household.timeline.text')}</span><span className="grow" />
        <Segmented label={t('household.timeline.range')} value={range} onChange={setRange} options={(['year', 'five', 'all'] as const).map((value) => ({ value, label: t(`household.timeline.${value}`) }))} />
      </header>
      <div style={{ padding: '4px 14px 8px' }}>
        <Timeline lanes={lanes} first={first} today={today} day={day} onDay={onDay} label={t('household.timeline.title')} handleLabel={t('parts.asOf.day')} />
      </div>
      <footer>{t('household.timeline.sources', { sources: format.list(services), events: t('household.timeline.events', { count: record.timeline.length }) })}</footer>
    </section>
  );
}
