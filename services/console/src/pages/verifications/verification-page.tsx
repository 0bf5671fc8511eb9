import { Button } from '@mantine/core';
import { IconChevronLeft, IconFileText, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { newIdempotencyKey } from '../../api/client.ts';
import { askAgain, verification, type Verification } from '../../api/hiavs.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { icon } from '../../parts/icon.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { StartCell } from './start-cell.tsx';
import { VerificationPanel } from './verification-panel.tsx';
import { WaiveDialog } from './waive-dialog.tsx';

export function VerificationPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({ queryKey: ['hiavs', 'verification', id], queryFn: ({ signal }) => verification(id, signal) });
  if (error !== null && !data) return <Refusal error={error} onRetry={() => void refetch()} />;
  return data ? <Shown verification={data} /> : <div className="card"><Loading rows={8} height={26} /></div>;
}

function Shown({ verification: shown }: { readonly verification: Verification }) {
  const { t } = useTranslation();
  const { word, text } = useWords();
  const format = useFormat();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [waiving, setWaiving] = useState(false);
  const again = useMutation({ mutationFn: () => askAgain(shown.id, newIdempotencyKey()), onSuccess: () => queries.invalidateQueries({ queryKey: ['hiavs'] }) });
  const of = (name: 'waive' | 'retry') => shown.actions.find((one) => one.action === name);
  const name = shown.matrix[0]?.name ?? t('common.unnamed');
  return (
    <>
      <PageHead above={<Link className="back" to="/verifications"><IconChevronLeft {...icon} />{t('verification.back')}</Link>} title={t('verification.of', { name })}
        beside={<><span className="tag accent">{word('programme', shown.programme)}</span><span className="tag">{shown.outcome === null ? word('outcome', 'running') : word('outcome', shown.outcome)}</span><span className="sub">{t('application.verification.answered', { answered: shown.answered, asked: shown.inquiries, round: shown.round ?? 0, date: format.dayMonthTime(shown.reportedAt ?? shown.requestedAt) })}</span></>}
        actions={
          <>
            <Button leftSection={<IconFileText {...icon} />} onClick={() => void navigate(`/applications/${shown.application}`)}>{t('verification.openFile')}</Button>
            {of('waive')?.allowed === true && <Button onClick={() => setWaiving(true)}>{text(of('waive')?.title)}</Button>}
            {of('retry')?.allowed === true && <Button leftSection={<IconRefresh {...icon} />} loading={again.isPending} onClick={() => again.mutate()}>{text(of('retry')?.title)}</Button>}
          </>
        } />
      <div className="stack">
        {again.error !== null && <Refusal error={again.error} focus />}
        {again.isSuccess && <Notice tone="ok">{t('verification.retried')}</Notice>}
        <section className="card" aria-label={t('parts.matrix.label')}>
          <header><h2>{t('application.verification.title')}</h2><span className="sub grow">{t('verification.purpose', { purpose: `${word('programme', shown.programme)} · ${/A-[0-9A-F]+/u.exec(shown.purpose)?.[0] ?? shown.purpose}` })}</span><span className="s13">{t('verification.column.start')}: <StartCell start={shown.clocks.start} /></span></header>
          <div className="body"><VerificationPanel verification={shown} />
            {shown.waivers.length > 0 && <ul style={{ marginTop: 10 }}>{shown.waivers.map((one) => <li key={one.source} className="sub">{t('verification.waived', { source: word('source', one.source), reason: one.reason, date: format.shortDate(one.recheckOn) })}</li>)}</ul>}
          </div>
        </section>
      </div>
      {waiving && <WaiveDialog verification={shown} onClose={() => setWaiving(false)} />}
    </>
  );
}
