import { Checkbox, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApplicationFile } from '../../api/casework.ts';
import { DateField } from '../../parts/date-field.tsx';
import type { Field } from './forms.ts';

interface FieldControlProps {
  readonly field: Field;
  readonly id: string;
  readonly value: string;
  readonly error: string | null;
  readonly today: string;
  readonly file: ApplicationFile;
  readonly onChange: (value: string) => void;
}

/** One field of an action's form, by its kind. */
export function FieldControl({ field, id, value, error, today, file, onChange }: FieldControlProps) {
  const { t } = useTranslation();
  const label = t(`application.form.${field.word}`);
  const common = { id, label, error, description: field.hint ? t(`application.form.${field.hint}`) : undefined };
  const options = field.options ?? [];
  switch (field.kind) {
    case 'reason':
    case 'text':
      return <Textarea {...common} rows={3} value={value} required={field.optional !== true} onChange={(event) => onChange(event.currentTarget.value)} />;
    case 'choice':
      return (
        <Radio.Group {...common} value={value} onChange={onChange}>
          <div className="row wrap" style={{ gap: 16, marginTop: 4 }}>{options.map((option, n) => <Radio key={option.value} {...(n === 0 ? { id: `${id}-first` } : {})} value={option.value} label={t(`application.form.${option.word}`)} />)}</div>
        </Radio.Group>
      );
    case 'checks': {
      const ticked = value.split(' ').filter((one) => one !== '');
      return (
        <Checkbox.Group {...common} value={ticked} onChange={(next) => onChange(next.join(' '))}>
          <div className="stack tight" style={{ marginTop: 4 }}>{options.map((option) => <Checkbox key={option.value} value={option.value} label={t(`application.form.${option.word}`)} />)}</div>
        </Checkbox.Group>
      );
    }
    case 'member':
      return (
        <NativeSelect {...common} value={value} onChange={(event) => onChange(event.currentTarget.value)}
          data={[{ value: '', label: t('apply.place.choose') }, ...file.members.map((member) => ({ value: member.person, label: member.name ?? t('common.unnamed') }))]} />
      );
    case 'day':
      return (
        <div>
          <label className="mantine-InputWrapper-label" htmlFor={id} style={{ display: 'block' }}>{label}</label>
          <DateField id={id} value={value} max={today} onChange={onChange} />
          {error !== null && <div className="mantine-InputWrapper-error c-bad">{error}</div>}
        </div>
      );
    default:
      return <TextInput {...common} value={value} inputMode={field.kind === 'number' ? 'numeric' : field.kind === 'money' ? 'decimal' : 'text'} autoComplete="off" onChange={(event) => onChange(event.currentTarget.value)} />;
  }
}
