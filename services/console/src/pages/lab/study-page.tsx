import { Button, Menu } from '@mantine/core';
import { IconChevronLeft, IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { file, newIdempotencyKey } from '../../api/client.ts';
import { cancelStudy, study, type StudyBody, type StudyResult } from '../../api/lab.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useOfficer } from '../../identity/session.tsx';
import { useJobs } from '../../jobs/jobs.tsx';
import { icon } from '../../parts/icon.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { ProgressBar } from '../../parts/progress-bar.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Loading } from '../../parts/states.tsx';
import '../rules/rules.css';
import { ActualCard } from './actual-card.tsx';
import { AreasCard } from './areas-card.tsx';
import { CurvesCard } from './curves-card.tsx';
import { FormulasCard } from './formulas-card.tsx';
import './lab.css';
import { ProfileCard } from './profile-card.tsx';
import { ProgrammeCard } from './programme-card.tsx';
import { QuadrantsCard } from './quadrants-card.tsx';
import { mayAsk } from './rights.ts';
import { StatusTag } from './studies-list.tsx';
import { BracketsCard, CoverageCard, DistancesCard, ErrorsCard } from './tables-cards.tsx';

const every = 1_000;
const underWay = (one: StudyBody | undefined): boolean => one?.status === 'waiting' || one?.status === 'running';

export function StudyPage() {
  const { study: id = '' } = useParams();
  const { data, error, refetch } = useQuery({ queryKey: ['eligibility', 'study', id], queryFn: ({ signal }) => study(id, signal), refetchInterval: ({ state }) => (underWay(state.data) ? every : false) });
  if (error !== null && !data) return <Refusal error={error} onRetry={() => void refetch()} />;
  return data ? <Shown one={data} /> : <div className="card"><Loading rows={10} /></div>;
}

function Shown({ one }: { readonly one: StudyBody }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { result } = one;
  return (
    <div {...(result?.survey.synthetic === true ? { className: 'marked-synthetic', style: mark(t('lab.synthetic.mark')) } : {})}>
      <PageHead above={<Link className="back" to="/lab"><IconChevronLeft {...icon} />{t('lab.title')}</Link>} title={one.title}
        beside={<><StatusTag row={one} />{result?.survey.synthetic === true && <span className="tag warn">{t('lab.synthetic.mark')}</span>}<span className="sub">{one.author} · {format.dateTime(one.requestedAt)}</span></>}
        actions={result && <Downloads one={one} />} />
      <div className="stack">
        {underWay(one) && <Running one={one} />}
        {one.status === 'failed' && one.error && <Failed one={one} />}
        {one.status === 'cancelled' && <p className="notice" role="status">{t('lab.status.cancelled')}</p>}
        {result && <Result one={one} result={result} />}
      </div>
    </div>
  );
}

/** Said on every card, so that no picture of one goes about without it. */
const mark = (words: string): CSSProperties => ({ '--mark': JSON.stringify(words) } as CSSProperties);

function Running({ one }: { readonly one: StudyBody }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const officer = useOfficer();
  const queries = useQueryClient();
  const cancel = useMutation({ mutationFn: () => cancelStudy(one.id, newIdempotencyKey()), onSuccess: () => queries.invalidateQueries({ queryKey: ['eligibility'] }) });
  const { progress } = one;
  const counted = progress?.done === null || progress?.done === undefined ? '' : ` · ${progress.done} / ${one.replicates}`;
  const note = progress === null || progress.step === 0 ? t('lab.status.waiting') : `${word('studyStep', progress.what)}${counted}`;
  return (
    <section className="card" aria-label={t('lab.progress')}>
      <div className="body stack padded">
        {cancel.error !== null && <Refusal error={cancel.error} focus />}
        <ProgressBar done={progress?.step ?? 0} of={progress?.of ?? 1} label={t('lab.progress')} note={note} action={mayAsk(officer?.role) && <Button size="xs" loading={cancel.isPending} onClick={() => cancel.mutate()}>{t('common.cancel')}</Button>} />
        <p className="sub">{t('lab.progressText')}</p>
      </div>
    </section>
  );
}

function Failed({ one }: { readonly one: StudyBody }) {
  const { t } = useTranslation();
  const { error } = one;
  const place = [error?.row === undefined ? '' : t('lab.fault.row', { row: error.row }), error?.column === undefined ? '' : t('lab.fault.column', { column: error.column }), error?.stratum === undefined ? '' : t('lab.fault.stratum', { stratum: error.stratum })].filter((part) => part !== '');
  return <div className="notice bad" role="alert"><div><b className="strong">{t('lab.status.failed')}</b> {place.join(' · ')}<p lang="en">{error?.detail}</p></div></div>;
}

/** The same figures as files: tables as CSV and XLSX, with drawings as PDF. */
function Downloads({ one }: { readonly one: StudyBody }) {
  const { t } = useTranslation();
  const { language } = useWords();
  const jobs = useJobs();
  const save = (kind: 'csv' | 'xlsx' | 'pdf'): void => jobs.start(t('jobs.export', { what: `${one.title} ${kind.toUpperCase()}` }), async (signal) => ({
    blob: await file(`eligibility/studies/${one.id}/report.${kind}`, { query: { language: language === 'mn' ? 'mn' : 'en' }, signal }), name: `study-${one.id.slice(0, 8)}.${kind}`,
  }));
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target><Button leftSection={<IconDownload {...icon} />}>{t('lab.download')}</Button></Menu.Target>
      <Menu.Dropdown>{(['csv', 'xlsx', 'pdf'] as const).map((kind) => <Menu.Item key={kind} onClick={() => save(kind)}>{kind.toUpperCase()}</Menu.Item>)}</Menu.Dropdown>
    </Menu>
  );
}

const parts = ['formulas', 'tables', 'curves', 'quadrants', 'areas', 'profile'] as const;

function Result({ one, result }: { readonly one: StudyBody; readonly result: StudyResult }) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const chosen = search.get('formula');
  const choose = (name: string): void => setSearch((now) => { const all = new URLSearchParams(now); all.set('formula', name); return all; }, { replace: true, preventScrollReset: true });
  const names = result.formulas.map(({ name }) => name);
  const formula = chosen !== null && names.includes(chosen) ? chosen : names[0] ?? '';
  const pick = { names, formula, onFormula: choose };
  return (
    <>
      <About result={result} />
      <nav className="rule-sections" aria-label={t('lab.parts')}>{parts.map((part) => <a key={part} className="chip" href={`#lab-${part}`}>{t(`lab.part.${part}`)}</a>)}</nav>
      <div id="lab-formulas"><FormulasCard one={one} result={result} /></div>
      <div id="lab-tables" className="stack"><ErrorsCard result={result} /><CoverageCard result={result} /><DistancesCard result={result} /><BracketsCard result={result} /></div>
      <div id="lab-curves"><CurvesCard result={result} /></div>
      <div id="lab-quadrants"><QuadrantsCard result={result} {...pick} /></div>
      {result.areas.length > 0 && <div id="lab-areas"><AreasCard result={result} {...pick} /></div>}
      <div id="lab-profile"><ProfileCard result={result} {...pick} /></div>
      {result.actual && <ActualCard actual={result.actual} />}
      {result.programme && <ProgrammeCard programme={result.programme} />}
    </>
  );
}

/** What the tables are of: survey, line, seed, and the hash under which they can be found again. */
function About({ result }: { readonly result: StudyResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { survey, options } = result;
  const facts: readonly (readonly [string, string])[] = [
    [t('lab.study.survey'), survey.name], [t('lab.about.evaluated'), format.count(survey.evaluated)], [t('lab.about.weighted'), format.count(Math.round(survey.base.households))], [t('lab.about.poor'), format.count(Math.round(survey.base.poor))],
    [t('lab.about.line'), format.count(options.line)], [t('lab.about.reach'), options.budget === 'poor' ? t('lab.study.reaching.poor') : options.budget === null ? t('lab.study.reaching.own') : format.count(options.budget)],
    ...(options.replicates > 0 ? [[t('lab.study.replicates'), `${options.replicates} · ${t('lab.synthetic.seed')} ${options.seed}`] as const] : []),
  ];
  return (
    <section className="card" aria-label={t('lab.about.title')}>
      <dl className="facts">{facts.map(([name, value]) => <div key={name}><dt className="sub">{name}</dt><dd>{value}</dd></div>)}</dl>
      {result.notes.length > 0 && <ul className="body">{result.notes.map((note) => <Note key={note.code} note={note} />)}</ul>}
      <footer><span>{survey.source}</span><span>SHA-256 <code className="hash">{survey.sha256.slice(0, 16)}</code></span><span>{t('lab.about.hash')} <code className="hash">{result.hash.slice(0, 16)}</code></span></footer>
    </section>
  );
}

function Note({ note }: { readonly note: StudyResult['notes'][number] }) {
  const { word } = useWords();
  const format = useFormat();
  return <li className="s13 mut">{word('studyNote', note.code)}{note.households !== undefined && ` (${format.count(note.households)})`}</li>;
}
