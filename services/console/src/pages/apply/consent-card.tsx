import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuthorisationShown } from '../../api/registry.ts';
import { useFormat } from '../../format/use-format.ts';
import { accountFits, type ApplyDraft, type KnownPerson } from './form.ts';

interface ConsentCardProps {
  readonly form: ApplyDraft;
  readonly adults: readonly KnownPerson[];
  readonly people: readonly KnownPerson[];
  readonly asks: boolean;
  /** A valid one the family signed before. */
  readonly signed: AuthorisationShown | undefined;
  readonly told: boolean;
  readonly onChange: (change: (form: ApplyDraft) => ApplyDraft) => void;
}

export function ConsentCard({ form, adults, people, asks, signed, told, onChange }: ConsentCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const sign = (key: string, on: boolean): void => onChange((now) => ({ ...now, unsigned: on ? now.unsigned.filter((one) => one !== key) : [...now.unsigned, key] }));
  const nameOf = (person: KnownPerson, n: number): string => (person.name === '' ? t('apply.people.nth', { n: n + 1 }) : person.name);
  const supporters = people.some((person) => person.kind === 'supporter');
  return (
    <section className="card" aria-labelledby="consent-title">
      <header><h2 id="consent-title">{t('apply.consent.title')} · {t('apply.account.title')}</h2></header>
      <div className="body stack">
        {asks && signed && <p className="s13 c-ok">{t('apply.consent.signed', { date: format.shortDate(signed.on) })}</p>}
        {asks && !signed && (
          <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
            <legend className="s13">{t('apply.consent.signers')} <span className="sub">{t('apply.consent.text')}</span></legend>
            <div className="row wrap" style={{ gap: 14, marginTop: 6 }}>
              {adults.map((person, n) => <Checkbox key={person.key} size="xs" label={nameOf(person, n)} checked={!form.unsigned.includes(person.key)} onChange={(event) => sign(person.key, event.currentTarget.checked)} />)}
              {supporters && <Checkbox size="xs" label={t('apply.consent.supporters')} checked={!form.unsigned.includes('supporters')} onChange={(event) => sign('supporters', event.currentTarget.checked)} />}
            </div>
          </fieldset>
        )}
        <div className="place">
          <NativeSelect label={t('apply.account.holder')} value={form.holder} onChange={(event) => { const holder = event.currentTarget.value; onChange((now) => ({ ...now, holder })); }} data={people.map((person, n) => ({ value: person.key, label: nameOf(person, n) }))} />
          <TextInput id="account" label={t('apply.account.number')} value={form.account} inputMode="numeric" autoComplete="off" error={(told || form.account.length > 12) && !accountFits(form.account) ? t('apply.account.wrong') : null} onChange={(event) => { const account = event.currentTarget.value; onChange((now) => ({ ...now, account })); }} />
        </div>
        <Checkbox size="xs" label={t('apply.relative')} checked={form.relative} onChange={(event) => { const relative = event.currentTarget.checked; onChange((now) => ({ ...now, relative })); }} />
      </div>
    </section>
  );
}
