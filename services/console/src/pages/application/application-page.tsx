import { Button } from '@mantine/core';
import { IconChevronLeft, IconHome, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { applicationFile, type ActionBody, type ApplicationFile } from '../../api/casework.ts';
import { isProblem } from '../../api/problem.ts';
import { clockReading } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { icon } from '../../parts/icon.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { StepsBar } from '../../parts/steps-bar.tsx';
import { lastList } from '../work/last-list.ts';
import { ActionCard } from './action-card.tsx';
import { OpenAction } from './open-action.tsx';
import './application.css';
import { AssessmentCard } from './assessment-card.tsx';
import { CommunityCard } from './community-card.tsx';
import { DecisionCard } from './decision-card.tsx';
import { directBody } from './direct.ts';
import { DocumentsCard } from './documents-card.tsx';
import { HistoryCard } from './history-card.tsx';
import { VerificationCard } from './verification-card.tsx';

/** One application, whole: the nineteen steps, what was found, what is decided, and what the officer may do now. */
export function ApplicationPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({ queryKey: ['casework', 'application', id], queryFn: ({ signal }) => applicationFile(id, signal) });
  if (error !== null && !data) return <Refusal error={error} onRetry={isProblem(error) && error.status === 403 ? undefined : () => void refetch()} />;
  if (!data) return <div className="card"><Loading rows={10} height={24} /></div>;
  return <File key={id} file={data} />;
}

function File({ file }: { readonly file: ApplicationFile }) {
  const { t } = useTranslation();
  const { text } = useWords();
  const [search, setSearch] = useSearchParams();
  const [pressed, setPressed] = useState<ActionBody | null>(null);
  const [told, setTold] = useState<{ readonly title: string; readonly projected: boolean } | null>(null);
  const wanted = search.get('do');
  const opened = pressed ?? file.actions.find((one) => one.action === wanted && one.allowed && directBody(one.action) === null) ?? null;
  const close = (): void => {
    setPressed(null);
    if (wanted !== null) setSearch((now) => { const next = new URLSearchParams(now); next.delete('do'); return next; }, { replace: true });
  };
  const done = (action: ActionBody) => (projected: boolean): void => { close(); setTold({ title: text(action.title), projected }); };
  return (
    <>
      <Head file={file} />
      <div className="stack">
        {told && <Notice tone="ok">{t(told.projected ? 'application.done' : 'application.doneLater', { action: told.title })}</Notice>}
        <StepsBar awaited={file.next?.step ?? null} steps={file.steps.map((step) => ({ ...step, clock: clockReading(step.clock) }))} />
        <div className="file-columns">
          <div className="stack">
            <VerificationCard file={file} />
            <AssessmentCard file={file} />
            <HistoryCard file={file} />
          </div>
          <div className="stack file-side">
            <ActionCard file={file} onOpen={setPressed} onDone={(action, projected) => done(action)(projected)} />
            <DocumentsCard file={file} onSupply={setPressed} />
            <CommunityCard file={file} />
            <DecisionCard file={file} />
          </div>
        </div>
      </div>
      {opened && <OpenAction file={file} action={opened} onClose={close} onDone={done(opened)} />}
    </>
  );
}

function Head({ file }: { readonly file: ApplicationFile }) {
  const { t } = useTranslation();
  const { word, text } = useWords();
  const format = useFormat();
  const navigate = useNavigate();
  const [list] = useState(lastList);
  const at = list.ids.indexOf(file.id);
  const go = (by: 1 | -1): void => { const other = list.ids[at + by]; if (at >= 0 && other !== undefined) void navigate(`/applications/${other}`); };
  useShortcuts({ '[': () => go(-1), ']': () => go(1) });
  const name = file.names[file.head ?? '']?.name ?? null;
  const { acceptedAt } = file.application;
  return (
    <PageHead
      above={
        <span className="row wrap">
          <Link className="back" to={`/work${list.search}`}><IconChevronLeft {...icon} />{t('application.back')}{at >= 0 && <> · {t('application.position', { n: at + 1, total: list.ids.length })}</>}</Link>
          {at >= 0 && <><button type="button" className="key-button" aria-label={t('application.previous')} disabled={at === 0} onClick={() => go(-1)}>[</button><button type="button" className="key-button" aria-label={t('application.next')} disabled={at === list.ids.length - 1} onClick={() => go(1)}>]</button></>}
        </span>
      }
      title={name === null || name === '[erased]' ? t('household.ofNobody') : t('household.of', { name })}
      beside={
        <>
          <span className="tag accent">{word('programme', file.application.programme)} · {word('appStatus', file.application.status)}</span>
          <span className="tag line">{file.application.number}</span>
          <span className="tag line">{file.ruleSet.locked && acceptedAt !== null ? t('application.ruleLocked', { rule: file.ruleSet.id, date: format.shortDate(acceptedAt) }) : t('application.ruleOpen', { rule: file.ruleSet.id })}</span>
          <span className="sub">{t('common.people', { count: file.members.length })} · {text(file.village)}</span>
        </>
      }
      actions={
        <>
          <Button leftSection={<IconHome {...icon} />} onClick={() => void navigate(`/households/${file.application.household}`)}>{t('application.record')}</Button>
          <Button leftSection={<IconPrinter {...icon} />} onClick={() => window.print()}>{t('common.print')}</Button>
        </>
      } />
  );
}
