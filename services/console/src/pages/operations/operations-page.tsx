import { useTranslation } from 'react-i18next';
import { useDepartmentStates, useStatuses, type Asked, type DepartmentState, type ServiceStatus } from '../../api/operations.ts';
import { useFormat } from '../../format/use-format.ts';
import { useOfficer } from '../../identity/session.tsx';
import { useWords } from '../../i18n/words.ts';
import { Lamp, lampTone } from '../../parts/lamp.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Loading, NoRight } from '../../parts/states.tsx';
import { healthOf, lampOf, listLag } from './health.ts';
import { LettersCard } from './letters-card.tsx';
import './operations.css';

/** Whether facts flow: between the services, from the departments, and what stands still. No household's data is here. */
export function OperationsPage() {
  const { t } = useTranslation();
  const officer = useOfficer();
  if (officer?.role !== 'operations') return <NoRight roles={['operations']} />;
  return (
    <div className="stack">
      <PageHead title={t('operations.title')} beside={<span className="sub">{t('operations.refreshed')}</span>} />
      <ServicesCard />
      <LettersCard />
      <DepartmentsCard />
    </div>
  );
}

function ServicesCard() {
  const { t } = useTranslation();
  const statuses = useStatuses();
  const head = (['name', 'state', 'out', 'in', 'lists', 'held', 'letters'] as const).map((key) => ({ key, label: t(`operations.services.${key}`) }));
  return (
    <section className="card" aria-labelledby="services-title">
      <header><h2 id="services-title">{t('operations.services.title')}</h2></header>
      <div className="body scroll" tabIndex={0} role="region" aria-labelledby="services-title">
        <table className="flow">
          <thead><tr>{head.map(({ key, label }) => <th key={key} scope="col" className={key === 'name' || key === 'state' ? '' : 'num'}>{label}</th>)}</tr></thead>
          <tbody>{statuses.map((asked) => <ServiceRow key={asked.service} asked={asked} />)}</tbody>
        </table>
      </div>
    </section>
  );
}

function ServiceRow({ asked }: { readonly asked: Asked<ServiceStatus> }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const health = healthOf(asked);
  const { data } = asked;
  const numbers = data ? [data.relay.lag, data.inbox.lag, listLag(data), data.inbox.held, data.inbox.deadLetters] : [null, null, null, null, null];
  return (
    <tr>
      <th scope="row">{word('service', asked.service)}</th>
      <td>{health && <span className={`row ${lampTone[lampOf[health]]}`}><Lamp state={lampOf[health]} />{t(`operations.services.${health}`)}</span>}</td>
      {numbers.map((number, n) => (
        <td key={n} className="num">{number === null ? '–' : format.count(number)}{n === 0 && data && data.relay.lagSeconds > 0 && <span className="sub"> · {t('operations.services.seconds', { count: Math.round(data.relay.lagSeconds) })}</span>}</td>
      ))}
    </tr>
  );
}

const tones: Record<DepartmentState['state'], string> = { closed: 'ok', open: 'bad', probing: 'warn', 'not-configured': '' };

function DepartmentsCard() {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const { data, error, refetch } = useDepartmentStates();
  return (
    <section className="card" aria-labelledby="departments-title">
      <header><h2 id="departments-title">{t('operations.departments.title')}</h2></header>
      <div className="body scroll" tabIndex={0} role="region" aria-labelledby="departments-title">
        {error !== null && <Refusal error={error} onRetry={() => void refetch()} />}
        {!data && error === null && <Loading rows={7} />}
        {data && (
          <table className="flow">
            <thead><tr><th scope="col">{t('operations.departments.name')}</th><th scope="col">{t('operations.services.state')}</th><th scope="col">{t('operations.departments.since')}</th><th scope="col" className="num">{t('operations.departments.open')}</th><th scope="col" className="num">{t('operations.departments.late')}</th><th scope="col">{t('operations.departments.fault')}</th></tr></thead>
            <tbody>
              {data.items.map((line) => (
                <tr key={line.source}>
                  <th scope="row">{word('source', line.source)}</th><td><span className={`tag ${tones[line.state]}`}>{t(`operations.line.${line.state}`)}</span></td>
                  <td>{format.dateTime(line.since)}</td><td className="num">{format.count(line.open)}</td><td className="num">{format.count(line.late)}</td><td>{line.lastFault ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  );
}
