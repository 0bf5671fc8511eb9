import { Button, Modal, NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newIdempotencyKey } from '../../api/client.ts';
import { waiveSource, type Verification } from '../../api/hiavs.ts';
import { useWords } from '../../i18n/words.ts';
import { DateField } from '../../parts/date-field.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { useToday } from '../../parts/use-today.ts';
import { dayFrom, dayNumber } from '../../parts/timeline-layout.ts';

const month = 30;

/** By name, with the reason and the day on which the source is asked again. */
export function WaiveDialog({ verification, onClose }: { readonly verification: Verification; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const queries = useQueryClient();
  const silent = [...new Set(verification.missing.map((one) => one.source))];
  const [source, setSource] = useState(silent[0] ?? '');
  const [reason, setReason] = useState('');
  const today = useToday([verification.reportedAt, verification.requestedAt]);
  const [recheckOn, setRecheckOn] = useState(() => dayFrom(dayNumber(today) + month));
  const [told, setTold] = useState(false);
  const [key] = useState(newIdempotencyKey);
  const short = reason.trim().length < 3;
  const waive = useMutation({
    mutationFn: () => waiveSource(verification.id, { source, reason: reason.trim(), recheckOn }, key),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: ['hiavs'] }); onClose(); },
  });
  return (
    <Modal opened onClose={onClose} title={t('verification.waiveTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); setTold(true); if (!short) waive.mutate(); }}>
        <p className="s13">{t('verification.waiveText')}</p>
        {waive.error !== null && <Refusal error={waive.error} focus />}
        <NativeSelect label={t('verification.waiveSource')} value={source} data={silent.map((value) => ({ value, label: word('source', value) }))} onChange={(event) => setSource(event.currentTarget.value)} />
        <Textarea data-autofocus label={t('application.form.reason')} rows={3} value={reason} error={told && short ? t('application.form.needReason') : null} onChange={(event) => setReason(event.currentTarget.value)} />
        <div><label className="mantine-InputWrapper-label" htmlFor="recheck-on" style={{ display: 'block' }}>{t('verification.recheckOn')}</label><DateField id="recheck-on" value={recheckOn} onChange={setRecheckOn} /></div>
        <div className="row" style={{ justifyContent: 'flex-end' }}><Button onClick={onClose}>{t('common.cancel')}</Button><Button variant="filled" type="submit" loading={waive.isPending}>{t('application.form.submit')}</Button></div>
      </form>
    </Modal>
  );
}
