import { Button, NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newIdempotencyKey } from '../../api/client.ts';
import { recordDeath } from '../../api/registry.ts';
import { DateField } from '../../parts/date-field.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Notice } from '../../parts/states.tsx';
import { useToday } from '../../parts/use-today.ts';
import type { ChangeFormProps } from './change-form.ts';

export function DeathForm({ household, onClose, onDone }: ChangeFormProps) {
  const { t } = useTranslation();
  const alive = [...household.members, ...household.supporters].filter((person) => person.died === null);
  const today = useToday([household.registeredOn, ...household.incomes.map((one) => one.recordedAt)]);
  const [person, setPerson] = useState('');
  const [on, setOn] = useState(today);
  const [key] = useState(newIdempotencyKey);
  const send = useMutation({ mutationFn: () => recordDeath(person, on, key), onSuccess: onDone });
  return (
    <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); send.mutate(); }}>
      <p className="s13">{t('household.change.deathText')}</p>
      {send.error !== null && <Refusal error={send.error} focus />}
      <NativeSelect label={t('apply.means.person')} value={person} data={[{ value: '', label: '–' }, ...alive.map((one) => ({ value: one.id, label: one.name ?? t('common.unnamed') }))]} onChange={(event) => setPerson(event.currentTarget.value)} />
      <div><label className="mantine-InputWrapper-label" htmlFor="died-on" style={{ display: 'block' }}>{t('household.change.on')}</label><DateField id="died-on" value={on} onChange={setOn} /></div>
      <Notice tone="warn">{t('household.change.confirm')}</Notice>
      <div className="row" style={{ justifyContent: 'flex-end' }}><Button onClick={onClose}>{t('common.cancel')}</Button><Button variant="filled" type="submit" disabled={person === '' || on === ''} loading={send.isPending}>{t('application.form.submit')}</Button></div>
    </form>
  );
}
