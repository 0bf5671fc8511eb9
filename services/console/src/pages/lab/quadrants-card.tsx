import { useTranslation } from 'react-i18next';
import { quarters, type Quarter, type StudyResult } from '../../api/lab.ts';
import { Chart } from '../../chart/chart.tsx';
import { legendOf } from '../../chart/legend.ts';
import { useFormat } from '../../format/use-format.ts';
import { usePhone } from '../../parts/use-phone.ts';
import { points, quarterOf } from './figures.ts';
import { FormulaPick, type FormulaPickProps } from './formula-pick.tsx';

/** Form and colour both: right decisions quiet, the two errors in colour. */
const looks: Readonly<Record<Quarter, { readonly color: string; readonly symbol: string; readonly size: number }>> = {
  southWest: { color: '#2F4B9A', symbol: 'circle', size: 4 }, southEast: { color: '#B07A2A', symbol: 'triangle', size: 6 },
  northWest: { color: '#B3261E', symbol: 'rect', size: 5 }, northEast: { color: '#8C8A83', symbol: 'circle', size: 3 },
};

/** The paper's Figure 5: consumption against score; south are the selected, west the poor. */
export function QuadrantsCard({ result, ...pick }: { readonly result: StudyResult } & FormulaPickProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { legend, top } = legendOf(quarters.map((key) => t(`lab.quadrants.${key}`)), usePhone());
  const shown = result.quadrants[pick.formula];
  if (!shown) return null;
  const { points: all, line, cutoff, weighted, counts, negated } = shown;
  const total = quarters.reduce((sum, key) => sum + weighted[key], 0);
  const tick = { silent: true, symbol: 'none', lineStyle: { color: '#1C1E22', type: 'solid', width: 1 }, label: { color: '#4A4E57' } };
  const axis = { type: 'value', scale: true, nameLocation: 'middle', nameTextStyle: { color: '#646872' }, splitLine: { show: false } };
  const option = {
    grid: { left: 58, right: 20, top: top + 10, bottom: 46 }, legend,
    xAxis: { ...axis, name: t('lab.quadrants.consumption'), nameGap: 28 }, yAxis: { ...axis, name: negated ? t('lab.quadrants.negated') : t('formulas.explain.score'), nameGap: 42 },
    series: quarters.map((key, n) => ({
      type: 'scatter', name: t(`lab.quadrants.${key}`), color: looks[key].color, symbol: looks[key].symbol, symbolSize: looks[key].size, itemStyle: { opacity: 0.65 }, silent: true, data: all.filter((point) => quarterOf(point, shown) === key),
      ...(n === 0 ? { markLine: { ...tick, data: [{ xAxis: line, label: { formatter: t('lab.quadrants.line') } }, ...(cutoff === null ? [] : [{ yAxis: cutoff, label: { formatter: t('lab.column.cutoff'), position: 'insideEndTop' } }])] } } : {}),
    })),
  };
  return (
    <div className="stack">
      <div className="row wrap"><span className="s13 strong">{t('lab.formula')}</span><FormulaPick {...pick} /></div>
      <Chart title={t('lab.quadrants.title')} about={t('lab.quadrants.text', { count: all.length })} option={option} height={384 + top} footer={`SHA-256 ${result.hash.slice(0, 16)} · ${t('lab.quadrants.footer')}`}
        table={{ head: [t('lab.quadrants.quarter'), t('lab.quadrants.rows'), t('lab.about.weighted'), '%'], rows: quarters.map((key) => [t(`lab.quadrants.${key}`), format.count(Math.round(counts[key])), format.count(Math.round(weighted[key])), points(total > 0 ? (100 * weighted[key]) / total : null)]) }} />
    </div>
  );
}
