import type { EChartsCoreOption } from 'echarts/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Segmented } from '../parts/segmented.tsx';
import { Loading } from '../parts/states.tsx';
import './twin.css';

const Canvas = lazy(() => import('./canvas.tsx'));

export interface ChartTable { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }

interface ChartProps {
  readonly title: string;
  readonly about?: string;
  readonly option: EChartsCoreOption;
  readonly height: number;
  readonly table: ChartTable;
  readonly footer: string;
}

/** A chart never stands alone: the same figures are one press away as a table. */
export function Chart({ title, about, option, height, table, footer }: ChartProps) {
  const { t } = useTranslation();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  return (
    <section className="card" style={{ display: 'flex', flexDirection: 'column' }} aria-label={title}>
      <header>
        <h2>{title}</h2><span className="chart-about sub">{about}</span>
        <Segmented label={title} value={view} onChange={setView} options={[{ value: 'chart', label: t('common.chart') }, { value: 'table', label: t('common.table') }]} />
      </header>
      <div className="body" style={{ minHeight: height }}>
        {view === 'chart'
          ? <Suspense fallback={<Loading rows={4} height={height / 6} />}><Canvas option={option} height={height} label={title} /></Suspense>
          : <TableTwin table={table} label={title} />}
      </div>
      <footer style={{ marginTop: 'auto' }}>{footer}</footer>
    </section>
  );
}

export function TableTwin({ table, label }: { readonly table: ChartTable; readonly label: string }) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={label}>
      <table className="twin">
        <thead><tr>{table.head.map((name, n) => <th key={name} scope="col" className={n === 0 ? undefined : 'num'}>{name}</th>)}</tr></thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row[0]}>{row.map((cell, n) => (n === 0 ? <th key={table.head[n]} scope="row">{cell}</th> : <td key={table.head[n]} className="num">{cell}</td>))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
