import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { newIdempotencyKey } from '../../api/client.ts';
import { draftPayroll } from '../../api/payments.ts';
import { useWords } from '../../i18n/words.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { useToday } from '../../parts/use-today.ts';

const month = /^\d{4}-(0[1-9]|1[0-2])$/u;

/** Filled with this month, so that the usual payroll is one press away. */
export function DraftDialog({ area, onClose }: { readonly area: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const programmes = area.startsWith('MN') ? ['child-money'] : ['dibao', 'tekun'];
  const [programme, setProgramme] = useState(programmes[0] ?? '');
  const today = useToday();
  const [period, setPeriod] = useState(today.slice(0, 7));
  const [key, setKey] = useState(newIdempotencyKey);
  const wrong = !month.test(period);
  const draft = useMutation({
    mutationFn: () => draftPayroll({ programme, period, area }, key),
    onSuccess: async (id) => { await queries.invalidateQueries({ queryKey: ['payments'] }); await navigate(`/payroll/${id}`); },
  });
  const change = (set: (value: string) => void) => (value: string): void => { set(value); setKey(newIdempotencyKey()); };
  return (
    <Modal opened onClose={onClose} title={t('payroll.new')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); if (!wrong) draft.mutate(); }}>
        <p className="s13">{t('payroll.newText')}</p>
        {draft.error !== null && <Refusal error={draft.error} focus />}
        <NativeSelect label={t('common.programme')} value={programme} data={programmes.map((value) => ({ value, label: word('programme', value) }))} onChange={(event) => change(setProgramme)(event.currentTarget.value)} />
        <TextInput label={t('payroll.period')} value={period} inputMode="numeric" error={wrong ? t('payroll.periodWrong') : null} onChange={(event) => change(setPeriod)(event.currentTarget.value.trim())} />
        <div className="row" style={{ justifyContent: 'flex-end' }}><Button onClick={onClose}>{t('common.cancel')}</Button><Button variant="filled" type="submit" data-autofocus loading={draft.isPending}>{t('payroll.draft')}</Button></div>
      </form>
    </Modal>
  );
}
