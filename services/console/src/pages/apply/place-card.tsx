import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAreas } from '../../api/areas.ts';
import { useWords } from '../../i18n/words.ts';
import { Segmented } from '../../parts/segmented.tsx';
import type { ApplyDraft } from './form.ts';

interface PlaceCardProps { readonly form: ApplyDraft; readonly programmes: readonly string[]; readonly told: boolean; /** The family is registered: only the programme is asked. */ readonly known: boolean; readonly onChange: (change: (form: ApplyDraft) => ApplyDraft) => void }

export function PlaceCard({ form, programmes, told, known, onChange }: PlaceCardProps) {
  const { t } = useTranslation();
  const { word } = useWords();
  const areas = useAreas();
  const villages = areas.all.filter((area) => area.level === 'village' || area.level === 'bagh');
  const set = (part: Partial<ApplyDraft>): void => onChange((now) => ({ ...now, ...part }));
  return (
    <section className="card" aria-labelledby="place-title">
      <header><h2 id="place-title">{t('apply.place.title')}</h2></header>
      <div className="body place">
        <div><span className="mantine-InputWrapper-label" style={{ display: 'block' }}>{t('apply.place.programme')}</span>
          <Segmented label={t('apply.place.programme')} value={form.programme} onChange={(programme) => set({ programme })} options={programmes.map((value) => ({ value, label: word('programme', value) }))} /></div>
        {!known && (
          <>
            <div><span className="mantine-InputWrapper-label" style={{ display: 'block' }}>{t('apply.place.kind')}</span>
              <Segmented label={t('apply.place.kind')} value={form.urban ? 'urban' : 'rural'} onChange={(value) => set({ urban: value === 'urban' })} options={[{ value: 'rural', label: t('household.rural') }, { value: 'urban', label: t('household.urban') }]} /></div>
            <NativeSelect id="village" label={t('apply.place.village')} value={form.village} error={told && form.village === '' ? t('apply.missing.village') : null} onChange={(event) => set({ village: event.currentTarget.value })}
              data={[...(villages.length === 1 ? [] : [{ value: '', label: t('apply.place.choose') }]), ...villages.map((area) => ({ value: area.code, label: areas.name(area.code) }))]} />
            <TextInput label={t('apply.place.address')} value={form.address} autoComplete="off" onChange={(event) => set({ address: event.currentTarget.value })} />
          </>
        )}
      </div>
    </section>
  );
}
