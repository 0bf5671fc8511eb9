import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeAlert, type WatchAlert } from '../../api/watch.ts';
import { useDraft } from '../../drafts/use-draft.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { noteTooShort } from '../rules/draft-form.ts';

const empty = { reason: '' };

/** Closed with what explains it, or with what was done. */
export function CloseDialog({ alert, onClose }: { readonly alert: WatchAlert; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const kept = useDraft('watch-close', alert.id, empty, alert.version);
  const [told, setTold] = useState(false);
  const { reason } = kept.value;
  const short = noteTooShort(reason);
  const close = useMutation({
    mutationFn: () => closeAlert(alert, reason.trim(), kept.idempotencyKey),
    onSuccess: async () => { await kept.discard(empty); await queries.invalidateQueries({ queryKey: ['eligibility'] }); onClose(); },
  });
  return (
    <Modal opened onClose={onClose} title={t('watch.closeTitle', { kind: t(`watch.kind.${alert.kind}`) })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); setTold(true); if (!short) close.mutate(); }}>
        <p className="s13">{t('watch.closeText')}</p>
        {close.error !== null && <Refusal error={close.error} focus />}
        <Textarea data-autofocus label={t('watch.reason')} rows={3} value={reason} error={told && short ? t('rules.draft.noteShort') : null} onChange={(event) => kept.change({ reason: event.currentTarget.value })} />
        <div className="row end"><Button onClick={onClose}>{t('common.cancel')}</Button><Button variant="filled" type="submit" loading={close.isPending}>{t('watch.close')}</Button></div>
      </form>
    </Modal>
  );
}
