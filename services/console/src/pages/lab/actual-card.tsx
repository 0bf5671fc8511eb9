import { useTranslation } from 'react-i18next';
import type { Actual } from '../../api/lab.ts';
import { TableTwin } from '../../chart/chart.tsx';
import { useFormat } from '../../format/use-format.ts';
import { points } from './figures.ts';
import { useFormulaName } from './formula-pick.tsx';

/** Errors in fact, apart into those of the formula and those of carrying it out. */
export function ActualCard({ actual }: { readonly actual: Readonly<Record<string, Actual>> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useFormulaName();
  const counts = ['both', 'onlyActual', 'onlyFormula', 'neither'] as const, kinds = ['actual', 'design', 'implementation'] as const;
  const all = Object.entries(actual);
  return (
    <section className="card" aria-labelledby="lab-actual">
      <header><h2 id="lab-actual">{t('lab.actual.title')}</h2></header>
      <div className="body stack">
        <TableTwin label={t('lab.actual.title')} table={{ head: [t('lab.formula'), ...counts.map((key) => t(`lab.actual.${key}`))], rows: all.map(([name, one]) => [nameOf(name), ...counts.map((key) => format.count(Math.round(one[key])))]) }} />
        <TableTwin label={t('lab.actual.errors')} table={{ head: [t('lab.formula'), ...kinds.flatMap((kind) => [`${t('lab.column.inclusion')} · ${t(`lab.actual.${kind}`)}`, `${t('lab.column.exclusion')} · ${t(`lab.actual.${kind}`)}`])], rows: all.map(([name, one]) => [nameOf(name), ...kinds.flatMap((kind) => [points(one[kind].inclusion), points(one[kind].exclusion)])]) }} />
      </div>
    </section>
  );
}
