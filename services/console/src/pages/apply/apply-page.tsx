import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { household } from '../../api/registry.ts';
import { useOfficer } from '../../identity/session.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Loading, NoRight } from '../../parts/states.tsx';
import './apply.css';
import { ApplyForm } from './apply-form.tsx';
import { OutcomeCard } from './outcome.tsx';
import type { Outcome } from './submission.ts';

const field = ['village', 'town', 'bagh-governor', 'soum-social-worker'];

/** Taking an application at the window: once for a family that is new, with nothing retyped for one that is known. */
export function ApplyPage() {
  const { t } = useTranslation();
  const officer = useOfficer();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const id = search.get('household');
  const [done, setDone] = useState<{ readonly outcome: Outcome; readonly names: Readonly<Record<string, string>> } | null>(null);
  const [round, setRound] = useState(0);
  const known = useQuery({ queryKey: ['registry', 'household', id], queryFn: ({ signal }) => household(id ?? '', signal), enabled: id !== null });
  if (!officer || !field.includes(officer.role)) return <section className="card"><h1 className="unseen">{t('apply.title')}</h1><NoRight roles={field} /></section>;
  const next = (): void => { setDone(null); setRound((now) => now + 1); void navigate('/applications/new', { replace: true }); };
  return (
    <>
      <PageHead title={t('apply.title')} beside={<span className="sub">{t('apply.text')}</span>} />
      {done && <OutcomeCard outcome={done.outcome} nameOf={(person) => done.names[person] ?? t('common.unnamed')} onNext={next} />}
      {!done && id !== null && known.error !== null && <Refusal error={known.error} onRetry={() => void known.refetch()} />}
      {!done && id !== null && known.isPending && <div className="card"><Loading rows={6} /></div>}
      {!done && (id === null || known.data) && <ApplyForm key={`${id ?? 'new'}${round}`} officer={officer} known={known.data ?? null} onDone={(outcome, names) => setDone({ outcome, names })} />}
    </>
  );
}
