import { Button } from '@mantine/core';
import { IconChevronLeft, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useAreas } from '../../api/areas.ts';
import { file } from '../../api/client.ts';
import { formula, type FormulaBody } from '../../api/formulas.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useOfficer } from '../../identity/session.tsx';
import { useJobs } from '../../jobs/jobs.tsx';
import { icon } from '../../parts/icon.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Loading } from '../../parts/states.tsx';
import { ExplainCard } from './explain-card.tsx';
import { FitCard } from './fit-card.tsx';
import { FormulaActions } from './formula-actions.tsx';
import '../rules/rules.css';
import './formulas.css';
import { HistoryCard } from './history-card.tsx';
import { QuestionsCard } from './questions-card.tsx';
import { ReviewsCard } from './reviews-card.tsx';
import { laboratory } from './rights.ts';
import { ScoringsCard } from './scorings-card.tsx';
import { ShadowCard } from './shadow-card.tsx';
import { formulaTone } from './tones.ts';

export function FormulaPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({ queryKey: ['eligibility', 'formula', id], queryFn: ({ signal }) => formula(id, signal) });
  if (error !== null && !data) return <Refusal error={error} onRetry={() => void refetch()} />;
  return data ? <Shown one={data} /> : <div className="card"><Loading rows={10} /></div>;
}

function Shown({ one }: { readonly one: FormulaBody }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const officer = useOfficer();
  const jobs = useJobs();
  const mayRead = laboratory.includes(officer?.role ?? '');
  const save = (): void => jobs.start(t('formulas.artefact'), async (signal) => ({ blob: await file(`eligibility/formulas/${one.id}/artefact`, { signal }), name: `${one.method}-${one.hash.slice(0, 8)}.json` }));
  return (
    <>
      <PageHead above={<Link className="back" to="/formulas"><IconChevronLeft {...icon} />{t('formulas.title')}</Link>} title={one.name}
        beside={<><span className={`tag ${formulaTone[one.status]}`}>{t(`formulas.status.${one.status}`)}</span><span className="tag line">{word('method', one.method)}</span><code className="hash">{one.hash.slice(0, 16)}</code></>}
        actions={mayRead && <Button leftSection={<IconDownload {...icon} />} onClick={save}>{t('formulas.artefact')}</Button>} />
      <div className="stack">
        <Lifecycle one={one} />
        <div className="formula-columns">
          <div className="stack"><ExplainCard one={one} /><ReviewsCard one={one} />{one.pilot && <ShadowCard one={one} />}{mayRead && <ScoringsCard one={one} />}<FitCard one={one} /><QuestionsCard one={one} /></div>
          <div className="stack"><FormulaActions one={one} /><HistoryCard one={one} /></div>
        </div>
      </div>
    </>
  );
}

const order = ['draft', 'reviewed', 'pilot', 'in-force', 'retired'] as const;

/** Where the formula stands on its way: who did which step, and which is next. */
function Lifecycle({ one }: { readonly one: FormulaBody }) {
  const { t } = useTranslation();
  const format = useFormat();
  const areas = useAreas();
  const names = (codes: readonly string[]): string => format.list(codes.map((code) => areas.name(code)));
  const reached = one.status === 'rejected' ? (one.pilot ? 2 : one.reviewClosed ? 1 : 0) : order.findIndex((step) => step === one.status);
  const notes: readonly (string | null)[] = [
    `${one.author} · ${format.shortDate(one.registeredAt)}`, one.reviewClosed && `${t('formulas.reviews.agree', { agree: one.reviewClosed.agree, of: one.reviewClosed.agree + one.reviewClosed.differ })} · ${format.shortDate(one.reviewClosed.at)}`,
    one.pilot && `${names(one.pilot.areas)} · ${format.shortDate(one.pilot.since)}`, one.inForce && `${names(one.inForce.areas)} · ${format.shortDate(one.inForce.from)}`, one.status === 'retired' ? one.reason : null,
  ];
  return (
    <>
      <ol className="card life" aria-label={t('formulas.life')}>
        {order.map((step, n) => <li key={step} className={n <= reached ? 'done' : n === reached + 1 && one.status !== 'rejected' ? 'now' : ''} aria-current={n === reached ? 'step' : undefined}>{t(`formulas.step.${step}`)}<div className="sub">{notes[n] ?? ' '}</div></li>)}
      </ol>
      {one.status === 'rejected' && <p className="notice bad">{t('formulas.rejected', { reason: one.reason ?? '' })}</p>}
    </>
  );
}
