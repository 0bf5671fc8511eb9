import { Button } from '@mantine/core';
import { IconChevronLeft, IconPlus, IconPrinter } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useAreas } from '../../api/areas.ts';
import { isProblem } from '../../api/problem.ts';
import { householdRecord, type HouseholdRecord } from '../../api/registry.ts';
import { useWords } from '../../i18n/words.ts';
import { useOfficer } from '../../identity/session.tsx';
import { AsOf } from '../../parts/as-of.tsx';
import { icon } from '../../parts/icon.ts';
import { MaskedId } from '../../parts/masked-id.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Loading } from '../../parts/states.tsx';
import { useToday } from '../../parts/use-today.ts';
import { menuOf } from '../../shell/menu.ts';
import { ChangeButton } from './change-dialog.tsx';
import { EventsCard } from './events-card.tsx';
import './household.css';
import { stopsOf } from './lanes.ts';
import { LookedButton } from './looked.tsx';
import { MeansCard } from './means-card.tsx';
import { MembersCard } from './members-card.tsx';
import { TimelineCard } from './timeline-card.tsx';

/** One family, one record: everything any service said about it, as it stands now or as it stood on a day. */
export function HouseholdPage() {
  const { id = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('asOf');
  const knowledge = search.get('known') === 'then' ? 'then' : 'now';
  const whole = useQuery({ queryKey: ['registry', 'record', id, null, 'now'], queryFn: ({ signal }) => householdRecord(id, null, 'now', signal) });
  const then = useQuery({
    queryKey: ['registry', 'record', id, asked, knowledge], queryFn: ({ signal }) => householdRecord(id, asked, knowledge, signal), enabled: asked !== null, placeholderData: keepPreviousData,
  });
  const today = useToday(whole.data?.timeline.flatMap((entry) => [entry.effectiveAt, entry.recordedAt]));
  if (whole.error !== null) return <Refusal error={whole.error} onRetry={isProblem(whole.error) && whole.error.status === 403 ? undefined : () => void whole.refetch()} />;
  if (!whole.data) return <div className="card"><Loading rows={10} /></div>;

  const change = (name: 'asOf' | 'known', value: string | null): void => setSearch((now) => {
    const next = new URLSearchParams(now);
    if (value === null) next.delete(name); else next.set(name, value);
    return next;
  }, { replace: true });
  const toDay = (day: string | null): void => change('asOf', day === null || day >= today ? null : day);
  const shown = asked === null ? whole.data : then.data ?? whole.data;
  const day = asked ?? today;

  return (
    <>
      <Head record={whole.data} />
      <div className="stack">
        <AsOf day={day} today={today} knowledge={knowledge} stops={stopsOf(whole.data)} later={asked === null ? 0 : shown.later} onDay={toDay} onKnowledge={(value) => change('known', value === 'then' ? value : null)} />
        {then.error !== null && asked !== null && <Refusal error={then.error} onRetry={() => void then.refetch()} />}
        <TimelineCard record={whole.data} today={today} day={day} onDay={toDay} />
        <div className="record-columns">
          <MembersCard household={shown.household} day={day} />
          <MeansCard then={shown.household} now={whole.data.household} comparing={asked !== null && knowledge === 'then'} />
          <EventsCard record={shown} />
        </div>
      </div>
    </>
  );
}

function Head({ record }: { readonly record: HouseholdRecord }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const areas = useAreas();
  const officer = useOfficer();
  const navigate = useNavigate();
  const { household } = record;
  const head = household.members.find((member) => member.id === household.head.id);
  const name = household.head.name;
  const mayApply = officer !== null && menuOf[officer.role].some((entry) => entry.key === 'applications');
  return (
    <PageHead above={<Link className="back" to="/households"><IconChevronLeft {...icon} />{t('household.title')}</Link>}
      title={name === null || name === '[erased]' ? t('household.ofNobody') : t('household.of', { name })}
      beside={
        <>
          <span className="tag line">{household.number}</span>
          {record.programmes.filter((line) => line.status === 'enrolled' || line.status === 'proposed').map((line) => (
            <span key={`${line.programme}${line.from}`} className={`tag ${line.status === 'enrolled' ? 'ok' : 'info'}`}>{word('programme', line.programme)} {word('enrolment', line.status)}</span>
          ))}
          <span className="sub">{areas.name(household.area)}</span>
          {head?.idNumber && <span className="sub"><MaskedId person={head.id} field="idNumber" masked={head.idNumber} label={t('apply.person.idNumber')} /></span>}
        </>
      }
      actions={
        <>
          <LookedButton household={household} />
          <ChangeButton household={household} />
          <Button leftSection={<IconPrinter {...icon} />} onClick={() => window.print()}>{t('common.print')}</Button>
          {mayApply && <Button variant="filled" leftSection={<IconPlus {...icon} />} onClick={() => void navigate(`/applications/new?household=${household.id}`)}>{t('household.newApplication')}</Button>}
        </>
      } />
  );
}
