import { useTranslation } from 'react-i18next';
import type { Simulation } from '../../api/rules.ts';
import type { Money } from '../../api/types.ts';
import '../../chart/twin.css';
import { useFormat } from '../../format/use-format.ts';

/** What the draft would change for the households that are known: who gains, who loses, what it costs. */
export function SimulationCard({ simulation }: { readonly simulation: Simulation | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const title = <header><h2 id="rules-simulation">{t('rules.simulation.title')}</h2></header>;
  if (!simulation) return <section className="card" aria-labelledby="rules-simulation">{title}<p className="body mut">{t('rules.simulation.noneText')}</p></section>;
  const { before, after, gain, lose, changed } = simulation;
  const cost = (money: Money | null): string => (money ? format.money(money) : '–');
  const difference = after.cost === null ? null : { ...after.cost, minor: after.cost.minor - (before.cost?.minor ?? 0) };
  const rows = (['eligible', 'ineligible', 'undecided'] as const).map((key) => ({ key, label: t(`words.result.${key}`), before: format.count(before[key]), after: format.count(after[key]) }));
  return (
    <section className="card" aria-labelledby="rules-simulation">
      {title}
      <div className="body stack">
        <div className="sim">
          {([['gain', gain], ['lose', lose], ['changed', changed]] as const).map(([key, count]) => <span key={key}><span className="sub">{t(`rules.simulation.${key}`)}</span><b>{format.count(count)}</b></span>)}
        </div>
        <table className="twin">
          <thead><tr><th scope="col">{t('common.status')}</th><th scope="col" className="num">{t('rules.compare.inForce')}</th><th scope="col" className="num">{t('rules.draft.one')}</th></tr></thead>
          <tbody>
            {rows.map((row) => <tr key={row.key}><th scope="row">{row.label}</th><td className="num">{row.before}</td><td className="num">{row.after}</td></tr>)}
            <tr><th scope="row">{t('rules.simulation.cost')}</th><td className="num">{cost(before.cost)}</td><td className="num">{cost(after.cost)}</td></tr>
            <tr><th scope="row">{t('rules.simulation.difference')}</th><td /><td className="num strong">{difference ? format.signed(difference) : '–'}</td></tr>
          </tbody>
        </table>
        <p className="sub">{t('rules.simulation.of', { households: format.count(simulation.households), of: format.count(simulation.of), date: format.shortDate(simulation.asOf) })}</p>
      </div>
    </section>
  );
}
