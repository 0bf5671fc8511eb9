import { Button } from '@mantine/core';
import { IconChevronRight, IconDownload } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'react-router';
import { useAreas } from '../../api/areas.ts';
import { file } from '../../api/client.ts';
import { useFigure, type Kpi } from '../../api/reporting.ts';
import { useWords } from '../../i18n/words.ts';
import { useOfficer } from '../../identity/session.tsx';
import { useJobs } from '../../jobs/jobs.tsx';
import { DateField } from '../../parts/date-field.tsx';
import { FilterChip } from '../../parts/filter-chip.tsx';
import { icon } from '../../parts/icon.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { useToday } from '../../parts/use-today.ts';
import { AreasCards } from './areas-cards.tsx';
import { ChildrenCard, CoverageChart, MoneyCard, ProgrammesCard } from './coverage-cards.tsx';
import './dashboards.css';
import { Kpis } from './kpis.tsx';
import { StepTimesCard, TurnaroundCard } from './time-cards.tsx';
import { useAreaName, useDashboardState, type DashboardState } from './use-dashboard.ts';

const programmes = ['dibao', 'tekun', 'child-money'] as const;

/** What a minister asks, for an area and an instant: covered, spent, in time, checked; down to the village. */
export function DashboardPage() {
  const { t } = useTranslation();
  const officer = useOfficer();
  const { area: asked } = useParams();
  const { hash } = useLocation();
  const nameOf = useAreaName();
  const area = asked ?? officer?.area ?? '*';
  const state = useDashboardState(area);
  useEffect(() => {
    if (hash !== '') document.querySelector(hash)?.scrollIntoView({ block: 'start' });
  }, [hash]);
  const { ask } = state;
  return (
    <>
      <PageHead above={<Crumbs area={area} />} title={area === '*' ? t('dashboard.title') : t('dashboard.titleOf', { area: nameOf(area) })} actions={<Filters state={state} />} />
      <div className="stack">
        <Kpis ask={ask} />
        <AreasCards ask={ask} />
        <div className="three"><StepTimesCard ask={ask} /><CoverageChart ask={ask} /><TurnaroundCard ask={ask} /></div>
        <div className="money-row"><MoneyCard ask={ask} /><ProgrammesCard ask={ask} /><ChildrenCard ask={ask} /></div>
      </div>
    </>
  );
}

/** From the widest area this officer may see down to the one shown. */
function Crumbs({ area }: { readonly area: string }) {
  const { t } = useTranslation();
  const officer = useOfficer();
  const areas = useAreas();
  const own = officer?.area ?? '*';
  const path = areas.path(area);
  const from = own === '*' ? 0 : path.findIndex((one) => one.code === own);
  const inside = from < 0 ? [] : path.slice(from);
  return (
    <nav className="crumbs" aria-label={t('common.area')}>
      {own === '*' && (area === '*' ? <b className="strong">{t('dashboard.everywhere')}</b> : <Link to="/dashboards">{t('dashboard.everywhere')}</Link>)}
      {inside.map((one, n) => (
        <span key={one.code} className="row tight">{(n > 0 || own === '*') && <IconChevronRight {...icon} />}{one.code === area ? <b className="strong" aria-current="page">{areas.name(one.code)}</b> : <Link to={`/dashboards/${one.code}`}>{areas.name(one.code)}</Link>}</span>
      ))}
    </nav>
  );
}

function Filters({ state }: { readonly state: DashboardState }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const jobs = useJobs();
  const { ask, change } = state;
  const latest = useFigure<Kpi>('overview', { ...ask, asOf: null });
  const today = useToday([latest.data?.asOf]);
  const save = (): void => jobs.start(t('jobs.export', { what: t('dashboard.rank.title') }), async (signal) => ({
    blob: await file(`reporting/areas/${ask.area}/children`, { query: { asOf: ask.asOf, programme: ask.programme }, accept: 'text/csv', signal }), name: 'areas.csv',
  }));
  return (
    <>
      <FilterChip label={t('common.programme')} value={ask.programme ?? undefined} options={programmes.map((value) => ({ value, label: word('programme', value) }))} onChange={(value) => change('programme', value)} />
      <label className="sub" htmlFor="dashboard-as-of">{t('dashboard.asOf')}</label>
      <DateField id="dashboard-as-of" value={ask.asOf ?? today} max={today} onChange={(day) => change('asOf', day === today ? null : day)} />
      <Button leftSection={<IconDownload {...icon} />} onClick={save}>{t('dashboard.report')}</Button>
    </>
  );
}
