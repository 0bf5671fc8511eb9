import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ApplicationFile } from '../../api/casework.ts';
import { verification } from '../../api/hiavs.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { Loading, Partial } from '../../parts/states.tsx';
import { VerificationPanel } from '../verifications/verification-panel.tsx';

const meansTest = 5;

/** What the departments answered; where their service cannot be read, the card says so and the file stays usable. */
export function VerificationCard({ file }: { readonly file: ApplicationFile }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const id = file.verification?.id ?? '';
  const { data, error, refetch } = useQuery({ queryKey: ['hiavs', 'verification', id, file.application.household], queryFn: ({ signal }) => verification(id, signal), enabled: id !== '' });
  if (!file.verification && file.steps.every((one) => one.step !== meansTest || one.mode === 'not-taken')) return null;
  return (
    <section className="card" id="verification" aria-labelledby="verification-title">
      <header>
        <h2 id="verification-title">{t('application.verification.title')}</h2>
        {data && data.openItems > 0 && <span className="tag warn">{t('application.verification.discrepancies', { count: data.openItems })}</span>}
        {data && data.missing.length > 0 && <span className="tag wait">{t('application.verification.waiting', { count: data.missing.length })}</span>}
        {data?.outcome === 'consistent' && <span className="tag ok">{t('application.verification.consistent')}</span>}
        <span className="grow" />
        {data && <span className="sub">{t('application.verification.answered', { answered: data.answered, asked: data.inquiries, round: data.round ?? 0, date: format.dayMonthTime(data.reportedAt ?? data.requestedAt) })} · <Link to={`/verifications/${data.id}`}>{t('application.verification.open')}</Link></span>}
      </header>
      <div className="body">
        {!file.verification && <p className="mut">{t('application.verification.none')}</p>}
        {error !== null && <Partial source={word('service', 'hiavs')} onRetry={() => void refetch()} />}
        {file.verification && !data && error === null && <Loading rows={5} height={26} />}
        {data && <VerificationPanel verification={data} />}
      </div>
    </section>
  );
}
