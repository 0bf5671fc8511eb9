import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { csvBlob, csvOf } from '../../api/csv.ts';
import type { HouseholdRecord, TimelineEntry } from '../../api/registry.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useJobs } from '../../jobs/jobs.tsx';
import { FilterChip } from '../../parts/filter-chip.tsx';
import { icon } from '../../parts/icon.ts';
import { dayNumber } from '../../parts/timeline-layout.ts';
import { useAbout } from './about.ts';

const step = 12;

const newestFirst = (entries: readonly TimelineEntry[]): TimelineEntry[] =>
  entries.toSorted((a, b) => b.effectiveAt.localeCompare(a.effectiveAt) || b.recordedAt.localeCompare(a.recordedAt));

export function EventsCard({ record }: { readonly record: HouseholdRecord }) {
  const { t } = useTranslation();
  const { word, event } = useWords();
  const format = useFormat();
  const jobs = useJobs();
  const about = useAbout();
  const [service, setService] = useState<string | null>(null);
  const [shown, setShown] = useState(step);
  const services = [...new Set(record.timeline.map((entry) => entry.service))];
  const entries = newestFirst(record.timeline.filter((entry) => service === null || entry.service === service));
  const line = (entry: TimelineEntry): string[] => [entry.effectiveAt, entry.recordedAt, event(entry.type), about(entry), word('service', entry.service), entry.actor];
  const save = (): void => jobs.start(t('jobs.export', { what: t('household.events.title') }), async () => ({
    blob: csvBlob(csvOf([t('household.events.effective'), t('household.events.recorded'), t('household.events.event'), '', t('household.events.source'), t('shell.officer')], entries.map(line), t('common.source', { source: record.household.number }))),
    name: `${record.household.number}.csv`,
  }));
  return (
    <section className="card" aria-labelledby="events">
      <header>
        <h2 id="events">{t('household.events.title')}</h2>
        <FilterChip label={t('household.events.allSources')} value={service ?? undefined} options={services.map((value) => ({ value, label: word('service', value) }))} onChange={setService} />
        <span className="grow" />
        <Button size="xs" variant="subtle" leftSection={<IconDownload {...icon} />} onClick={save}>{t('common.export')}</Button>
      </header>
      <div className="body">
        {entries.length === 0 ? <p className="sub">{t('household.events.none')}</p> : (
          <div className="scroll" tabIndex={0} role="region" aria-labelledby="events">
            <table className="events">
              <thead><tr>{(['effective', 'recorded', 'event', 'source'] as const).map((name) => <th key={name} scope="col">{t(`household.events.${name}`)}</th>)}</tr></thead>
              <tbody>{entries.slice(0, shown).map((entry) => <EventLine key={entry.id} entry={entry} about={about(entry)} name={event(entry.type)} source={word('service', entry.service)} date={format.shortDate(entry.effectiveAt)} />)}</tbody>
            </table>
          </div>
        )}
        {entries.length > shown && <button type="button" className="link" onClick={() => setShown(shown + step)}>{t('household.events.more', { count: Math.min(step, entries.length - shown) })}</button>}
      </div>
    </section>
  );
}

interface EventLineProps { readonly entry: TimelineEntry; readonly about: string; readonly name: string; readonly source: string; readonly date: string }

function EventLine({ entry, about, name, source, date }: EventLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const recorded = format.shortDate(entry.recordedAt);
  const lateBy = Math.max(1, dayNumber(entry.recordedAt) - dayNumber(entry.effectiveAt));
  return (
    <tr>
      <td>{date}</td>
      <td className="mut">{entry.late ? <span className="tag warn">{recorded}</span> : recorded}</td>
      <td>{name}{about !== '' && <span className="mut"> · {about}</span>}{entry.late && <span className="sub"> {t('household.events.late', { count: lateBy })}</span>}</td>
      <td className="mut">{source}</td>
    </tr>
  );
}
