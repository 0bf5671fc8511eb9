import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { verifyMany, type BulkOutcome, type WorkRow } from '../../api/casework.ts';
import { newIdempotencyKey } from '../../api/client.ts';
import { useWords } from '../../i18n/words.ts';
import { PersonName } from '../../parts/person-name.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Notice } from '../../parts/states.tsx';

interface VerifyDialogProps { readonly rows: readonly WorkRow[]; readonly onClose: (done: boolean) => void }

/** Many at once, an outcome for each: one that is refused holds up nobody. */
export function VerifyDialog({ rows, onClose }: VerifyDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [key] = useState(newIdempotencyKey);
  const verify = useMutation({
    mutationFn: () => verifyMany(rows.map((row) => row.id), key),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['casework'] }),
  });
  const refused = verify.data?.filter((outcome) => !outcome.ok) ?? [];
  const done = verify.data !== undefined;
  return (
    <Modal opened onClose={() => onClose(done)} title={t('work.bulk.confirmTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <div className="stack">
        {verify.error !== null && <Refusal error={verify.error} focus />}
        {done ? <Outcomes rows={rows} total={verify.data.length} refused={refused} /> : <p>{t('work.bulk.confirm', { count: rows.length })}</p>}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={() => onClose(done)}>{done ? t('common.close') : t('common.cancel')}</Button>
          {!done && <Button variant="filled" data-autofocus loading={verify.isPending} onClick={() => verify.mutate()}>{t('work.bulk.verify')} {rows.length}</Button>}
        </div>
      </div>
    </Modal>
  );
}

function Outcomes({ rows, total, refused }: { readonly rows: readonly WorkRow[]; readonly total: number; readonly refused: readonly BulkOutcome[] }) {
  const { t } = useTranslation();
  const { text } = useWords();
  return (
    <>
      {total > refused.length && <Notice tone="ok">{t('work.bulk.outcome', { count: total - refused.length })}</Notice>}
      {refused.length > 0 && <Notice tone="warn">{t('work.bulk.refused', { count: refused.length })}</Notice>}
      <ul className="stack tight">
        {refused.map((outcome) => (
          <li key={outcome.application} className="s13"><PersonName name={rows.find((row) => row.id === outcome.application)?.headName} strong /> <span className="mut">{outcome.problem ? text(outcome.problem.reason) : ''}</span></li>
        ))}
      </ul>
    </>
  );
}
