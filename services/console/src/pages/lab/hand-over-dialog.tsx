import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { handOver, type StudyBody } from '../../api/lab.ts';
import { useDraft } from '../../drafts/use-draft.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { noteTooShort } from '../rules/draft-form.ts';
import { useFormulaName } from './formula-pick.tsx';

const shortest = 3;

/** A fitted formula becomes a draft, to be reviewed on real cases. */
export function HandOverDialog({ study, method, onClose }: { readonly study: StudyBody; readonly method: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const nameOf = useFormulaName();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const fresh = { name: `${nameOf(method)} · ${study.title}`.slice(0, 120), note: '' };
  const kept = useDraft('hand-over', `${study.id}-${method}`, fresh);
  const [told, setTold] = useState(false);
  const { name, note } = kept.value;
  const wrong = { name: name.trim().length < shortest, note: noteTooShort(note) };
  const hand = useMutation({
    mutationFn: () => handOver(study.id, { method, name: name.trim(), note: note.trim() }, kept.idempotencyKey),
    onSuccess: async ({ body }) => { await kept.discard(fresh); await queries.invalidateQueries({ queryKey: ['eligibility'] }); await navigate(`/formulas/${body.id}`); },
  });
  return (
    <Modal opened onClose={onClose} title={t('lab.handOver.action')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); setTold(true); if (!wrong.name && !wrong.note) hand.mutate(); }}>
        <p className="s13">{t('lab.handOver.text')}</p>
        {hand.error !== null && <Refusal error={hand.error} focus />}
        <TextInput label={t('formulas.column.name')} value={name} error={told && wrong.name ? t('formulas.register.nameShort') : null} onChange={(event) => kept.change({ name: event.currentTarget.value })} />
        <Textarea data-autofocus label={t('formulas.register.note')} rows={3} value={note} error={told && wrong.note ? t('rules.draft.noteShort') : null} onChange={(event) => kept.change({ note: event.currentTarget.value })} />
        <div className="row end"><Button onClick={onClose}>{t('common.cancel')}</Button><Button variant="filled" type="submit" loading={hand.isPending}>{t('lab.handOver.action')}</Button></div>
      </form>
    </Modal>
  );
}
