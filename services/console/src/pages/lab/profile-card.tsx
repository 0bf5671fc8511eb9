import { useTranslation } from 'react-i18next';
import type { StudyResult } from '../../api/lab.ts';
import { Chart } from '../../chart/chart.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { points } from './figures.ts';
import { FormulaPick, type FormulaPickProps } from './formula-pick.tsx';

const drawn = 12;

/** Who the wrongly excluded are, beside the poor who are reached: where they differ most. */
export function ProfileCard({ result, ...pick }: { readonly result: StudyResult } & FormulaPickProps) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const profile = result.profile[pick.formula];
  if (!profile) return null;
  const named = profile.rows.map((row) => ({ ...row, name: row.level === null ? row.variable : `${row.variable}: ${word('answer', row.level)}`, apart: Math.abs(row.excluded - row.reached) }));
  const top = named.filter(({ level }) => level !== null).toSorted((a, b) => b.apart - a.apart).slice(0, drawn);
  const bar = (name: string, color: string, values: readonly number[]) => ({ type: 'bar', name, color, barMaxWidth: 10, data: values });
  const option = {
    grid: { left: 8, right: 30, top: 30, bottom: 24, containLabel: true }, legend: { top: 0, textStyle: { fontSize: 12 } }, tooltip: { trigger: 'axis', axisPointer: { type: 'none' } },
    xAxis: { type: 'value', min: 0, axisLabel: { formatter: '{value} %', hideOverlap: true } }, yAxis: { type: 'category', inverse: true, data: top.map(({ name }) => name), axisLabel: { width: 150, overflow: 'truncate' } },
    series: [bar(t('lab.profile.excluded'), '#B07A2A', top.map(({ excluded }) => excluded)), bar(t('lab.profile.reached'), '#2F4B9A', top.map(({ reached }) => reached))],
  };
  const median = profile.medianShareOfLine === null ? '' : ` · ${t('lab.profile.median', { share: points(profile.medianShareOfLine, 2) })}`;
  return (
    <div className="stack">
      <div className="row wrap"><span className="s13 strong">{t('lab.formula')}</span><FormulaPick {...pick} /></div>
      <Chart title={t('lab.profile.title')} about={`${t('lab.profile.text', { excluded: format.count(Math.round(profile.excluded)), reached: format.count(Math.round(profile.reached)) })}${median}`} option={option} height={top.length * 32 + 60}
        footer={t('lab.profile.footer')} table={{ head: [t('formulas.questions.variable'), t('lab.profile.excluded'), t('lab.profile.reached')], rows: named.map((row) => [row.name, points(row.excluded), points(row.reached)]) }} />
    </div>
  );
}
