import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newIdempotencyKey } from '../../api/client.ts';
import { actOnFormula, type FormulaAction, type FormulaBody } from '../../api/formulas.ts';
import { useOfficer } from '../../identity/session.tsx';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { Notice } from '../../parts/states.tsx';
import { InForceDialog, PilotDialog, ReasonDialog } from './action-dialogs.tsx';
import { actionsOf } from './rights.ts';

/** The next step of the formula's life, and for what is not allowed the rule that forbids it. */
export function FormulaActions({ one }: { readonly one: FormulaBody }) {
  const { t } = useTranslation();
  const officer = useOfficer();
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<FormulaAction | null>(null);
  const [keys] = useState(() => new Map<string, string>());
  const act = useMutation({
    mutationFn: ({ action, body }: { readonly action: FormulaAction; readonly body: object }) => {
      const name = `${action}${one.version}${JSON.stringify(body)}`;
      const key = keys.get(name) ?? newIdempotencyKey();
      keys.set(name, key);
      return actOnFormula(one.id, one.version, action, body, key);
    },
    onSuccess: async () => { setDialog(null); await queries.invalidateQueries({ queryKey: ['eligibility'] }); },
  });
  const actions = actionsOf(one, officer);
  const allowed = actions.filter(({ forbidden }) => forbidden === null).map(({ action }) => action);
  const first = allowed.find((action) => action !== 'reject' && action !== 'retire');
  const run = (action: FormulaAction): void => { act.reset(); if (action === 'review-closed') act.mutate({ action, body: {} }); else setDialog(action); };
  useShortcuts({ a: () => { if (first) run(first); } });
  const frame = { busy: act.isPending, error: act.error, onClose: () => setDialog(null) };
  return (
    <section className="card next-card" aria-labelledby="formula-next">
      <header><h2 id="formula-next">{t(`formulas.next.${one.status}`)}</h2></header>
      <div className="body stack">
        {act.error !== null && dialog === null && <Refusal error={act.error} focus />}
        {act.isSuccess && <Notice tone="ok">{t('common.done')}: {t(`formulas.action.${act.variables.action}`)}</Notice>}
        {allowed.map((action) => (
          <Button key={action} fullWidth variant={action === first ? 'filled' : 'default'} loading={act.isPending && act.variables.action === action} rightSection={action === first ? <kbd className="on-accent">A</kbd> : undefined} onClick={() => run(action)}>{t(`formulas.action.${action}`)}{action === 'review-closed' ? '' : '…'}</Button>
        ))}
        {actions.map(({ action, forbidden }) => forbidden !== null && <p key={action} className="sub">{t('parts.forbidden', { action: t(`formulas.action.${action}`), rule: t(`formulas.why.${forbidden}`) })}</p>)}
        {actions.length === 0 && <p className="s13">{t('formulas.closed')}</p>}
      </div>
      {dialog === 'pilot' && <PilotDialog {...frame} onSure={(body) => act.mutate({ action: 'pilot', body })} />}
      {dialog === 'put-in-force' && <InForceDialog {...frame} areas={one.pilot?.areas ?? []} since={one.pilot?.since} onSure={(body) => act.mutate({ action: 'put-in-force', body })} />}
      {(dialog === 'retire' || dialog === 'reject') && <ReasonDialog {...frame} title={t(`formulas.action.${dialog}`)} onSure={(reason) => act.mutate({ action: dialog, body: { reason } })} />}
    </section>
  );
}
