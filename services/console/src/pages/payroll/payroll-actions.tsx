import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { file, newIdempotencyKey } from '../../api/client.ts';
import { actOnPayroll, type PayrollActionName, type PayrollBody } from '../../api/payments.ts';
import { amount, parseAmount } from '../../format/money.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useJobs } from '../../jobs/jobs.tsx';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { Notice } from '../../parts/states.tsx';

const order: readonly PayrollActionName[] = ['submission', 'approval', 'bank-file', 'period-close', 'withdrawal'];

/** What the officer may do with the payroll; money leaves only after a second person has typed the total. */
export function PayrollActions({ payroll }: { readonly payroll: PayrollBody }) {
  const { t } = useTranslation();
  const { text } = useWords();
  const queries = useQueryClient();
  const jobs = useJobs();
  const [dialog, setDialog] = useState<'approval' | 'withdrawal' | null>(null);
  const [keys] = useState(() => new Map<string, string>());
  const act = useMutation({
    mutationFn: ({ action, body }: { readonly action: PayrollActionName; readonly body: object }) => {
      const name = `${action}${JSON.stringify(body)}`;
      const key = keys.get(name) ?? newIdempotencyKey();
      keys.set(name, key);
      return actOnPayroll(payroll.id, action, body, key, payroll.version);
    },
    onSuccess: async () => { setDialog(null); await queries.invalidateQueries({ queryKey: ['payments'] }); },
  });
  const run = (action: PayrollActionName): void => {
    if (action === 'approval' || action === 'withdrawal') { act.reset(); setDialog(action); return; }
    if (action === 'bank-file') { jobs.start(t('payroll.action.bank-file'), async (signal) => ({ blob: await file(`payments/payrolls/${payroll.id}/bank-file`, { accept: 'application/xml', signal }), name: `pain.001-${payroll.period}.xml` })); return; }
    act.mutate({ action, body: {} });
  };
  const actions = order.flatMap((name) => payroll.actions.filter((one) => one.name === name && one.rule !== 'role'));
  const primary = actions.find((one) => one.allowed && one.name !== 'withdrawal');
  useShortcuts({ a: () => { if (primary) run(primary.name); } });
  if (actions.length === 0) return null;
  return (
    <section className="card" style={{ borderColor: 'var(--accent-line)' }} aria-label={t('application.other')}>
      <div className="body stack" style={{ paddingTop: 13 }}>
        {act.error !== null && dialog === null && <Refusal error={act.error} focus />}
        {act.isSuccess && <Notice tone="ok">{t('payroll.done', { action: t(`payroll.action.${act.variables.action}`) })}</Notice>}
        {actions.filter((one) => one.allowed).map((one) => (
          <Button key={one.name} fullWidth variant={one === primary ? 'filled' : 'default'} loading={act.isPending && act.variables.action === one.name} onClick={() => run(one.name)} rightSection={one === primary ? <kbd className="on-accent">A</kbd> : undefined}>{t(`payroll.action.${one.name}`)}</Button>
        ))}
        <ul>{actions.filter((one) => !one.allowed && one.reason).map((one) => <li key={one.name} className="sub" style={{ marginTop: 3 }}>{t('parts.forbidden', { action: t(`payroll.action.${one.name}`), rule: text(one.reason) })}</li>)}</ul>
      </div>
      {dialog === 'approval' && <ApproveDialog payroll={payroll} busy={act.isPending} error={act.error} onClose={() => setDialog(null)} onApprove={() => act.mutate({ action: 'approval', body: { total: payroll.total } })} />}
      {dialog === 'withdrawal' && <WithdrawDialog busy={act.isPending} error={act.error} onClose={() => setDialog(null)} onWithdraw={(reason) => act.mutate({ action: 'withdrawal', body: { reason } })} />}
    </section>
  );
}

interface DialogProps { readonly busy: boolean; readonly error: unknown; readonly onClose: () => void }

function ApproveDialog({ payroll, busy, error, onClose, onApprove }: DialogProps & { readonly payroll: PayrollBody; readonly onApprove: () => void }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [told, setTold] = useState(false);
  const right = parseAmount(typed) === payroll.total.minor;
  return (
    <Modal opened onClose={onClose} title={t('payroll.approve.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); setTold(true); if (right) onApprove(); }}>
        <p className="s13">{t('payroll.approve.text', { programme: word('programme', payroll.programme), period: format.month(payroll.period), count: t('payroll.approve.payments', { count: payroll.count }) })}</p>
        {error !== null && <Refusal error={error} focus />}
        <TextInput data-autofocus label={t('payroll.approve.total')} description={amount(payroll.total)} value={typed} inputMode="decimal" autoComplete="off" error={told && !right ? t('payroll.approve.wrong') : null} onChange={(event) => setTyped(event.currentTarget.value)} />
        <div className="row" style={{ justifyContent: 'flex-end' }}><Button onClick={onClose}>{t('common.cancel')}</Button><Button variant="filled" type="submit" loading={busy}>{t('payroll.action.approval')}</Button></div>
      </form>
    </Modal>
  );
}

function WithdrawDialog({ busy, error, onClose, onWithdraw }: DialogProps & { readonly onWithdraw: (reason: string) => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [told, setTold] = useState(false);
  const short = reason.trim().length < 3;
  return (
    <Modal opened onClose={onClose} title={t('payroll.withdraw.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); setTold(true); if (!short) onWithdraw(reason.trim()); }}>
        {error !== null && <Refusal error={error} focus />}
        <Textarea data-autofocus label={t('application.form.reason')} rows={3} value={reason} error={told && short ? t('application.form.needReason') : null} onChange={(event) => setReason(event.currentTarget.value)} />
        <div className="row" style={{ justifyContent: 'flex-end' }}><Button onClick={onClose}>{t('common.cancel')}</Button><Button variant="filled" color="red.9" type="submit" loading={busy}>{t('payroll.action.withdrawal')}</Button></div>
      </form>
    </Modal>
  );
}
