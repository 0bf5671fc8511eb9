import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { file } from '../../api/client.ts';
import type { PayrollBody } from '../../api/payments.ts';
import { useFormat } from '../../format/use-format.ts';
import { useJobs } from '../../jobs/jobs.tsx';
import { icon } from '../../parts/icon.ts';
import { ErasableText, PersonName } from '../../parts/person-name.tsx';

const statuses = ['prepared', 'sent', 'settled', 'returned', 'collected', 'reconciled', 'withdrawn'] as const;
const tone: Readonly<Record<string, string>> = { returned: 'bad', reconciled: 'ok', collected: 'ok', settled: 'accent' };

export function InstructionsCard({ payroll }: { readonly payroll: PayrollBody }) {
  const { t } = useTranslation();
  const format = useFormat();
  const jobs = useJobs();
  const save = (): void => jobs.start(t('jobs.export', { what: t('payroll.payments.title') }), async (signal) => ({ blob: await file('payments/instructions', { query: { payroll: payroll.id }, accept: 'text/csv', signal }), name: `payroll-${payroll.period}.csv` }));
  return (
    <section className="card" aria-labelledby="payments">
      <header><h2 id="payments">{t('payroll.payments.title')}</h2><span className="grow sub">{payroll.count > payroll.instructions.length ? t('payroll.payments.first', { count: payroll.instructions.length }) : ''}</span><Button size="xs" variant="subtle" leftSection={<IconDownload {...icon} />} onClick={save}>{t('common.exportCsv')}</Button></header>
      <div className="body">
        <div className="scroll" tabIndex={0} role="region" aria-labelledby="payments">
          <table className="simple">
            <thead><tr><th scope="col">{t('payroll.payments.payee')}</th><th scope="col">{t('payroll.payments.account')}</th><th scope="col" className="num">{t('common.amount')}</th><th scope="col">{t('common.status')}</th></tr></thead>
            <tbody>
              {payroll.instructions.map((line) => {
                const known = statuses.find((one) => one === line.status);
                return (
                  <tr key={line.id}>
                    <td><Link to={`/households/${line.household}`}><PersonName name={line.payeeName} /></Link></td><td className="mut">{line.account === null ? '–' : <ErasableText text={line.account} />}</td><td className="num">{format.money(line.money)}</td>
                    <td><span className={`tag ${tone[line.status] ?? ''}`}>{known ? t(`payroll.instruction.${known}`) : line.status}</span>{line.returned && <span className="sub"> {line.returned.reason}</span>}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </div>
    </section>
  );
}
