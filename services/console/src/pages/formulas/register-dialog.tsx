import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { registerFormula } from '../../api/formulas.ts';
import { DraftBar } from '../../drafts/draft-bar.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { Refusal } from '../../parts/refusal.tsx';

const empty = { name: '', note: '', file: '', text: '' };
const shortestName = 3;
const shortestNote = 5;

const read = (text: string): object | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
};

/** A formula comes as the file that the laboratory printed; one that was changed since is refused by the service. */
export function RegisterDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: (id: string) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const kept = useDraft('formula', 'new', empty);
  const [told, setTold] = useState(false);
  const { name, note, file, text } = kept.value;
  const artefact = read(text);
  const wrong = { file: artefact === null, name: name.trim().length < shortestName, note: note.trim().length < shortestNote };
  const save = useMutation({
    mutationFn: (sent: object) => registerFormula({ artefact: sent, name: name.trim(), note: note.trim() }, kept.idempotencyKey),
    onSuccess: async ({ body }) => { await kept.discard(empty); await queries.invalidateQueries({ queryKey: ['eligibility'] }); onDone(body.id); },
  });
  const submit = (): void => { setTold(true); if (artefact && !wrong.name && !wrong.note) save.mutate(artefact); };
  return (
    <Modal opened onClose={onClose} title={t('formulas.register.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <p className="s13">{t('formulas.register.text')}</p>
        <DraftBar savedAt={kept.savedAt} restoredFrom={kept.restoredFrom} onDiscard={() => void kept.discard(empty)} />
        {save.error !== null && <Refusal error={save.error} focus />}
        <label className="file-field"><span className="s13 strong">{t('formulas.register.file')}</span>
          <input type="file" accept=".json,application/json" onChange={(event) => { const [one] = event.currentTarget.files ?? []; if (one) void one.text().then((content) => kept.change({ text: content, file: one.name })); }} />
          {file !== '' && <span className="sub">{file}</span>}
          {((told && wrong.file) || (text !== '' && wrong.file)) && <span className="s13 c-bad">{t('formulas.register.fileWrong')}</span>}
        </label>
        <TextInput label={t('formulas.column.name')} value={name} error={told && wrong.name ? t('formulas.register.nameShort') : null} onChange={(event) => kept.change({ name: event.currentTarget.value })} />
        <Textarea label={t('formulas.register.note')} rows={3} value={note} error={told && wrong.note ? t('rules.draft.noteShort') : null} onChange={(event) => kept.change({ note: event.currentTarget.value })} />
        <div className="row end"><Button onClick={onClose}>{t('common.cancel')}</Button><Button variant="filled" type="submit" loading={save.isPending}>{t('formulas.register.action')}</Button></div>
      </form>
    </Modal>
  );
}
