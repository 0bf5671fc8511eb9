import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { icon } from '../../parts/icon.ts';
import { newPerson, type ApplyDraft, type IdKind, type PersonDraft } from './form.ts';
import { PersonRow } from './person-row.tsx';

interface PeopleCardProps { readonly form: ApplyDraft; readonly kind: IdKind; readonly today: string; readonly told: boolean; readonly onChange: (change: (form: ApplyDraft) => ApplyDraft) => void }

export function PeopleCard({ form, kind, today, told, onChange }: PeopleCardProps) {
  const { t } = useTranslation();
  const everybody = [...form.members, ...form.supporters];
  const add = (group: 'members' | 'supporters'): void => {
    const person = newPerson('');
    onChange((now) => ({ ...now, [group]: [...now[group], person] }));
    requestAnimationFrame(() => document.getElementById(`${person.key}-name`)?.focus());
  };
  const row = (group: 'members' | 'supporters') => (person: PersonDraft, n: number) => (
    <PersonRow key={person.key} person={person} nth={n + 1} kind={kind} today={today} told={told} otherIds={everybody.filter((other) => other.key !== person.key).map((other) => other.idNumber)}
      onChange={(change) => onChange((now) => ({ ...now, [group]: now[group].map((one) => (one.key === person.key ? { ...one, ...change } : one)) }))}
      onRemove={group === 'members' && n === 0 ? null : () => onChange((now) => ({ ...now, [group]: now[group].filter((one) => one.key !== person.key) }))} onNext={() => add(group)} />
  );
  return (
    <section className="card" id="people" aria-labelledby="people-title">
      <header><h2 id="people-title">{t('apply.people.title')}</h2><span className="sub">{t('apply.people.text')}</span></header>
      <div className="body">
        {form.members.map(row('members'))}
        {form.supporters.length > 0 && <h3 style={{ marginTop: 8 }}>{t('apply.people.supporters')}</h3>}
        {form.supporters.map(row('supporters'))}
        <div className="row wrap" style={{ marginTop: 6 }}>
          <Button size="xs" leftSection={<IconPlus {...icon} />} onClick={() => add('members')}>{t('apply.people.add')}</Button>
          <Button size="xs" leftSection={<IconPlus {...icon} />} onClick={() => add('supporters')}>{t('apply.people.addSupporter')}</Button>
        </div>
      </div>
    </section>
  );
}
