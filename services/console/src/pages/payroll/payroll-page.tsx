import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { payroll, type PayrollBody } from '../../api/payments.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { icon } from '../../parts/icon.ts';
import { Lamp } from '../../parts/lamp.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Loading } from '../../parts/states.tsx';
import { InstructionsCard } from './instructions-card.tsx';
import { PayrollActions } from './payroll-actions.tsx';
import './payroll.css';
import { statusTone } from './status.ts';

export function PayrollPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({ queryKey: ['payments', 'payroll', id], queryFn: ({ signal }) => payroll(id, signal) });
  if (error !== null && !data) return <Refusal error={error} onRetry={() => void refetch()} />;
  return data ? <Shown payroll={data} /> : <div className="card"><Loading rows={8} /></div>;
}

function Shown({ payroll: shown }: { readonly payroll: PayrollBody }) {
  const { t } = useTranslation();
  const { word, text } = useWords();
  const format = useFormat();
  return (
    <>
      <PageHead above={<Link className="back" to="/payroll"><IconChevronLeft {...icon} />{t('payroll.back')}</Link>} title={`${word('programme', shown.programme)} · ${format.month(shown.period)}`}
        beside={<><span className={`tag ${statusTone[shown.status]}`}>{t(`payroll.status.${shown.status}`)}</span><span className="sub">{text(shown.areaName)} · {t('payroll.approve.payments', { count: shown.count })}</span><b className="strong">{format.money(shown.total)}</b></>} />
      <div className="stack">
        <Progress payroll={shown} />
        <div className="payroll-columns">
          <div className="stack"><Checks payroll={shown} /><InstructionsCard payroll={shown} /></div>
          <div className="stack"><PayrollActions payroll={shown} /><DeltaCard payroll={shown} /><Totals payroll={shown} /></div>
        </div>
      </div>
    </>
  );
}

/** Four eyes in a row: who did which step, and which is next. */
function Progress({ payroll: shown }: { readonly payroll: PayrollBody }) {
  const { t } = useTranslation();
  const format = useFormat();
  const step = (by: { readonly by: string; readonly at: string } | null): string | null => (by ? `${by.by} · ${format.dayMonthTime(by.at)}` : null);
  const steps = [
    ['drafted', step(shown.drafted)], ['submitted', step(shown.submitted)], ['approved', step(shown.approved)],
    ['file', shown.file ? format.shortDate(shown.file.executionDate) : null], ['closed', shown.closed ? format.shortDate(shown.closed.on) : null],
  ] as const;
  const now = steps.findIndex(([, done]) => done === null);
  return (
    <ol className="card progress" aria-label={t('payroll.steps')}>
      {steps.map(([name, done], n) => <li key={name} className={done !== null ? 'done' : n === now && shown.status !== 'withdrawn' ? 'now' : ''} aria-current={n === now ? 'step' : undefined}>{t(`payroll.step.${name}`)}<div className="sub">{done ?? ' '}</div></li>)}
    </ol>
  );
}

function Checks({ payroll: shown }: { readonly payroll: PayrollBody }) {
  const { t } = useTranslation();
  const { text } = useWords();
  const format = useFormat();
  const checks = shown.checks.toSorted((a, b) => Number(b.blocking) - Number(a.blocking));
  return (
    <section className="card" aria-labelledby="checks">
      <header><h2 id="checks">{t('payroll.checks.title')}</h2></header>
      <ul className="body">
        {checks.length === 0 && <li className="row s13"><Lamp state="ok" />{t('payroll.checks.none')}</li>}
        {checks.slice(0, 20).map((check, n) => (
          <li key={`${check.code}${n}`} className="row wrap" style={{ padding: '6px 0', borderTop: n === 0 ? 0 : '1px solid var(--line-2)', fontSize: 13 }}>
            <Lamp state={check.blocking ? 'over' : 'soon'} /><span className="grow">{text(check.text)}</span>
            {(check.before ?? check.now) && <span className="mut">{check.before ? format.money(check.before) : '–'} → {check.now ? format.money(check.now) : '–'}</span>}
            <span className={`tag ${check.blocking ? 'bad' : 'warn'}`}>{t(check.blocking ? 'payroll.checks.blocking' : 'payroll.checks.note')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function DeltaCard({ payroll: shown }: { readonly payroll: PayrollBody }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { delta, total } = shown;
  const difference = { minor: total.minor - delta.total.minor, currency: total.currency };
  return (
    <section className="card" aria-labelledby="delta">
      <header><h2 id="delta">{t('payroll.delta.title', { period: format.month(delta.period) })}</h2></header>
      <div className="body deltas">
        {(['added', 'left', 'changed'] as const).map((name) => <span key={name}><span className="sub">{t(`payroll.delta.${name}`)}</span><b>{format.count(delta[name])}</b></span>)}
        <span><span className="sub">{t('payroll.delta.total')}</span><b>{format.signed(difference)}</b></span>
      </div>
    </section>
  );
}

function Totals({ payroll: shown }: { readonly payroll: PayrollBody }) {
  const { t } = useTranslation();
  const format = useFormat();
  const statuses = ['prepared', 'sent', 'settled', 'returned', 'collected', 'reconciled', 'withdrawn'] as const;
  if (shown.totals.length === 0) return null;
  return (
    <section className="card" aria-labelledby="totals">
      <header><h2 id="totals">{t('payroll.totals')}</h2></header>
      <div className="body">
        <table className="simple" aria-labelledby="totals"><tbody>
          {shown.totals.map((line) => { const known = statuses.find((one) => one === line.status); return <tr key={line.status}><th scope="row">{known ? t(`payroll.instruction.${known}`) : line.status}</th><td className="num">{format.count(line.count)}</td><td className="num">{format.money(line.money)}</td></tr>; })}
        </tbody></table>
        {shown.closed && <p className="sub" style={{ marginTop: 6 }}>{t('payroll.closed', { on: format.shortDate(shown.closed.on), reconciled: shown.closed.reconciled, listed: shown.closed.listed })}</p>}
      </div>
    </section>
  );
}
