import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { settleItem, type Settlement, type VerificationItem } from '../../api/hiavs.ts';
import { useDraft } from '../../drafts/use-draft.ts';
import { parseAmount } from '../../format/money.ts';
import { Refusal } from '../../parts/refusal.tsx';

interface SettleDialogProps { readonly verification: string; readonly item: VerificationItem; readonly what: string; readonly decision: Settlement['decision']; readonly onClose: () => void; readonly onDone: () => void }

/** What counts for `other`: an amount, or a number of pieces where pieces are counted. */
function otherValue(item: VerificationItem, text: string): Pick<Settlement, 'value' | 'count'> | null {
  const minor = parseAmount(text);
  if (minor === null || minor < 0) return null;
  const currency = item.found?.currency ?? item.declared?.currency;
  return currency === undefined ? { count: Math.floor(minor / 100) } : { value: { minor, currency } };
}

/** A person decides what counts, and says why; the sides weigh the same on the page. */
export function SettleDialog({ verification, item, what, decision, onClose, onDone }: SettleDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const draft = useDraft('settlement', item.item, { reason: '', value: '' });
  const [told, setTold] = useState(false);
  const { reason, value } = draft.value;
  const other = otherValue(item, value);
  const lackReason = reason.trim().length < 3;
  const lackValue = decision === 'other' && other === null;
  const settle = useMutation({
    mutationFn: () => settleItem(verification, item.item, { decision, reason: reason.trim(), ...(decision === 'other' ? other : {}) }, `${draft.idempotencyKey}-${decision}`),
    onSuccess: async () => {
      await draft.discard();
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey.includes(verification) || queryKey[0] === 'casework' });
      onDone();
    },
  });
  const send = (): void => {
    setTold(true);
    if (!lackReason && !lackValue) settle.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t('application.settle.title', { what })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); send(); }} onKeyDown={(event) => { if (event.key === 'Enter' && event.ctrlKey && !event.nativeEvent.isComposing) send(); }}>
        {settle.error !== null && <Refusal error={settle.error} focus />}
        <p className="strong">{t(`application.settle.${decision}`)}</p>
        {decision === 'other' && (
          <TextInput label={t('application.settle.value')} value={value} inputMode="decimal" autoComplete="off" error={told && lackValue ? t('apply.means.wrong') : null} onChange={(event) => draft.change({ value: event.currentTarget.value })} />
        )}
        <Textarea data-autofocus label={t('application.form.reason')} description={t('application.form.reasonHint')} rows={3} value={reason} error={told && lackReason ? t('application.form.needReason') : null} onChange={(event) => draft.change({ reason: event.currentTarget.value })} />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="filled" type="submit" loading={settle.isPending}>{t('application.settle.save')}</Button>
        </div>
      </form>
    </Modal>
  );
}
