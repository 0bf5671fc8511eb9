import { IconCalendar } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readDay } from '../format/dates.ts';
import { useFormat } from '../format/use-format.ts';
import './date-field.css';
import { icon } from './icon.ts';

interface DateFieldProps { readonly id: string; readonly value: string; readonly max?: string; readonly onChange: (day: string) => void; readonly describedBy?: string }

/** A day written as the language of the page writes it (the browser's own field follows the browser instead); its calendar is one press away. */
export function DateField({ id, value, max, onChange, describedBy }: DateFieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = value === '' ? '' : format.shortDate(value);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? shown;
  const native = useRef<HTMLInputElement>(null);
  const wrong = text !== '' && readDay(text, format.language) === null;
  const take = (): void => {
    const day = readDay(text, format.language);
    setTyped(null);
    if (day !== null && day !== value) onChange(max !== undefined && day > max ? max : day);
  };
  return (
    <span className="date-field">
      <input id={id} type="text" inputMode="numeric" autoComplete="off" value={text} aria-invalid={wrong} aria-describedby={describedBy}
        title={wrong ? t('parts.date.wrong', { example: format.shortDate('2026-03-31') }) : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)} onBlur={take}
        onKeyDown={(event) => { if (event.key === 'Enter' && !event.nativeEvent.isComposing) { event.preventDefault(); take(); } }} />
      <input ref={native} type="date" tabIndex={-1} aria-hidden="true" value={value} max={max} onChange={(event) => { if (event.currentTarget.value !== '') onChange(event.currentTarget.value); }} />
      <button type="button" aria-label={t('parts.date.open')} onClick={() => native.current?.showPicker()}><IconCalendar {...icon} /></button>
    </span>
  );
}
