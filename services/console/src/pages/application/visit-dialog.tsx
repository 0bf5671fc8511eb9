import { Button, Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionBody, ApplicationFile } from '../../api/casework.ts';
import { household, type HouseholdShown } from '../../api/registry.ts';
import { DraftBar } from '../../drafts/draft-bar.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { amount, parseAmount, type Money } from '../../format/money.ts';
import { useWords } from '../../i18n/words.ts';
import { useOfficer } from '../../identity/session.tsx';
import { DateField } from '../../parts/date-field.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Loading } from '../../parts/states.tsx';
import { countingStatement } from '../households/means.ts';
import { useFileToday } from './action-dialog.tsx';
import { officers } from './forms.ts';
import { useAct } from './use-act.ts';

interface VisitDialogProps { readonly file: ApplicationFile; readonly action: ActionBody; readonly onClose: () => void; readonly onDone: (projected: boolean) => void }

interface IncomeLine { readonly person: string; readonly kind: string; readonly text: string; readonly currency: Money['currency'] }
interface VisitDraft { readonly investigators: string; readonly on: string; readonly incomes: readonly IncomeLine[] }

/** A visit starts from what the family declared: what was found as declared is confirmed, not retyped. */
export function VisitDialog(props: VisitDialogProps) {
  const { t } = useTranslation();
  const { text } = useWords();
  const { data, error, refetch } = useQuery({ queryKey: ['registry', 'household', props.file.application.household], queryFn: ({ signal }) => household(props.file.application.household, signal) });
  return (
    <Modal opened onClose={props.onClose} size="lg" title={text(props.action.title)} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {error !== null && <Refusal error={error} onRetry={() => void refetch()} />}
      {data ? <VisitForm {...props} known={data} /> : error === null && <Loading rows={4} />}
    </Modal>
  );
}

function initialOf(known: HouseholdShown, today: string, officer: string): VisitDraft {
  const declared = countingStatement(known.incomes)?.incomes ?? [];
  return { investigators: `${officer} `, on: today, incomes: declared.map(({ person, kind, annual }) => ({ person, kind, text: amount(annual), currency: annual.currency })) };
}

function VisitForm({ file, action, known, onClose, onDone }: VisitDialogProps & { readonly known: HouseholdShown }) {
  const { t } = useTranslation();
  const { word, text } = useWords();
  const officer = useOfficer();
  const today = useFileToday(file);
  const [initial] = useState(() => initialOf(known, today, officer?.sub ?? ''));
  const draft = useDraft<VisitDraft>('visit', file.id, initial);
  const act = useAct(file);
  const [told, setTold] = useState(false);
  const { investigators, on, incomes } = draft.value;
  const few = officers(investigators).length < 2;
  const wrong = incomes.map((line) => parseAmount(line.text) === null);
  const send = async (): Promise<void> => {
    setTold(true);
    if (few || wrong.includes(true)) return;
    const found = incomes.map((line) => ({ person: line.person, kind: line.kind, annual: { minor: parseAmount(line.text) ?? 0, currency: line.currency } }));
    const answer = await act.run(action.path, { investigators: officers(investigators), on, ...(found.length > 0 ? { incomes: found } : {}) });
    if (!answer) return;
    await draft.discard();
    onDone(answer.projected);
  };
  const changeIncome = (n: number, value: string): void => draft.change((now) => ({ ...now, incomes: now.incomes.map((line, k) => (k === n ? { ...line, text: value } : line)) }));
  return (
    <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); void send(); }}>
      {act.error !== null && <Refusal error={act.error} focus />}
      <TextInput autoFocus label={t('application.form.investigators')} description={t('application.form.investigatorsHint')} value={investigators} autoComplete="off"
        error={told && few ? t('application.form.needPeople', { count: 2 }) : null} onChange={(event) => draft.change({ investigators: event.currentTarget.value })} />
      <div><label className="mantine-InputWrapper-label" htmlFor="visit-on" style={{ display: 'block' }}>{t('application.form.on')}</label><DateField id="visit-on" value={on} max={today} onChange={(value) => draft.change({ on: value })} /></div>
      {incomes.length > 0 && (
        <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
          <legend className="mantine-InputWrapper-label">{t('application.form.incomes')}</legend>
          <div className="stack tight">
            {incomes.map((line, n) => (
              <TextInput key={`${line.person}${line.kind}`} label={`${file.names[line.person]?.name ?? t('common.unnamed')} · ${word('income', line.kind)}`} value={line.text} inputMode="decimal" autoComplete="off"
                error={told && wrong[n] === true ? t('apply.means.wrong') : null} onChange={(event) => changeIncome(n, event.currentTarget.value)} />
            ))}
          </div>
        </fieldset>
      )}
      <div className="row wrap">
        <span className="grow"><DraftBar savedAt={draft.savedAt} restoredFrom={draft.restoredFrom} onDiscard={() => void draft.discard(initial)} /></span>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button variant="filled" type="submit" loading={act.busy}>{text(action.title)}</Button>
      </div>
    </form>
  );
}
