import { useTranslation } from 'react-i18next';
import type { HouseholdShown, PersonShown } from '../../api/registry.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { ageOn } from '../../parts/day.ts';
import { ErasableText, PersonName } from '../../parts/person-name.tsx';

export function MembersCard({ household, day }: { readonly household: HouseholdShown; readonly day: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className="card" aria-labelledby="members">
      <header><h2 id="members">{t('household.members.title')}</h2><span className="sub">{t('common.asOf', { date: format.shortDate(day) })}</span></header>
      <div className="body">
        <ul>{household.members.map((person) => <li key={person.id}><MemberLine person={person} day={day} /></li>)}</ul>
        {household.supporters.length > 0 && <h3 className="sub" style={{ marginTop: 8 }}>{t('household.members.supporters')}</h3>}
        <ul>{household.supporters.map((person) => <li key={person.id}><MemberLine person={person} day={day} /></li>)}</ul>
      </div>
    </section>
  );
}

function MemberLine({ person, day }: { readonly person: PersonShown; readonly day: string }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const died = person.died !== null && person.died <= day;
  return (
    <div className="member">
      <span><PersonName name={person.name} strong /> {word('relation', person.relation)} · {t('household.members.age', { count: ageOn(person.birthDate, died ? person.died : day) })}</span>
      <span className="sub">{person.idNumber && <><ErasableText text={person.idNumber} /> · </>}{word('work', person.workCapacity)}</span>
      <span className="tags">
        {died && <span className="tag bad">{t('household.members.died', { date: format.shortDate(person.died) })}</span>}
        {person.disability && <span className="tag warn">{t('household.members.disability', { level: person.disability.level })}</span>}
        {person.student && <span className="tag">{t('household.members.student')}</span>}
      </span>
    </div>
  );
}
