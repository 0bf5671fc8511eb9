import { Button, Checkbox, Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importSurvey } from '../../api/lab.ts';
import { DraftBar } from '../../drafts/draft-bar.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { useFormat } from '../../format/use-format.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { readDocument } from '../rules/draft-form.ts';

const empty = { name: '', source: '', synthetic: false, map: '' };
const shortest = 3;
const most = 32 * 1024 * 1024;

/** A survey as CSV with the map of its columns. The households stay in the browser until they are sent: only the map and the names are kept as a draft. */
export function ImportDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: (survey: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const kept = useDraft('survey', 'new', empty);
  const [csv, setCsv] = useState<File | null>(null);
  const [told, setTold] = useState(false);
  const { name, source, synthetic, map } = kept.value;
  const read = readDocument(map);
  const tooLarge = csv !== null && csv.size > most;
  const wrong = { name: name.trim().length < shortest, source: source.trim().length < shortest };
  const send = useMutation({
    mutationFn: async ({ file, document }: { readonly file: File; readonly document: object }) => importSurvey({ name: name.trim(), source: source.trim(), synthetic, map: document, csv: await file.text() }, kept.idempotencyKey),
    onSuccess: async ({ body }) => { await kept.discard(empty); await queries.invalidateQueries({ queryKey: ['eligibility', 'surveys'] }); onDone(body.id); },
  });
  const submit = (): void => { setTold(true); if (csv && !tooLarge && read.ok && !wrong.name && !wrong.source) send.mutate({ file: csv, document: read.document }); };
  return (
    <Modal opened onClose={onClose} size="lg" title={t('lab.import.action')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <p className="s13">{t('lab.import.text')}</p>
        <DraftBar savedAt={kept.savedAt} restoredFrom={kept.restoredFrom} onDiscard={() => void kept.discard(empty)} />
        {send.error !== null && <Refusal error={send.error} focus />}
        <TextInput label={t('formulas.column.name')} value={name} error={told && wrong.name ? t('formulas.register.nameShort') : null} onChange={(event) => kept.change({ name: event.currentTarget.value })} />
        <TextInput label={t('lab.import.source')} value={source} error={told && wrong.source ? t('formulas.register.nameShort') : null} onChange={(event) => kept.change({ source: event.currentTarget.value })} />
        <label className="file-field"><span className="s13 strong">{t('lab.import.csv')}</span><input type="file" accept=".csv,text/csv" onChange={(event) => setCsv(event.currentTarget.files?.[0] ?? null)} />
          {csv && <span className="sub">{format.count(Math.ceil(csv.size / 1024))} KiB</span>}
          {((told && !csv) || tooLarge) && <span className="s13 c-bad">{t(tooLarge ? 'lab.import.tooLarge' : 'lab.import.needCsv')}</span>}
        </label>
        <Textarea className="document-area short" label={t('lab.import.map')} description={t('lab.import.mapText')} rows={8} spellCheck={false} value={map} error={told && !read.ok ? t('rules.draft.notJson') : null} onChange={(event) => kept.change({ map: event.currentTarget.value })} />
        <Checkbox label={t('lab.import.synthetic')} checked={synthetic} onChange={(event) => kept.change({ synthetic: event.currentTarget.checked })} />
        <div className="row end"><Button onClick={onClose}>{t('common.cancel')}</Button><Button variant="filled" type="submit" loading={send.isPending}>{t('lab.import.send')}</Button></div>
      </form>
    </Modal>
  );
}
