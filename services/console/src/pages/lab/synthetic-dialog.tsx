import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newIdempotencyKey } from '../../api/client.ts';
import { syntheticSurvey } from '../../api/lab.ts';
import { Refusal } from '../../parts/refusal.tsx';

const largest = 4_294_967_295;

/** Invented households: the same seed always makes the same survey. */
export function SyntheticDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: (survey: string) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [seed, setSeed] = useState('20');
  const [key, setKey] = useState(newIdempotencyKey);
  const wrong = !/^\d{1,10}$/u.test(seed) || Number(seed) > largest;
  const make = useMutation({ mutationFn: () => syntheticSurvey(Number(seed), key), onSuccess: async ({ body }) => { await queries.invalidateQueries({ queryKey: ['eligibility', 'surveys'] }); onDone(body.id); } });
  return (
    <Modal opened onClose={onClose} title={t('lab.synthetic.action')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); if (!wrong) make.mutate(); }}>
        <p className="s13">{t('lab.synthetic.text')}</p>
        {make.error !== null && <Refusal error={make.error} focus />}
        <TextInput data-autofocus label={t('lab.synthetic.seed')} inputMode="numeric" value={seed} error={wrong ? t('lab.synthetic.seedWrong') : null} onChange={(event) => { setSeed(event.currentTarget.value.trim()); setKey(newIdempotencyKey()); }} />
        <div className="row end"><Button onClick={onClose}>{t('common.cancel')}</Button><Button variant="filled" type="submit" loading={make.isPending}>{t('lab.synthetic.make')}</Button></div>
      </form>
    </Modal>
  );
}
