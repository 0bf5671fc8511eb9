import { Button, Modal } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { household as householdOf, type HouseholdShown } from '../../api/registry.ts';
import { icon } from '../../parts/icon.ts';
import { Segmented } from '../../parts/segmented.tsx';
import { DeathForm } from './death-form.tsx';
import { IncomeForm } from './income-form.tsx';

type Change = 'income' | 'death';
const changes: readonly { readonly value: Change; readonly action: string }[] = [{ value: 'income', action: 'record-income' }, { value: 'death', action: 'record-death' }];


/** What a family tells after it was enrolled; what follows from it, the other services say. */
export function ChangeButton({ household }: { readonly household: HouseholdShown }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [saved, setSaved] = useState(false);
  const [wished, setWished] = useState<Change>('income');
  const { data } = useQuery({ queryKey: ['registry', 'household', household.id], queryFn: ({ signal }) => householdOf(household.id, signal) });
  const allowed = changes.filter(({ action }) => data?.actions.some((one) => one.name === action && one.allowed)).map(({ value }) => value);
  const [first] = allowed;
  if (!data || first === undefined) return null;
  const change = allowed.includes(wished) ? wished : first;
  const close = (): void => setOpen(false);
  const done = (): void => {
    close();
    setSaved(true);
    void queries.invalidateQueries({ queryKey: ['registry'] });
  };
  return (
    <>
      {saved && <span className="tag ok" role="status">{t('household.change.saved')}</span>}
      <Button leftSection={<IconPencil {...icon} />} onClick={() => { setSaved(false); setOpen(true); }}>{t('household.change.button')}</Button>
      <Modal opened={open} onClose={close} size="lg" title={t('household.change.button')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <div className="stack">
          <div className="row"><Segmented label={t('household.change.what')} value={change} onChange={setWished} options={allowed.map((value) => ({ value, label: t(`household.change.${value}`) }))} /></div>
          {change === 'income' ? <IncomeForm household={data} onClose={close} onDone={done} /> : <DeathForm household={data} onClose={close} onDone={done} />}
        </div>
      </Modal>
    </>
  );
}
