import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useAreaLines, useFigure, type AreaLine, type FigureAsk, type Figures, type SpotCheckLine, type StepTime } from '../../api/reporting.ts';
import { TableTwin } from '../../chart/chart.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { AreaMap } from '../../map/area-map.tsx';
import { icon } from '../../parts/icon.ts';
import { Lamp } from '../../parts/lamp.tsx';
import { Segmented } from '../../parts/segmented.tsx';
import { Loading, Partial } from '../../parts/states.tsx';
import { attentions, measured, measures, ranked, type Attention, type Measure } from './figures.ts';
import { useAreaName, useCount, useHidesSmall } from './use-dashboard.ts';

const few = 8;
const bottom = new Set(['village', 'bagh']);

/** The areas below, on a schematic map and in a ranked table: the same data, chosen together. */
export function AreasCards({ ask }: { readonly ask: FigureAsk }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const hidden = useHidesSmall();
  const [measure, setMeasure] = useState<Measure>('households');
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, error, refetch } = useAreaLines(ask);
  if (error !== null) return <Partial source={word('service', 'reporting')} onRetry={() => void refetch()} />;
  if (!data) return <div className="card"><Loading rows={8} height={26} /></div>;
  const first = ranked(data.items, measure, hidden)[0]?.area ?? null;
  const shown = data.items.some((line) => line.area === chosen) ? chosen : first;
  return (
    <div className="two" id="areas">
      <MapCard figures={data} measure={measure} chosen={shown} onMeasure={setMeasure} onChoose={setChosen} />
      <section className="card" aria-label={t('dashboard.rank.title')}>
        <RankTable figures={data} measure={measure} chosen={shown} onChoose={setChosen} />
        <AttentionList ask={ask} areas={data.items} />
        <Footer figures={data} />
      </section>
    </div>
  );
}

export function Footer({ figures }: { readonly figures: Figures<unknown> }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const hidden = useHidesSmall();
  return <footer>{t('common.source', { source: format.list(figures.source.map((one) => word('service', one))) })} · {t('common.asOf', { date: format.dateTime(figures.asOf) })}{hidden && <> · {t('dashboard.suppressed')}</>}</footer>;
}

function useMeasureText(): (line: AreaLine, measure: Measure) => string {
  const format = useFormat();
  const count = useCount();
  return (line, measure) => {
    if (measure === 'overShare') return line.overShare === null ? '–' : `${line.overShare}%`;
    if (measure === 'perHead') return line.perHead ? format.money(line.perHead) : '–';
    return count(line[measure]);
  };
}

interface MapCardProps { readonly figures: Figures<AreaLine>; readonly measure: Measure; readonly chosen: string | null; readonly onMeasure: (measure: Measure) => void; readonly onChoose: (area: string) => void }

function MapCard({ figures, measure, chosen, onMeasure, onChoose }: MapCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useAreaName();
  const write = useMeasureText();
  const hidden = useHidesSmall();
  const [view, setView] = useState<'map' | 'table'>('map');
  const line = figures.items.find((one) => one.area === chosen);
  const currency = figures.items.find((one) => one.perHead)?.perHead?.currency ?? 'CNY';
  const limit = (value: number): string => (measure === 'overShare' ? `${Number(value.toFixed(1))}%` : measure === 'perHead' ? format.amount({ minor: Math.round(value / 100) * 100, currency }) : format.count(Math.round(value)));
  return (
    <section className="card" aria-label={t('dashboard.map.title')}>
      <header>
        <h2>{t(`dashboard.measure.${measure}`)}</h2>
        <Segmented label={t('dashboard.measure.label')} value={measure} onChange={onMeasure} options={measures.map((value) => ({ value, label: t(`dashboard.measure.${value}`) }))} />
        <span className="grow" />
        <Segmented label={t('dashboard.map.view')} value={view} onChange={setView} options={[{ value: 'map', label: t('common.map') }, { value: 'table', label: t('common.table') }]} />
      </header>
      <div className="body stack">
        {view === 'map'
          ? <AreaMap label={t('dashboard.map.label')} areas={figures.items.map((one) => ({ code: one.area, name: nameOf(one.area, one.areaName), value: measured(one, measure, hidden), text: write(one, measure) }))} whole={measure !== 'overShare' && measure !== 'perHead'} chosen={chosen} write={limit} onChoose={onChoose} />
          : <TableTwin label={t('dashboard.map.title')} table={{ head: [t('common.area'), t(`dashboard.measure.${measure}`)], rows: ranked(figures.items, measure, hidden).map((one) => [nameOf(one.area, one.areaName), write(one, measure)]) }} />}
        {line && <div className="map-note"><b className="strong">{nameOf(line.area, line.areaName)}</b><span className="mut">{t(`dashboard.measure.${measure}`)} {write(line, measure)}</span><span className="grow" /><DrillLink line={line} /></div>}
      </div>
      <Footer figures={figures} />
    </section>
  );
}

/** Down one level, keeping the instant and the programme. */
function DrillLink({ line, short = false }: { readonly line: AreaLine; readonly short?: boolean }) {
  const { t } = useTranslation();
  const nameOf = useAreaName();
  const [search] = useSearchParams();
  const rest = search.toString();
  const label = t(bottom.has(line.level) ? 'dashboard.rank.records' : 'dashboard.map.drill');
  const to = bottom.has(line.level) ? `/households?area=${line.area}` : `/dashboards/${line.area}${rest === '' ? '' : `?${rest}`}`;
  return <Link to={to} aria-label={short ? `${nameOf(line.area, line.areaName)}: ${label}` : undefined}>{short ? <IconChevronRight {...icon} /> : label}</Link>;
}

function RankTable({ figures, measure, chosen, onChoose }: Omit<MapCardProps, 'onMeasure'>) {
  const { t } = useTranslation();
  const nameOf = useAreaName();
  const count = useCount();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const hidden = useHidesSmall();
  const lines = ranked(figures.items, measure, hidden);
  const shown = all ? lines : lines.filter((line, n) => n < few || line.area === chosen);
  const most = Math.max(1, ...lines.map((line) => measured(line, measure, hidden) ?? 0));
  const silent = lines.filter((line) => line.overShare === null).length;
  return (
    <>
      <header><h2>{t('dashboard.rank.title')}</h2></header>
      <div className="body">
        {lines.length === 0 ? <p className="mut">{t('dashboard.rank.none')}</p> : (
          <div className="scroll" tabIndex={0} role="region" aria-label={t('dashboard.rank.title')}>
            <table className="rank">
              <thead><tr><th scope="col">{t('common.area')}</th><th aria-hidden="true" /><th scope="col" className="num">{t('dashboard.measure.overShare')}</th><th scope="col" className="num">{t('dashboard.measure.open')}</th><th scope="col" className="num">{t('dashboard.measure.households')}</th><th scope="col" className="num">{t('dashboard.rank.perHeadUnit')}</th><th><span className="unseen">{t('dashboard.rank.drill')}</span></th></tr></thead>
              <tbody>
                {shown.map((line) => (
                  <tr key={line.area} className={line.area === chosen ? 'chosen' : ''} onClick={(event) => { if (!(event.target instanceof Element && event.target.closest('a'))) onChoose(line.area); }}>
                    <th scope="row">{nameOf(line.area, line.areaName)}</th>
                    <td aria-hidden="true"><span className={`bar ${measure === 'overShare' && (line.overShare ?? 0) >= 10 ? 'over' : 'accent'}`}><i style={{ width: `${((measured(line, measure, hidden) ?? 0) / most) * 100}%` }} /></span></td>
                    <td className="num">{line.overShare === null ? '–' : `${line.overShare}%`}</td><td className="num">{count(line.open)}</td><td className="num">{count(line.households)}</td>
                    <td className="num">{line.perHead ? format.money(line.perHead) : '–'}</td><td><DrillLink line={line} short /></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <p className="row between sub" style={{ marginTop: 6 }}><span>{t('dashboard.rank.reported', { count: lines.length })}{silent > 0 && <> · {t('dashboard.rank.missing', { count: silent })}</>}</span>
          {lines.length > few && <button type="button" className="link" onClick={() => setAll(!all)}>{all ? t('dashboard.rank.less') : t('dashboard.rank.more', { count: lines.length })}</button>}</p>
      </div>
    </>
  );
}

function AttentionList({ ask, areas }: { readonly ask: FigureAsk; readonly areas: readonly AreaLine[] }) {
  const { t } = useTranslation();
  const { text } = useWords();
  const nameOf = useAreaName();
  const format = useFormat();
  const checks = useFigure<SpotCheckLine>('spot-checks', ask);
  const steps = useFigure<StepTime>('step-times', ask);
  const list = attentions(areas, checks.data?.items ?? [], steps.data?.items ?? []);
  const words = (one: Attention): string => {
    const area = nameOf(one.area, areas.find((line) => line.area === one.area)?.areaName);
    const length = (days: number): string => t(one.step?.unit === 'day' ? 'dashboard.daysLong' : 'dashboard.workingDays', { count: days });
    if (one.kind === 'step' && one.step) return t('dashboard.attention.step', { rule: one.step.ruleSet, step: one.step.title ? text(one.step.title) : t('dashboard.steps.total'), p90: length(one.step.p90 ?? 0), limit: length(one.step.limit) });
    return one.kind === 'area' ? t('dashboard.attention.over', { area, share: format.percent(one.share) }) : t('dashboard.attention.spotCheck', { area, share: format.percent(one.share) });
  };
  return (
    <div className="body">
      <h2 style={{ marginBottom: 4 }}>{t('dashboard.attention.title')}</h2>
      {list.length === 0 ? <div className="attention"><Lamp state="ok" />{t('dashboard.attention.none')}</div> : <ul>{list.map((one) => <li key={one.key} className="attention"><Lamp state={one.lamp} spoken />{words(one)}</li>)}</ul>}
    </div>
  );
}
