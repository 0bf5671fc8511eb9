import { Button, Checkbox, Popover } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { density, setDensity, type Density } from '../theme/density.ts';
import type { ListState } from '../url/list-state.ts';
import { icon } from './icon.ts';
import { Segmented } from './segmented.tsx';

interface ColumnMenuProps { readonly columns: readonly { readonly key: string; readonly label: string }[]; readonly state: ListState; readonly onState: (change: (state: ListState) => ListState) => void }

/** Columns go into the address, the row height stays with the officer. */
export function ColumnMenu({ columns, state, onState }: ColumnMenuProps) {
  const { t } = useTranslation();
  const [rowHeight, setRowHeight] = useState<Density>(density);
  const show = (key: string, on: boolean): void =>
    onState((now) => ({ ...now, hidden: on ? now.hidden.filter((one) => one !== key) : [...now.hidden, key].toSorted() }));
  return (
    <Popover position="bottom-end" shadow="md" trapFocus withRoles>
      <Popover.Target><Button variant="subtle" leftSection={<IconColumns {...icon} />}>{t('parts.columnsAndDensity')}</Button></Popover.Target>
      <Popover.Dropdown aria-label={t('parts.columnsAndDensity')}>
        <div className="stack">
          <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
            <legend className="sub">{t('common.columns')}</legend>
            <div className="stack tight" style={{ marginTop: 6 }}>
              {columns.map((column) => (
                <Checkbox key={column.key} size="xs" label={column.label} checked={!state.hidden.includes(column.key)} onChange={(event) => show(column.key, event.currentTarget.checked)} />
              ))}
            </div>
          </fieldset>
          <div className="stack tight">
            <span className="sub">{t('common.density.label')}</span>
            <Segmented label={t('common.density.label')} value={rowHeight} onChange={(value) => { setDensity(value); setRowHeight(value); }}
              options={[{ value: 'compact', label: t('common.density.compact') }, { value: 'normal', label: t('common.density.normal') }, { value: 'touch', label: t('common.density.touch') }]} />
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
