import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { parseAmount } from '../../format/money.ts';
import { useWords } from '../../i18n/words.ts';
import { icon } from '../../parts/icon.ts';
import type { ApplyDraft, IncomeDraft } from './form.ts';

const kinds = { incomes: ['wages', 'business', 'property', 'transfers', 'other'], properties: ['deposits', 'securities', 'insurance', 'vehicle', 'housing', 'other'] } as const;

interface MeansFormProps { readonly form: ApplyDraft; readonly told: boolean; readonly onChange: (change: (form: ApplyDraft) => ApplyDraft) => void }

/** What the family declares; the departments and the visit are compared with it later. */
export function MeansForm({ form, told, onChange }: MeansFormProps) {
  const { t } = useTranslation();
  const add = (list: keyof typeof kinds): void => onChange((now) => ({ ...now, [list]: [...now[list], { key: crypto.randomUUID(), person: now.members[0]?.key ?? '', kind: kinds[list][0], amount: '' }] }));
  return (
    <section className="card" aria-labelledby="means-title">
      <header><h2 id="means-title">{t('apply.means.title')}</h2><span className="sub">{t('apply.means.text')}</span></header>
      <div className="body">
        {(['incomes', 'properties'] as const).map((list) => form[list].map((line) => <MeansLine key={line.key} form={form} list={list} line={line} told={told} onChange={onChange} />))}
        <div className="row wrap" style={{ marginTop: 4 }}>
          <Button size="xs" leftSection={<IconPlus {...icon} />} onClick={() => add('incomes')}>{t('apply.means.addIncome')}</Button>
          <Button size="xs" leftSection={<IconPlus {...icon} />} onClick={() => add('properties')}>{t('apply.means.addProperty')}</Button>
        </div>
      </div>
    </section>
  );
}

interface MeansLineProps extends MeansFormProps { readonly list: keyof typeof kinds; readonly line: IncomeDraft }

function MeansLine({ form, list, line, told, onChange }: MeansLineProps) {
  const { t } = useTranslation();
  const { word } = useWords();
  const change = (part: Partial<IncomeDraft>): void => onChange((now) => ({ ...now, [list]: now[list].map((one) => (one.key === line.key ? { ...one, ...part } : one)) }));
  const people = [...form.members, ...form.supporters].map((person, n) => ({ value: person.key, label: person.name === '' ? t('apply.people.nth', { n: n + 1 }) : person.name }));
  return (
    <div className="means-line">
      <NativeSelect label={t('apply.means.person')} value={line.person} data={people} onChange={(event) => change({ person: event.currentTarget.value })} />
      <NativeSelect label={t('apply.means.kind')} value={line.kind} data={kinds[list].map((value) => ({ value, label: word(list === 'incomes' ? 'income' : 'property', value) }))} onChange={(event) => change({ kind: event.currentTarget.value })} />
      <TextInput id={`${line.key}-amount`} label={t(list === 'incomes' ? 'apply.means.annual' : line.kind === 'vehicle' ? 'apply.means.count' : 'apply.means.value')} value={line.amount} inputMode="decimal" autoComplete="off" error={told && parseAmount(line.amount) === null ? t('apply.means.wrong') : null} onChange={(event) => change({ amount: event.currentTarget.value })} />
      <Button size="xs" variant="subtle" px={6} aria-label={t('common.remove')} onClick={() => onChange((now) => ({ ...now, [list]: now[list].filter((one) => one.key !== line.key) }))}><IconX {...icon} /></Button>
    </div>
  );
}
