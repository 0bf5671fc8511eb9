import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../parts/date-field.tsx';
import { type DialogProps, FormDialog } from '../../parts/form-dialog.tsx';
import { useToday } from '../../parts/use-today.ts';
import { noteTooShort } from '../rules/draft-form.ts';
import { AreaPicker } from './area-picker.tsx';

/** The formula scores in the shadow of the one in force, in chosen areas. */
export function PilotDialog({ onSure, ...frame }: DialogProps & { readonly onSure: (body: { readonly areas: readonly string[]; readonly note: string }) => void }) {
  const { t } = useTranslation();
  const [areas, setAreas] = useState<readonly string[]>([]);
  const [note, setNote] = useState('');
  const [told, setTold] = useState(false);
  const wrong = areas.length === 0 || noteTooShort(note);
  return (
    <FormDialog {...frame} title={t('formulas.action.pilot')} onSubmit={() => { setTold(true); if (!wrong) onSure({ areas, note: note.trim() }); }}>
      <p className="s13">{t('formulas.pilotText')}</p>
      <AreaPicker areas={areas} error={told && areas.length === 0} onChange={setAreas} />
      <Textarea label={t('formulas.pilotNote')} rows={2} value={note} error={told && noteTooShort(note) ? t('rules.draft.noteShort') : null} onChange={(event) => setNote(event.currentTarget.value)} />
    </FormDialog>
  );
}

interface PutInForce { readonly from: string; readonly areas: readonly string[]; readonly transition: { readonly losers: 'keep-until-review' | 'phase-out'; readonly months: number } }
const longest = 60;

/** Signed into force by another, with what becomes of the families that lose. */
export function InForceDialog({ areas: piloted, since, onSure, ...frame }: DialogProps & { readonly areas: readonly string[]; /** Of the pilot: no earlier than this is today. */ readonly since: string | undefined; readonly onSure: (body: PutInForce) => void }) {
  const { t } = useTranslation();
  const today = useToday([since]);
  const [from, setFrom] = useState(today);
  const [areas, setAreas] = useState(piloted);
  const [losers, setLosers] = useState<'keep-until-review' | 'phase-out'>('keep-until-review');
  const [months, setMonths] = useState('6');
  const [told, setTold] = useState(false);
  const count = Number(months);
  const wrongMonths = !Number.isInteger(count) || count < 1 || count > longest;
  return (
    <FormDialog {...frame} title={t('formulas.action.put-in-force')} onSubmit={() => { setTold(true); if (areas.length > 0 && !wrongMonths) onSure({ from, areas, transition: { losers, months: count } }); }}>
      <p className="s13">{t('formulas.inForceText')}</p>
      <div className="stack tight"><label className="s13 strong" htmlFor="formula-from">{t('formulas.from')}</label><DateField id="formula-from" value={from} onChange={setFrom} /></div>
      <AreaPicker areas={areas} error={told && areas.length === 0} onChange={setAreas} />
      <NativeSelect label={t('formulas.losers.label')} value={losers} data={(['keep-until-review', 'phase-out'] as const).map((value) => ({ value, label: t(`formulas.losers.${value}`) }))} onChange={(event) => setLosers(event.currentTarget.value === 'phase-out' ? 'phase-out' : 'keep-until-review')} />
      <TextInput label={t('formulas.losers.months')} inputMode="numeric" value={months} error={told && wrongMonths ? t('formulas.losers.monthsWrong') : null} onChange={(event) => setMonths(event.currentTarget.value)} />
    </FormDialog>
  );
}

export function ReasonDialog({ title, onSure, ...frame }: DialogProps & { readonly title: string; readonly onSure: (reason: string) => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [told, setTold] = useState(false);
  const short = noteTooShort(reason);
  return (
    <FormDialog {...frame} title={title} danger onSubmit={() => { setTold(true); if (!short) onSure(reason.trim()); }}>
      <Textarea data-autofocus label={t('common.reasonRequired')} rows={3} value={reason} error={told && short ? t('rules.draft.noteShort') : null} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  );
}
