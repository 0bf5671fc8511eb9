import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAreas } from '../../api/areas.ts';
import type { HouseholdShown } from '../../api/registry.ts';
import { useWords } from '../../i18n/words.ts';
import { ageOn } from '../../parts/day.ts';
import { PersonName } from '../../parts/person-name.tsx';

/** A family the registry knows: to be confirmed with them, not typed again. */
export function KnownCard({ household, today }: { readonly household: HouseholdShown; readonly today: string }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const areas = useAreas();
  return (
    <section className="card" aria-labelledby="known-title">
      <header><h2 id="known-title">{t('apply.known.title')}</h2><span className="tag line">{household.number}</span><span className="grow sub">{areas.name(household.area)}</span><Link className="s13" to={`/households/${household.id}`}>{t('application.record')}</Link></header>
      <div className="body">
        <p className="sub" style={{ marginBottom: 6 }}>{t('apply.known.text')}</p>
        <ul>
          {[...household.members, ...household.supporters].map((person) => (
            <li key={person.id} className="row wrap" style={{ padding: '4px 0' }}><PersonName name={person.name} strong /><span className="sub">{word('relation', person.relation)} · {t('household.members.age', { count: ageOn(person.birthDate, today) })} · {person.idNumber}</span></li>
          ))}
        </ul>
      </div>
    </section>
  );
}
