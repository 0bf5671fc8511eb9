import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reviewFormula, type FormulaBody } from '../../api/formulas.ts';
import { DraftBar } from '../../drafts/draft-bar.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { Segmented } from '../../parts/segmented.tsx';
import { noteTooShort } from '../rules/draft-form.ts';
import { AnswersForm } from './answers-form.tsx';
import { answersOf } from './explain.ts';
import { useAsked } from './use-asked.ts';

interface Typed { readonly sign: string; readonly officerSays: 'poor' | 'not-poor'; readonly note: string; readonly answers: Readonly<Record<string, string>> }
const empty: Typed = { sign: '', officerSays: 'poor', note: '', answers: {} };
const household = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const sign = /^[A-Za-z0-9][A-Za-z0-9./_-]{0,63}$/u;

/** A case the officer knows, by its own sign or as a household of the register; no names. */
export function ReviewDialog({ one, area, onClose }: { readonly one: FormulaBody; readonly area: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const kept = useDraft<Typed>('formula-review', one.id, empty);
  const [told, setTold] = useState(false);
  const asked = useAsked(one, []) ?? [];
  const typed = kept.value;
  const known = household.test(typed.sign.trim());
  const wrong = { sign: !sign.test(typed.sign.trim()), note: noteTooShort(typed.note) };
  const answers = answersOf(asked, typed.answers);
  const save = useMutation({
    mutationFn: () => reviewFormula(one.id, {
      officerSays: typed.officerSays, note: typed.note.trim(), ...(known ? { household: typed.sign.trim() } : { case: typed.sign.trim(), region: area }), ...(known && Object.keys(answers).length === 0 ? {} : { answers }),
    }, kept.idempotencyKey),
    onSuccess: async () => { await kept.discard(empty); await queries.invalidateQueries({ queryKey: ['eligibility', 'formula', one.id] }); onClose(); },
  });
  const submit = (): void => { setTold(true); if (!wrong.sign && !wrong.note) save.mutate(); };
  return (
    <Modal opened onClose={onClose} size="lg" title={t('formulas.reviews.add')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <p className="s13">{t('formulas.reviews.text')}</p>
        <DraftBar savedAt={kept.savedAt} restoredFrom={kept.restoredFrom} onDiscard={() => void kept.discard(empty)} />
        {save.error !== null && <Refusal error={save.error} focus />}
        <TextInput data-autofocus label={t('formulas.reviews.case')} description={t('formulas.reviews.caseText')} value={typed.sign} error={told && wrong.sign ? t('formulas.reviews.caseWrong') : null} onChange={(event) => kept.change({ sign: event.currentTarget.value })} />
        <div className="stack tight"><span className="s13 strong">{t('formulas.reviews.youSay')}</span>
          <Segmented label={t('formulas.reviews.youSay')} value={typed.officerSays} onChange={(officerSays) => kept.change({ officerSays })} options={[{ value: 'poor', label: t('formulas.reviews.poor') }, { value: 'not-poor', label: t('formulas.reviews.not-poor') }]} />
        </div>
        <AnswersForm asked={asked} typed={typed.answers} onChange={(column, value) => kept.change((now) => ({ ...now, answers: { ...now.answers, [column]: value } }))} />
        <Textarea label={t('formulas.reviews.why')} rows={2} value={typed.note} error={told && wrong.note ? t('rules.draft.noteShort') : null} onChange={(event) => kept.change({ note: event.currentTarget.value })} />
        <div className="row end"><Button onClick={onClose}>{t('common.cancel')}</Button><Button variant="filled" type="submit" loading={save.isPending}>{t('formulas.reviews.send')}</Button></div>
      </form>
    </Modal>
  );
}
