import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newIdempotencyKey } from '../../api/client.ts';
import { actOnDraft, type DraftAction, type DraftBody } from '../../api/rules.ts';
import { useFormat } from '../../format/use-format.ts';
import { useOfficer } from '../../identity/session.tsx';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { type DialogProps, FormDialog } from '../../parts/form-dialog.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Notice } from '../../parts/states.tsx';
import { noteTooShort } from './draft-form.ts';
import { mayDo } from './draft-rights.ts';

interface DraftActionsProps { readonly draft: DraftBody; readonly editing: boolean; readonly onEdit: (on: boolean) => void }

/** What this officer may do with the draft now, and for the rest the rule that forbids it. */
export function DraftActions({ draft, editing, onEdit }: DraftActionsProps) {
  const { t } = useTranslation();
  const officer = useOfficer();
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<'approval' | 'rejection' | null>(null);
  const [keys] = useState(() => new Map<string, string>());
  const act = useMutation({
    mutationFn: ({ action, body }: { readonly action: DraftAction; readonly body: object }) => {
      const name = `${action}${draft.version}${JSON.stringify(body)}`;
      const key = keys.get(name) ?? newIdempotencyKey();
      keys.set(name, key);
      return actOnDraft(draft, action, body, key);
    },
    onSuccess: async () => { setDialog(null); await queries.invalidateQueries({ queryKey: ['eligibility'] }); },
  });
  const may = mayDo(draft, officer);
  const run = (action: DraftAction): void => { act.reset(); if (action === 'simulations') act.mutate({ action, body: {} }); else setDialog(action); };
  const next = may.approval === null ? 'approval' as const : may.simulations === null && draft.simulation === null ? 'simulations' as const : null;
  useShortcuts({ a: () => { if (next) run(next); } });
  const forbidden = (['approval', 'rejection'] as const).flatMap((action) => { const why = may[action]; return why === null || why === 'role' || why === 'closed' ? [] : [{ action, why }]; });
  const hint = <kbd className="on-accent">A</kbd>;
  return (
    <section className="card next-card" aria-labelledby="rules-next">
      <header><h2 id="rules-next">{t(nextTitle(draft))}</h2></header>
      <div className="body stack">
        {act.error !== null && dialog === null && <Refusal error={act.error} focus />}
        {act.isSuccess && <Notice tone="ok">{t(`rules.draft.done.${act.variables.action}`)}</Notice>}
        {may.approval === null && <Button fullWidth variant="filled" rightSection={hint} onClick={() => run('approval')}>{t('rules.draft.approve')}</Button>}
        {may.simulations === null && <Button fullWidth variant={next === 'simulations' ? 'filled' : 'default'} rightSection={next === 'simulations' ? hint : undefined} loading={act.isPending && act.variables.action === 'simulations'} onClick={() => run('simulations')}>{t('rules.draft.simulate')}</Button>}
        {may.revision === null && <Button fullWidth onClick={() => onEdit(!editing)}>{t(editing ? 'rules.draft.stopEditing' : 'rules.draft.revise')}</Button>}
        {may.rejection === null && <Button fullWidth onClick={() => run('rejection')}>{t('rules.draft.reject')}…</Button>}
        {forbidden.map(({ action, why }) => <p key={action} className="sub">{t('parts.forbidden', { action: t(action === 'approval' ? 'rules.draft.approve' : 'rules.draft.reject'), rule: t(`rules.draft.why.${why}`) })}</p>)}
        {draft.decidedBy !== null && <p className="s13">{t('rules.draft.decided', { by: draft.decidedBy })}</p>}
      </div>
      {dialog === 'approval' && <ApproveDialog draft={draft} busy={act.isPending} error={act.error} onClose={() => setDialog(null)} onSure={() => act.mutate({ action: 'approval', body: {} })} />}
      {dialog === 'rejection' && <RejectDialog busy={act.isPending} error={act.error} onClose={() => setDialog(null)} onSure={(reason) => act.mutate({ action: 'rejection', body: { reason } })} />}
    </section>
  );
}

const nextTitle = (draft: DraftBody) => (draft.status !== 'open' ? 'rules.draft.next.closed' : draft.simulation === null ? 'rules.draft.next.simulate' : 'rules.draft.next.approve');

function ApproveDialog({ draft, busy, error, onClose, onSure }: DialogProps & { readonly draft: DraftBody; readonly onSure: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { simulation } = draft;
  return (
    <FormDialog title={t('rules.draft.approve')} error={error} busy={busy} action={t('rules.draft.approve')} onClose={onClose} onSubmit={onSure}>
      <p className="s13">{t('rules.draft.approveText', { name: draft.ruleSet, gain: format.count(simulation?.gain ?? 0), lose: format.count(simulation?.lose ?? 0) })}</p>
    </FormDialog>
  );
}

function RejectDialog({ busy, error, onClose, onSure }: DialogProps & { readonly onSure: (reason: string) => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [told, setTold] = useState(false);
  const short = noteTooShort(reason);
  return (
    <FormDialog title={t('rules.draft.reject')} danger error={error} busy={busy} action={t('rules.draft.reject')} onClose={onClose} onSubmit={() => { setTold(true); if (!short) onSure(reason.trim()); }}>
      <Textarea data-autofocus label={t('common.reasonRequired')} rows={3} value={reason} error={told && short ? t('rules.draft.noteShort') : null} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  );
}
