import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FormulaLine } from '../../api/formulas.ts';
import { useFormulaName } from './formula-pick.tsx';
import type { TypedStudy } from './study-form.ts';

interface ProgrammeFieldsProps { readonly typed: TypedStudy; readonly formulas: readonly FormulaLine[]; readonly onChange: (change: Partial<TypedStudy>) => void; readonly wrong: (field: 'amount' | 'cap') => string | null }

/** A programme that is simulated with the study: what is paid, for whom, within which budget. */
export function ProgrammeFields({ typed, formulas, onChange, wrong }: ProgrammeFieldsProps) {
  const { t } = useTranslation();
  const nameOf = useFormulaName();
  const brought = formulas.filter(({ id }) => typed.formulas.includes(id)).map(({ name }) => name);
  return (
    <fieldset className="choices answers"><legend className="s13 strong">{t('lab.programme.optional')}</legend>
      <TextInput label={t('lab.programme.amount')} inputMode="decimal" value={typed.amount} error={wrong('amount')} onChange={(event) => onChange({ amount: event.currentTarget.value })} />
      <NativeSelect label={t('lab.programme.per')} value={typed.per} data={[{ value: 'child', label: t('rules.say.perChild') }, { value: 'household', label: t('rules.say.perHousehold') }]} onChange={(event) => onChange({ per: event.currentTarget.value })} />
      <NativeSelect label={t('lab.programme.payee')} value={typed.payee} data={[{ value: '', label: t('lab.programme.everybody') }, ...[...typed.methods, ...brought].map((value) => ({ value, label: nameOf(value) }))]} onChange={(event) => onChange({ payee: event.currentTarget.value })} />
      <TextInput label={t('lab.programme.cap')} inputMode="decimal" value={typed.cap} error={wrong('cap')} onChange={(event) => onChange({ cap: event.currentTarget.value })} />
    </fieldset>
  );
}
