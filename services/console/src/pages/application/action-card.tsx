import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ActionBody, ApplicationFile } from '../../api/casework.ts';
import { clockReading } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useOfficer } from '../../identity/session.tsx';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { NextAction } from '../../parts/next-action.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { currentStep, type StepNumber } from '../../parts/steps.ts';
import { directBody, forbiddenActions, nextAction } from './direct.ts';
import { useAct } from './use-act.ts';

interface ActionCardProps { readonly file: ApplicationFile; readonly onOpen: (action: ActionBody) => void; readonly onDone: (action: ActionBody, projected: boolean) => void }

export function ActionCard({ file, onOpen, onDone }: ActionCardProps) {
  const { t } = useTranslation();
  const { word, text } = useWords();
  const format = useFormat();
  const officer = useOfficer();
  const act = useAct(file);
  const next = nextAction(file);
  const others = file.actions.filter((one) => one.allowed && one !== next);
  const run = async (action: ActionBody): Promise<void> => {
    const body = directBody(action.action);
    if (!body) { onOpen(action); return; }
    const answer = await act.run(action.path, body);
    if (answer) onDone(action, answer.projected);
  };
  useShortcuts({ a: () => { if (next) void run(next); } });
  const now = currentStep(file.steps, file.next?.step ?? null);
  const step = file.steps.find((one) => one.step === now);
  const after = file.steps.find((one) => one.step !== now && one.mode === 'required' && one.state === 'waiting');
  const elsewhere = file.next && !next ? t('application.waiting', { who: format.list(file.next.who.map((role) => word('role', role))), what: text(file.next.title) }) : undefined;
  const blocked = forbiddenActions(file).map((one) => ({ title: text(one.title), rule: text(one.reason ?? undefined) }));
  const forbidden = [...new Set(blocked.map(({ rule }) => rule))].map((rule) => ({ rule, title: format.list(blocked.filter((one) => one.rule === rule).map(({ title }) => title)) }));
  return (
    <div className="stack">
      {act.error !== null && <Refusal error={act.error} focus />}
      <NextAction who={t('application.mayDo', { who: word('role', officer?.role ?? '') })} title={next ? text(next.title) : t('application.nothing')}
        step={clockReading(step?.clock)} total={clockReading(file.clocks.total)} action={next ? { label: text(next.title), run: () => void run(next), busy: act.busy } : undefined}
        waitingFor={elsewhere} after={after && t(`steps.s${after.step as StepNumber}`)}
        forbidden={forbidden} />
      {others.length > 0 && (
        <section className="card" aria-label={t('application.other')}>
          <header><h2>{t('application.other')}</h2></header>
          <div className="other-actions">{others.map((one) => <Button key={one.action} size="xs" onClick={() => void run(one)}>{text(one.title)}</Button>)}</div>
        </section>
      )}
    </div>
  );
}
