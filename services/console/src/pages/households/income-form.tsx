import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newIdempotencyKey } from '../../api/client.ts';
import { recordIncome } from '../../api/registry.ts';
import { parseAmount } from '../../format/money.ts';
import { useWords } from '../../i18n/words.ts';
import { icon } from '../../parts/icon.ts';
import { Refusal } from '../../parts/refusal.tsx';
import type { ChangeFormProps } from './change-form.ts';
import { declaredIncome, incomeKinds, type IncomeDraft } from './means.ts';

/** The whole income of the last 12 months as the family declares it now. */
export function IncomeForm({ household, onClose, onDone }: ChangeFormProps) {
  const { t } = useTranslation();
  const alive = household.members.filter((member) => member.died === null);
  const [lines, setLines] = useState(() => declaredIncome(household));
  const [told, setTold] = useState(false);
  const [key] = useState(newIdempotencyKey);
  const wrong = lines.some((line) => parseAmount(line.amount) === null);
  const currency = household.area.startsWith('MN') ? 'MNT' : 'CNY';
  const send = useMutation({
    mutationFn: () => recordIncome(household.id, lines.map(({ person, kind, amount }) => ({ person, kind, annual: { minor: parseAmount(amount) ?? 0, currency } })), key),
    onSuccess: onDone,
  });
  const put = (line: IncomeDraft): void => setLines((all) => all.map((one) => (one.key === line.key ? line : one)));
  const add = (): void => setLines((all) => [...all, { key: crypto.randomUUID(), person: alive[0]?.id ?? '', kind: 'wages', amount: '' }]);
  return (
    <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); setTold(true); if (!wrong) send.mutate(); }}>
      <p className="s13">{t('household.income.text')}</p>
      {send.error !== null && <Refusal error={send.error} focus />}
      <div>{lines.map((line) => <Line key={line.key} line={line} people={household.members} told={told} onChange={put} onRemove={() => setLines((all) => all.filter((one) => one.key !== line.key))} />)}</div>
      <div className="row between wrap">
        <Button size="xs" leftSection={<IconPlus {...icon} />} onClick={add}>{t('household.income.add')}</Button>
        <span className="row"><Button onClick={onClose}>{t('common.cancel')}</Button><Button variant="filled" type="submit" loading={send.isPending}>{t('application.form.submit')}</Button></span>
      </div>
    </form>
  );
}

interface LineProps { readonly line: IncomeDraft; readonly people: ChangeFormProps['household']['members']; readonly told: boolean; readonly onChange: (line: IncomeDraft) => void; readonly onRemove: () => void }

function Line({ line, people, told, onChange, onRemove }: LineProps) {
  const { t } = useTranslation();
  const { word } = useWords();
  return (
    <div className="income-line">
      <NativeSelect label={t('apply.means.person')} value={line.person} data={people.map((one) => ({ value: one.id, label: one.name ?? t('common.unnamed') }))} onChange={(event) => onChange({ ...line, person: event.currentTarget.value })} />
      <NativeSelect label={t('apply.means.kind')} value={line.kind} data={incomeKinds.map((value) => ({ value, label: word('income', value) }))} onChange={(event) => onChange({ ...line, kind: event.currentTarget.value })} />
      <TextInput label={t('apply.means.annual')} value={line.amount} inputMode="decimal" autoComplete="off" error={told && parseAmount(line.amount) === null ? t('apply.means.wrong') : null} onChange={(event) => onChange({ ...line, amount: event.currentTarget.value })} />
      <Button size="xs" variant="subtle" px={6} aria-label={t('common.remove')} onClick={onRemove}><IconX {...icon} /></Button>
    </div>
  );
}
