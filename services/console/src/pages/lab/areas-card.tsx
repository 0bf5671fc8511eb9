import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { StudyResult } from '../../api/lab.ts';
import { Chart, TableTwin } from '../../chart/chart.tsx';
import { legendOf } from '../../chart/legend.ts';
import { series as colours } from '../../chart/theme.ts';
import { useFormat } from '../../format/use-format.ts';
import { usePhone } from '../../parts/use-phone.ts';
import { correlationOf, points } from './figures.ts';
import { useFormulaName, type FormulaPickProps } from './formula-pick.tsx';

const symbols = ['circle', 'rect', 'triangle', 'diamond', 'pin'] as const;

/** Whether poor areas are covered: coverage against poverty, an area each, and its correlation with and without one of them. */
export function AreasCard({ result, names }: { readonly result: StudyResult } & FormulaPickProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useFormulaName();
  const [search, setSearch] = useSearchParams();
  const areas = result.areas.toSorted((a, b) => b.povertyRate - a.povertyRate);
  const without = areas.find(({ area }) => area === search.get('without'))?.area ?? null;
  const leave = (area: string): void => setSearch((now) => { const all = new URLSearchParams(now); if (area === '') all.delete('without'); else all.set('without', area); return all; }, { replace: true, preventScrollReset: true });
  const figure = (value: number | string | null | undefined): number | null => (typeof value === 'number' ? value : null);
  const { legend, top } = legendOf(names.map(nameOf), usePhone());
  const percent = { type: 'value', scale: true, nameLocation: 'middle', nameGap: 28, nameTextStyle: { color: '#646872' } };
  const option = {
    grid: { left: 50, right: 20, top, bottom: 46 }, legend, tooltip: { trigger: 'item', formatter: ({ data }: { readonly data: readonly [number, number, string] }) => `${data[2]}: ${points(data[0])} / ${points(data[1])}` },
    xAxis: { ...percent, name: t('lab.column.poverty') }, yAxis: { ...percent, name: t('lab.column.coverage'), nameGap: 34 },
    series: names.map((name, n) => ({ type: 'scatter', name: nameOf(name), color: colours[n % colours.length], symbol: symbols[n % symbols.length], symbolSize: 9, data: areas.filter(({ area }) => area !== without).map((line) => [line.povertyRate, figure(line[name]), line.area]) })),
  };
  const rows = areas.map((line) => [line.area, format.count(Math.round(line.households)), format.count(Math.round(line.poor)), points(line.povertyRate), ...names.map((name) => points(figure(line[name])))]);
  return (
    <div className="two">
      <Chart title={t('lab.areas.title')} about={t('lab.areas.text')} option={option} height={326 + top} footer={`SHA-256 ${result.hash.slice(0, 16)}`}
        table={{ head: [t('common.area'), t('lab.about.weighted'), t('lab.about.poor'), t('lab.column.poverty'), ...names.map((name) => `${nameOf(name)} %`)], rows }} />
      <section className="card" aria-labelledby="lab-correlation">
        <header><h2 id="lab-correlation">{t('lab.areas.correlation')}</h2></header>
        <div className="body stack">
          <NativeSelect label={t('lab.areas.without')} value={without ?? ''} data={[{ value: '', label: t('lab.areas.none') }, ...areas.map(({ area }) => ({ value: area, label: area }))]} onChange={(event) => leave(event.currentTarget.value)} />
          <TableTwin label={t('lab.areas.correlation')} table={{ head: [t('lab.formula'), t('lab.areas.all'), ...(without === null ? [] : [t('lab.areas.withoutOne', { area: without })])], rows: names.map((name) => {
            const one = result.correlations.find(({ formula }) => formula === name);
            return [nameOf(name), points(correlationOf(one, null), 3), ...(without === null ? [] : [points(correlationOf(one, without), 3)])];
          }) }} />
        </div>
      </section>
    </div>
  );
}
