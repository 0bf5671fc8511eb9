import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionBody, ApplicationFile } from '../../api/casework.ts';
import { isProblem } from '../../api/problem.ts';
import { DraftBar } from '../../drafts/draft-bar.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useOfficer } from '../../identity/session.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { useToday } from '../../parts/use-today.ts';
import { FieldControl } from './field-control.tsx';
import { asked, lacking, pathOf, type ActionForm, type Field, type Values } from './forms.ts';
import { useAct } from './use-act.ts';

interface ActionDialogProps { readonly file: ApplicationFile; readonly action: ActionBody; readonly form: ActionForm; readonly onClose: () => void; readonly onDone: (projected: boolean) => void }

/** Today, and never before what the file already holds. */
export const useFileToday = (file: ApplicationFile): string => useToday(file.history.map((entry) => entry.at));

/** The form of one action. What is typed is a draft of this file at this version until the service has it. */
export function ActionDialog({ file, action, form, onClose, onDone }: ActionDialogProps) {
  const { t } = useTranslation();
  const { text } = useWords();
  const format = useFormat();
  const officer = useOfficer();
  const today = useFileToday(file);
  const draft = useDraft<{ values: Values }>(`action-${action.action}`, file.id, { values: initialOf(form, today, officer?.sub ?? '') });
  const act = useAct(file);
  const [told, setTold] = useState(false);
  const missing = lacking(form, draft.value.values);
  const idOf = (field: Field): string => `action-${field.name}`;
  const send = async (): Promise<void> => {
    setTold(true);
    const first = asked(form, draft.value.values).find((field) => field.name === missing[0]);
    if (first) { document.getElementById(first.kind === 'choice' ? `${idOf(first)}-first` : idOf(first))?.focus(); return; }
    const answer = await act.run(pathOf(action.path, file), form.body(draft.value.values, file));
    if (!answer) return;
    await draft.discard();
    onDone(answer.projected);
  };
  const lackOf = (field: Field): string | null => {
    if (!told || !missing.includes(field.name)) return null;
    return field.kind === 'reason' ? t('application.form.needReason') : t('application.form.needed');
  };
  const labelOf = (name: string): string => { const field = form.fields.find((one) => one.name === name); return field ? t(`application.form.${field.word}`) : name; };
  const name = file.names[file.head ?? '']?.name ?? '';
  const money = file.assessment?.money;
  return (
    <Modal opened onClose={onClose} size="lg" title={text(action.title)} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); void send(); }}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) void send(); }}>
        {(action.action === 'approve' || action.action === 'refuse') && money && <p className="strong">{t('application.form.weight', { name, money: format.money(money) })}</p>}
        {isProblem(act.error) && act.error.status === 412 ? <p className="c-warn" role="alert">{t('application.conflict', { version: file.version })}</p> : act.error !== null && <Refusal error={act.error} focus fieldId={(field) => `action-${field}`} fieldLabel={(field) => labelOf(field)} />}
        {asked(form, draft.value.values).map((field) => (
          <FieldControl key={field.name} field={field} id={idOf(field)} file={file} today={today} value={draft.value.values[field.name] ?? ''} error={lackOf(field)}
            onChange={(value) => draft.change((now) => ({ values: { ...now.values, [field.name]: value } }))} />
        ))}
        <div className="row wrap">
          <span className="grow"><DraftBar savedAt={draft.savedAt} restoredFrom={draft.restoredFrom} onDiscard={() => void draft.discard({ values: initialOf(form, today, officer?.sub ?? '') })} /></span>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="filled" type="submit" loading={act.busy} {...(action.action === 'refuse' ? { color: 'red.9' } : {})}>{text(action.title)}</Button>
        </div>
      </form>
    </Modal>
  );
}

const initialOf = (form: ActionForm, today: string, officer: string): Values =>
  Object.fromEntries(form.fields.flatMap((field) => (field.kind === 'day' ? [[field.name, today]] : field.kind === 'officers' ? [[field.name, officer]] : field.initial === undefined ? [] : [[field.name, field.initial]])));
