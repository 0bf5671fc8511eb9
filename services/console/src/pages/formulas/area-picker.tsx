import { NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAreas } from '../../api/areas.ts';
import { icon } from '../../parts/icon.ts';

interface AreaPickerProps { readonly areas: readonly string[]; readonly error: boolean; readonly onChange: (areas: readonly string[]) => void }

/** Several areas: one is added from the list, each can be taken away again. */
export function AreaPicker({ areas, error, onChange }: AreaPickerProps) {
  const { t } = useTranslation();
  const known = useAreas();
  const indented = known.all.filter(({ code }) => !areas.includes(code)).map((area) => ({ value: area.code, label: `${'\u2003'.repeat(known.path(area.code).length - 1)}${known.name(area.code)}` }));
  return (
    <div className="stack tight">
      <NativeSelect label={t('formulas.areas')} value="" error={error ? t('formulas.areasNeeded') : null} data={[{ value: '', label: t('formulas.areaAdd') }, ...indented]} onChange={(event) => { if (event.currentTarget.value !== '') onChange([...areas, event.currentTarget.value]); }} />
      <div className="row wrap">{areas.map((code) => <button key={code} type="button" className="chip on" aria-label={t('formulas.areaRemove', { area: known.name(code) })} onClick={() => onChange(areas.filter((one) => one !== code))}>{known.name(code)} <IconX {...icon} /></button>)}</div>
    </div>
  );
}
