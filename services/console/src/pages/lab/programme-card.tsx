import { useTranslation } from 'react-i18next';
import type { Programme } from '../../api/lab.ts';
import { TableTwin } from '../../chart/chart.tsx';
import { useFormat } from '../../format/use-format.ts';
import { points } from './figures.ts';

/** A programme simulated: who gains and loses, what it costs, poverty with and without it. */
export function ProgrammeCard({ programme }: { readonly programme: Programme }) {
  const { t } = useTranslation();
  const format = useFormat();
  const count = (value: number): string => format.count(Math.round(value));
  const { poverty, gain, lose } = programme;
  const states = (['without', 'with', 'against'] as const).flatMap((key) => { const one = poverty[key]; return one === null ? [] : [[t(`lab.programme.${key}`), points(one.persons), points(one.households), points(one.gap)]]; });
  return (
    <section className="card" aria-labelledby="lab-programme">
      <header><h2 id="lab-programme">{t('lab.programme.title')}</h2></header>
      <div className="body stack">
        <TableTwin label={t('lab.programme.title')} table={{ head: [t('lab.programme.what'), t('lab.column.families'), t('lab.column.children'), t('lab.programme.money')], rows: [[t('lab.programme.all'), count(programme.families), count(programme.children), count(programme.costPerMonth)], [t('rules.simulation.gain'), count(gain.families), count(gain.children), count(gain.money)], [t('rules.simulation.lose'), count(lose.families), count(lose.children), count(lose.money)]] }} />
        <TableTwin label={t('lab.programme.poverty')} table={{ head: [t('lab.programme.poverty'), t('lab.programme.persons'), t('lab.programme.households'), t('lab.programme.gap')], rows: states }} />
        {programme.capped && <p className="s13 c-warn">{t('lab.programme.capped')}</p>}
      </div>
    </section>
  );
}
