import { dayOf, timeZoneOf } from '@hearth/kernel';
import { useTranslation } from 'react-i18next';
import { useAreaLines, useFigure, type AreaLine, type CoverageLine, type FigureAsk, type Kpi, type MoneyLine } from '../../api/reporting.ts';
import { Chart } from '../../chart/chart.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { Loading, Partial } from '../../parts/states.tsx';
import { Footer } from './areas-cards.tsx';
import { blurred, byPeriod, byProgramme, isSmall, monthEnds } from './figures.ts';
import { useAreaName, useCount, useHidesSmall } from './use-dashboard.ts';

/** Families and the monthly amount over twelve month ends. */
export function CoverageChart({ ask }: { readonly ask: FigureAsk }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const count = useCount();
  const hidden = useHidesSmall();
  const { data, error, refetch } = useFigure<Kpi>('overview', ask);
  if (error !== null) return <Partial source={word('service', 'reporting')} onRetry={() => void refetch()} />;
  if (!data) return <div className="card"><Loading rows={5} /></div>;
  const households = data.items.find((one) => one.key === 'households')?.series ?? [];
  const monthly = data.items.find((one) => one.key === 'monthly');
  const amounts = (monthly?.series ?? []).map((minor) => minor / 100);
  const months = monthEnds(dayOf(data.asOf, timeZoneOf(data.area)), households.length);
  const currency = monthly?.money?.currency ?? 'CNY';
  const axis = (grid: number) => ({ type: 'category', gridIndex: grid, data: months.map((month) => month.slice(5)), axisLabel: { show: grid === 1 } });
  const value = (grid: number) => ({ type: 'value', gridIndex: grid, ...(grid === 0 ? { scale: true } : { min: 0 }), minInterval: 1, splitNumber: 2, axisLabel: { formatter: (one: number) => format.big(one) } });
  const option = {
    grid: [{ left: 56, right: 16, top: 24, height: 62 }, { left: 56, right: 16, top: 122, height: 62 }], xAxis: [axis(0), axis(1)], yAxis: [value(0), value(1)], tooltip: { trigger: 'axis' },
    title: [{ text: t('dashboard.kpi.households'), textStyle: { fontSize: 12, color: '#2F4B9A' }, left: 0, top: 0 }, { text: t('dashboard.kpi.monthly'), textStyle: { fontSize: 12, color: '#8A5300' }, left: 0, top: 98 }],
    series: [
      { type: 'line', name: t('dashboard.kpi.households'), data: households.map((families) => (hidden && isSmall(families) ? null : families)), xAxisIndex: 0, yAxisIndex: 0, color: '#2F4B9A' },
      { type: 'bar', name: t('dashboard.kpi.monthly'), data: amounts, xAxisIndex: 1, yAxisIndex: 1, color: '#B07A2A', barMaxWidth: 16 },
    ],
  };
  return (
    <Chart title={t('dashboard.coverage.title')} about={t('dashboard.coverage.months')} option={option} height={208}
      footer={`${t('common.source', { source: format.list(data.source.map((one) => word('service', one))) })} · ${t('common.asOf', { date: format.dateTime(data.asOf) })}`}
      table={{ head: [t('common.period'), t('dashboard.kpi.households'), t('dashboard.kpi.monthly')], rows: months.map((month, n) => [format.month(month), count(households[n] ?? 0), format.money({ minor: monthly?.series[n] ?? 0, currency })]) }} />
  );
}

export function ProgrammesCard({ ask }: { readonly ask: FigureAsk }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const count = useCount();
  const { data, error, refetch } = useFigure<CoverageLine>('coverage', ask);
  return (
    <section className="card" aria-labelledby="programmes">
      <header><h2 id="programmes">{t('dashboard.coverage.programmes')}</h2></header>
      <div className="body">
        {error !== null && <Partial source={word('service', 'reporting')} onRetry={() => void refetch()} />}
        {!data && error === null && <Loading rows={3} />}
        {data && (
          <div className="scroll" tabIndex={0} role="region" aria-labelledby="programmes">
            <table className="twin">
              <thead><tr><th scope="col">{t('common.programme')}</th><th scope="col" className="num">{t('dashboard.measure.households')}</th><th scope="col" className="num">{t('dashboard.coverage.persons')}</th><th scope="col" className="num">{t('dashboard.coverage.monthly')}</th></tr></thead>
              <tbody>{byProgramme(data.items).map((line) => <tr key={`${line.programme}${line.monthly.currency}`}><th scope="row">{word('programme', line.programme)}</th><td className="num">{count(line.households)}</td><td className="num">{count(line.persons)}</td><td className="num">{format.money(line.monthly)}</td></tr>)}</tbody>
            </table>
          </div>
        )}
      </div>
      {data && <Footer figures={data} />}
    </section>
  );
}

export function MoneyCard({ ask }: { readonly ask: FigureAsk }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const { data, error, refetch } = useFigure<MoneyLine>('money', ask);
  const lines = byPeriod(data?.items ?? []).slice(0, 12);
  return (
    <section className="card" id="money" aria-labelledby="money-title">
      <header><h2 id="money-title">{t('dashboard.money.title')}</h2></header>
      <div className="body">
        {error !== null && <Partial source={word('service', 'reporting')} onRetry={() => void refetch()} />}
        {!data && error === null && <Loading rows={3} />}
        {data && lines.length === 0 && <p className="mut">{t('dashboard.money.none')}</p>}
        {lines.length > 0 && (
          <div className="scroll" tabIndex={0} role="region" aria-labelledby="money-title">
            <table className="twin">
              <thead><tr><th scope="col">{t('common.period')}</th>{(['sent', 'settled', 'returned', 'uncollected'] as const).map((name) => <th key={name} scope="col" className="num">{t(`dashboard.money.${name}`)}</th>)}</tr></thead>
              <tbody>{lines.map((line) => <tr key={line.key}><th scope="row">{format.month(line.period)}</th><td className="num">{format.money(line.sent)}</td><td className="num">{format.money(line.settled)}</td><td className={`num ${line.returned.minor > 0 ? 'c-bad strong' : ''}`}>{format.money(line.returned)}</td><td className="num">{format.money(line.uncollected)}</td></tr>)}</tbody>
            </table>
          </div>
        )}
      </div>
      {data && <Footer figures={data} />}
    </section>
  );
}

export function ChildrenCard({ ask }: { readonly ask: FigureAsk }) {
  const { t } = useTranslation();
  const nameOf = useAreaName();
  const count = useCount();
  const { data } = useAreaLines(ask);
  const hidden = useHidesSmall();
  const shown = (line: AreaLine): number => blurred(line.children, hidden);
  const lines = (data?.items ?? []).filter((line) => line.children > 0).toSorted((a, b) => shown(b) - shown(a) || a.area.localeCompare(b.area));
  const most = Math.max(1, ...lines.map(shown));
  return (
    <section className="card" id="children" aria-labelledby="children-title">
      <header><h2 id="children-title">{t('dashboard.children.title')}</h2><span className="sub">{t('dashboard.children.text')}</span></header>
      <div className="body">
        {data && lines.length === 0 && <p className="mut">{t('common.none')}</p>}
        <ul>{lines.slice(0, 8).map((line) => <li key={line.area} className="row" style={{ minHeight: 24, fontSize: 13 }}><span style={{ width: 96 }}>{nameOf(line.area, line.areaName)}</span><span className="bar accent grow" style={{ height: 8 }}><i style={{ width: `${(shown(line) / most) * 100}%` }} /></span><span className="num" style={{ width: 44 }}>{count(line.children)}</span></li>)}</ul>
      </div>
      {data && <Footer figures={data} />}
    </section>
  );
}
