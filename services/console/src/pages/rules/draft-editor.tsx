import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../api/problem.ts';
import { beginDraft, reviseDraft, type DraftBody, type RuleDocument } from '../../api/rules.ts';
import { DraftBar } from '../../drafts/draft-bar.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { noteTooShort, pretty, readDocument, type Written } from './draft-form.ts';

interface DraftEditorProps {
  readonly document: RuleDocument;
  /** The draft that is written anew; null begins one. */
  readonly draft: DraftBody | null;
  readonly onDone: (id: string) => void;
}

/** The whole document as text; what is typed stays on this device until the service has it. */
export function DraftEditor({ document, draft, onDone }: DraftEditorProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const fresh: Written = { text: pretty(document), note: draft?.note ?? '' };
  const kept = useDraft<Written>('rule-set', draft?.id ?? document.id, fresh, draft?.version ?? null);
  const [told, setTold] = useState(false);
  const { text, note } = kept.value;
  const read = readDocument(text);
  const short = noteTooShort(note);
  const save = useMutation({
    mutationFn: (written: object) => (draft ? reviseDraft(draft, { document: written, note: note.trim() }, kept.idempotencyKey) : beginDraft({ document: written, note: note.trim() }, kept.idempotencyKey)),
    onSuccess: async ({ body }) => { await kept.discard(); await queries.invalidateQueries({ queryKey: ['eligibility'] }); onDone(body.id); },
  });
  const submit = (): void => { setTold(true); if (read.ok && !short) save.mutate(read.document); };
  useShortcuts({ 'Ctrl+Enter': submit });
  const broken = read.ok ? null : read.line === null ? t('rules.draft.notJson') : t('rules.draft.notJsonAt', { line: read.line, column: read.column ?? 1 });
  return (
    <section className="card" aria-labelledby="rules-write">
      <header><h2 id="rules-write">{draft ? t('rules.draft.revise') : t('rules.draft.write', { name: document.id })}</h2></header>
      <form className="body stack" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <p className="s13">{t('rules.draft.text')}</p>
        <DraftBar savedAt={kept.savedAt} restoredFrom={kept.restoredFrom} onDiscard={() => void kept.discard(fresh)} />
        {save.error !== null && <Faults error={save.error} />}
        <Textarea className="document-area" label={t('rules.draft.document')} description={broken === null ? t('rules.draft.readable') : undefined} error={broken} spellCheck={false} rows={22} value={text} onChange={(event) => kept.change({ text: event.currentTarget.value })} />
        <Textarea label={t('rules.draft.note')} description={t('rules.draft.noteText')} rows={2} value={note} error={told && short ? t('rules.draft.noteShort') : null} onChange={(event) => kept.change({ note: event.currentTarget.value })} />
        <div className="row end"><Button variant="filled" type="submit" loading={save.isPending} disabled={!kept.ready}>{t('rules.draft.save')}</Button></div>
      </form>
    </section>
  );
}

/** A wrong document is refused with the path of its fault, in the words of the schema. */
function Faults({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  if (!isProblem(error) || error.code !== 'rule-set') return <Refusal error={error} focus />;
  return (
    <div className="notice bad" role="alert">
      <div className="grow">
        <b className="strong">{t('rules.draft.faults', { count: error.body.errors.length })}</b>
        <ul>{error.body.errors.slice(0, 20).map((one) => <li key={`${one.field}${one.detail}`} lang="en"><code>{one.field}</code> {one.detail}</li>)}</ul>
        <p className="sub">{t('errors.reference', { reference: error.body.reference })}</p>
      </div>
    </div>
  );
}
